"""What docs/format.md shows is what the code does."""

import json
import re

import numpy as np
import pytest
from conftest import REPOSITORY

from contextscope import read_recording, validate_file, write_recording
from contextscope.recording.safetensors_file import read_header
from contextscope.tasks.graphs import grid, ring
from contextscope.tasks.samplers import sample

RECORDER_README = (REPOSITORY / "recorder" / "README.md").read_text(encoding="utf-8")
FORMAT = (REPOSITORY / "docs" / "format.md").read_text(encoding="utf-8")
SYNTHETIC = REPOSITORY / "fixtures" / "synthetic" / "ring8-tiny.safetensors"


def code_blocks(language, text=FORMAT):
    return re.findall(rf"```{language}\n(.*?)```", text, flags=re.DOTALL)


def test_the_byte_table_is_that_of_the_file():
    header = read_header(SYNTHETIC)
    content = SYNTHETIC.read_bytes()
    for name, info in header.tensors.items():
        first, last = header.data_start + info.begin, header.data_start + info.end - 1
        assert f"| {first}-{last} | `{name}`" in FORMAT
    assert f"8-{header.data_start - 1} " in FORMAT
    for offset in (0, 8, header.data_start):
        assert content[offset : offset + 8].hex(" ") in FORMAT


def test_the_six_lines_of_reading_give_the_means(monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    scope = {}
    exec(next(block for block in code_blocks("python") if "safe_open" in block), scope)
    recording_counts = scope["counts"]
    assert scope["means"].shape == (8, 16)
    assert np.allclose(scope["means"], scope["layer"][-1][:8], atol=1e-6) and (recording_counts[-1] > 0).all()


def test_the_six_lines_of_writing_write_a_sound_file(tmp_path, monkeypatch, rng):
    monkeypatch.chdir(tmp_path)
    tokens = np.stack([sample("random-walk", ring(12), 60, rng) for _ in range(2)])
    scope = {"tokens": tokens, "words": [f"w{i}" for i in range(12)], "activations": rng.normal(size=(2, 60, 4))}
    lines = next(block for block in code_blocks("python") if "write_recording" in block)
    assert "Six lines with the Python package" in FORMAT and len(lines.splitlines()) == 6
    exec(lines, scope)
    assert scope["ring"] is ring and scope["write_recording"] is write_recording
    assert validate_file(tmp_path / "mine.safetensors") == []


def test_the_example_of_the_recorders_readme_writes_a_sound_file(tmp_path, monkeypatch, rng):
    monkeypatch.chdir(tmp_path)
    np.save("tokens.npy", np.stack([sample("random-walk", grid(4, 4), 60, rng) for _ in range(2)]))
    np.save("layer12.npy", rng.normal(size=(2, 60, 4)))
    exec(next(block for block in code_blocks("python", RECORDER_README)), {})
    metadata = read_recording(tmp_path / "mine.safetensors").metadata
    assert metadata["hook"]["name"] == "blocks.l.hook_resid_pre" and metadata["task"]["prefix"] == "<bos>"


def test_the_class_means_of_the_recorders_readme_are_written_as_a_sound_file(tmp_path, monkeypatch, rng):
    monkeypatch.chdir(tmp_path)
    lines = next(block for block in code_blocks("python", RECORDER_README) if "write_class_means" in block)
    exec(
        lines,
        {
            "words": [f"w{i}" for i in range(12)],
            "at_200": rng.normal(size=(12, 4)),
            "at_1400": rng.normal(size=(12, 4)),
        },
    )
    assert validate_file(tmp_path / "class-means.safetensors") == []
    assert read_recording(tmp_path / "class-means.safetensors").metadata["segments"] == [0, 200, 1400]


def test_the_metadata_example_has_the_keys_the_schema_knows():
    schema = json.loads((REPOSITORY / "docs" / "contextscope-1.schema.json").read_text())
    example = json.loads(code_blocks("json")[0])
    known = {*schema["properties"]}
    assert set(example) == known
    for key in ("model", "hook"):
        assert set(example[key]) == set(schema["properties"][key]["properties"])


@pytest.mark.parametrize("limit", ["4,096", "65,536", "1,048,576", "1,000,000", "16 MiB"])
def test_limits_are_stated(limit):
    assert limit in FORMAT
