"""write_class_means: recordings whose windows are fixed, and what the reader and the checks make of them."""

import copy
from dataclasses import replace

import numpy as np
import pytest
import safetensors
from conftest import REPOSITORY

from contextscope import ContextscopeError, read_recording, ring, validate_file, write_class_means
from contextscope.recording.format import read_metadata
from contextscope.recording.inspection import inspect_text
from contextscope.recording.safetensors_file import read_header
from contextscope.recording.validate import _check_metadata, check_recording, check_schema

WORDS = ("apple", "bird", "car", "egg")
FIXTURE = REPOSITORY / "fixtures" / "synthetic" / "ring6-class-means.safetensors"


@pytest.fixture
def means(rng):
    return {context: {layer: rng.normal(size=(4, 5)) for layer in (3, 7)} for context in (400, 100)}


def write(path, means, **changes):
    return write_class_means(path, **{"means": means, "words": WORDS, "graph": ring(4), **changes})


def test_means_come_back_context_by_context_and_nothing_else_is_claimed(tmp_path, means):
    path = write(tmp_path / "m.safetensors", means)
    assert validate_file(path) == []
    recording = read_recording(path)
    meta = recording.metadata
    assert (meta["segments"], meta["windows"], meta["layers"]) == ([0, 100, 400], "fixed", [3, 7])
    assert (meta["task"]["sampler"], meta["task"]["sequences"], meta["model"]["layers"]) == ("not-stated", 0, 0)
    assert recording.tokens is None and recording.accuracy is None and recording.context_accuracy is None
    for s, context in enumerate((100, 400)):
        for layer in (3, 7):
            assert np.array_equal(recording.residual[layer][s], means[context][layer].astype(np.float32))
    assert (recording.counts == 1).all()
    with safetensors.safe_open(path, "numpy") as file:
        assert set(file.keys()) == {"counts", "residual.3", "residual.7"}


@pytest.mark.parametrize("blank", [0.0, np.nan])
def test_a_row_of_zeros_or_nan_is_a_missing_word(tmp_path, means, blank):
    for values in means[100].values():
        values[2] = blank
    recording = read_recording(write(tmp_path / "m.safetensors", means))
    assert recording.counts.tolist() == [[1, 1, 0, 1], [1, 1, 1, 1]]
    assert (recording.residual[3][0, 2] == 0).all()


def test_presence_and_true_counts_are_kept(tmp_path, means):
    present = {100: [True, True, True, False], 400: [True] * 4}
    assert read_recording(write(tmp_path / "a.safetensors", means, present=present)).counts[0].tolist() == [1, 1, 1, 0]
    counts = {100: [3, 9, 1, 0], 400: [5, 5, 5, 5]}
    assert read_recording(write(tmp_path / "b.safetensors", means, counts=counts)).counts[0].tolist() == [3, 9, 1, 0]


def test_accuracy_is_kept_by_context_for_every_sequence_or_as_one_mean(tmp_path, means):
    recording = read_recording(write(tmp_path / "a.safetensors", means, accuracy={400: [0.5, 0.75]}))
    assert np.array_equal(recording.context_accuracy, [[np.nan, 0.5], [np.nan, 0.75]], equal_nan=True)
    assert recording.metadata["task"]["sequences"] == 2
    recording = read_recording(write(tmp_path / "b.safetensors", means, accuracy={100: 0.25, 400: 0.5}, sequences=8))
    assert recording.context_accuracy.tolist() == [[0.25, 0.5]]
    assert recording.metadata["task"]["sequences"] == 8


def test_inspecting_names_contexts_and_no_window_or_token(tmp_path, means):
    text = inspect_text(write(tmp_path / "m.safetensors", means))
    assert "100, 400; window fixed by the file" in text and "not recorded" in text
    assert "tokens per node" not in text and "0 blocks" not in text and "segments" not in text


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"means": {}}, "means is empty"),
        ({"means": {0: {1: np.ones((4, 5))}}}, "context 0"),
        ({"means": {5: {}}}, r"means\[5\] is empty"),
        ({"means": {5: {1: np.ones((3, 5))}}}, r"means\[5\]\[1\] has shape \(3, 5\)"),
        ({"means": {5: {1: np.ones((4, 5))}, 6: {2: np.ones((4, 5))}}}, r"means\[6\] has layers"),
        ({"means": {5: {1: np.full((4, 5), np.inf)}}}, "not finite"),
        ({"words": WORDS[:3]}, "3 words for a graph of 4"),
        ({"present": {100: [True] * 4}}, r"present\[400\] has shape"),
        ({"accuracy": {100: [0.5], 400: [0.5, 0.5]}}, "accuracy has shapes"),
        ({"accuracy": {100: 1.5}}, "context_accuracy must lie in 0..1"),
        ({"accuracy": {100: [0.5, 0.5]}, "sequences": 3}, "context_accuracy has shape"),
        ({"store": "float8"}, "float16, bfloat16, float32"),
        ({"sampler": "stroll"}, "recording.task.sampler"),
    ],
)
def test_faulty_arguments_are_refused_by_name_and_leave_no_file(tmp_path, means, change, told):
    with pytest.raises(ContextscopeError, match=told):
        write(tmp_path / "m.safetensors", **{"means": means, **change})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda m: m["task"].update(sequences=0), "recording.task.sequences"),
        (lambda m: m["task"].update(sampler="not-stated"), "recording.task.sampler"),
        (lambda m: m["model"].update(layers=0), "recording.model.layers"),
        (lambda m: m.update(windows="sliding"), "recording.windows"),
    ],
)
def test_only_fixed_windows_may_leave_things_open(change, told):
    metadata = read_metadata(read_header(REPOSITORY / "fixtures" / "synthetic" / "ring8-tiny.safetensors"))
    change(metadata)
    assert any(told in message for message in check_schema(metadata))
    if metadata.get("windows") is None:
        assert check_schema({**metadata, "windows": "fixed"}) == []


def test_segments_still_need_their_tokens_and_counts_may_not_be_negative():
    recording = read_recording(FIXTURE)
    metadata = copy.deepcopy(recording.metadata)
    recording = replace(recording, metadata=metadata, tokens=None, accuracy=None)
    assert check_recording(recording) == []
    del metadata["windows"]
    messages = check_recording(recording)
    assert "tensor tokens is missing" in messages and "tensor accuracy is missing" in messages
    fixed = {**metadata, "windows": "fixed"}
    negative = replace(recording, metadata=fixed, counts=recording.counts - 1, context_accuracy=None)
    assert "not be negative" in check_recording(negative)[0]


def test_the_fixture_is_sound_and_says_what_its_generator_says():
    assert validate_file(FIXTURE) == []
    recording = read_recording(FIXTURE)
    assert _check_metadata(recording.metadata) == []
    assert recording.counts.tolist() == [[1] * 5 + [0], [1] * 5 + [0], [1] * 6]
    assert recording.context_accuracy[:, 1:].tolist() == [[0.25, 0.75], [0.5, 1.0]]
