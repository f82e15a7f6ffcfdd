"""write_recording and read_recording, and the container beneath them."""

import json
import struct

import numpy as np
import pytest
import safetensors

from contextscope import ContextscopeError, grid, read_recording, ring, validate_file, write_recording
from contextscope.recording.reduction import segment_means
from contextscope.recording.safetensors_file import read_header
from contextscope.recording.segments import boundaries
from contextscope.tasks.samplers import sample

WORDS = ("apple", "bird", "car", "egg", "house", "milk")
MODEL = {"id": "mine", "layers": 4}


@pytest.fixture
def arrays(rng):
    tokens = np.stack([sample("random-walk", ring(6), 80, rng) for _ in range(2)])
    return tokens, {layer: rng.normal(size=(2, 80, 10)) * 10**layer for layer in (0, 2, 4)}


def write(path, tokens, **changes):
    given = {"tokens": tokens, "words": WORDS, "graph": ring(6), "model": MODEL, **changes}
    return write_recording(path, **given)


def test_per_token_activations_come_back_as_segment_means(tmp_path, arrays):
    tokens, residual = arrays
    path = write(tmp_path / "mine.safetensors", tokens, residual=residual, store="float32")
    recording = read_recording(path)
    assert validate_file(path) == []
    assert np.array_equal(recording.tokens, tokens)
    assert np.isnan(recording.accuracy).all()
    for layer, activations in residual.items():
        expected, counts = segment_means(activations, tokens, boundaries(80), 6)
        assert np.array_equal(recording.residual[layer], expected)
        assert np.array_equal(recording.counts, counts)
    meta = recording.metadata
    assert (meta["id"], meta["layers"], meta["model"]["hiddenSize"]) == ("mine", [0, 2, 4], 10)
    assert all(meta[key] for key in ("created", "licence", "software"))


def test_what_is_not_given_is_not_stated_rather_than_guessed(tmp_path, arrays):
    tokens, residual = arrays
    meta = read_recording(write(tmp_path / "m.safetensors", tokens, residual=residual)).metadata
    assert meta["citation"] == "" and meta["task"]["prefix"] == ""
    assert meta["hook"] == {"name": "not stated", "description": "not stated"}
    assert meta["licence"] == meta["model"]["weights"] == "not stated"
    given = {"citation": "Me", "prefix": "<bos>", "hook": {"name": "h", "description": "a place"}}
    meta = read_recording(write(tmp_path / "n.safetensors", tokens, residual=residual, **given)).metadata
    assert (meta["citation"], meta["task"]["prefix"], meta["hook"]) == tuple(given.values())


@pytest.mark.parametrize("sampler", ["random-walk", "lazy-walk", "neighbour-pairs", "directed-cycle"])
def test_a_word_the_stated_sampler_could_not_draw_is_named_with_its_place_and_the_remedy(tmp_path, arrays, sampler):
    _, residual = arrays
    rng = np.random.default_rng(8)
    tokens = np.stack([sample(sampler, ring(6), 80, rng) for _ in range(2)])
    write(tmp_path / "m.safetensors", tokens, residual=residual, sampler=sampler)
    tokens[1, 41:] = (tokens[1, 41:] + 3 - tokens[1, 41] + tokens[1, 40]) % 6  # one jump across the ring, no other
    before, after = tokens[1, 40:42]
    place = (
        f"in sequence 1, position 41, '{WORDS[after]}' (node {after}) follows '{WORDS[before]}' (node {before}), which"
    )
    with pytest.raises(ContextscopeError) as refusal:
        write(tmp_path / "n.safetensors", tokens, residual=residual, sampler=sampler)
    assert place in str(refusal.value) and '"shuffled" (no rule' in str(refusal.value)
    write(tmp_path / "n.safetensors", tokens, residual=residual, sampler="shuffled")


def test_a_repeated_word_is_a_lazy_walk_and_no_other(tmp_path, arrays):
    _, residual = arrays
    tokens = sample("lazy-walk", ring(6), 160, np.random.default_rng(8)).reshape(2, 80)
    with pytest.raises(ContextscopeError, match="lazy-walk"):
        write(tmp_path / "m.safetensors", tokens, residual=residual)
    assert validate_file(write(tmp_path / "m.safetensors", tokens, residual=residual, sampler="lazy-walk")) == []


def test_the_free_words_of_pairs_may_be_any(tmp_path, arrays):
    _, residual = arrays
    tokens = np.tile([0, 1, 3, 4], (2, 20))
    assert validate_file(write(tmp_path / "m.safetensors", tokens, residual=residual, sampler="neighbour-pairs")) == []


def test_an_existing_file_is_kept_unless_overwriting_is_asked_for(tmp_path, arrays):
    tokens, residual = arrays
    path = tmp_path / "m.safetensors"
    path.write_bytes(b"mine")
    with pytest.raises(ContextscopeError, match="exists: choose another name, or overwrite=True"):
        write(path, tokens, residual=residual)
    assert path.read_bytes() == b"mine"
    assert validate_file(write(path, tokens, residual=residual, overwrite=True)) == []


def test_segment_means_are_written_as_given_and_zero_where_the_count_is_zero(tmp_path, arrays):
    tokens, residual = arrays
    marks = [0, 4, 80]
    means, counts = segment_means(residual[2], tokens, marks, 6)
    unseen = counts == 0
    assert unseen.any()
    means[unseen] = np.nan
    path = write(
        tmp_path / "m.safetensors", tokens, segment_means={2: means}, segments=marks, counts=counts, store="float32"
    )
    stored = read_recording(path).residual[2]
    assert np.array_equal(stored[~unseen], means[~unseen]) and (stored[unseen] == 0).all()


def test_one_sequence_may_come_without_its_axis(tmp_path, arrays):
    tokens, residual = arrays
    path = write(tmp_path / "m.safetensors", tokens[0], residual={2: residual[2][0]})
    assert read_recording(path).tokens.shape == (1, 80)


@pytest.mark.parametrize(
    ("store", "dtype", "relative"), [("float16", "F16", 2**-11), ("bfloat16", "BF16", 2**-8), ("float32", "F32", 0)]
)
def test_values_are_stored_to_the_precision_asked_for(tmp_path, arrays, store, dtype, relative):
    tokens, residual = arrays
    path = write(tmp_path / "m.safetensors", tokens, residual={2: residual[2]}, store=store)
    assert read_header(path).tensors["residual.2"].dtype == dtype
    expected = segment_means(residual[2], tokens, boundaries(80), 6)[0]
    assert np.allclose(read_recording(path).residual[2], expected, rtol=relative * 1.001, atol=1e-7)


def test_a_layer_that_overflows_float16_is_stored_as_float32_alone_and_flagged(tmp_path, arrays):
    tokens, residual = arrays
    residual[4] = residual[4] + 70_000
    path = write(tmp_path / "m.safetensors", tokens, residual=residual)
    dtypes = {name: info.dtype for name, info in read_header(path).tensors.items() if name.startswith("residual")}
    assert dtypes == {"residual.0": "F16", "residual.2": "F16", "residual.4": "F32"}
    recording = read_recording(path)
    (flag,) = recording.metadata["flags"]
    assert flag["kind"] == "stored-as-f32" and flag["layer"] == 4 and flag["largest"] > 65504
    assert np.array_equal(recording.residual[4], segment_means(residual[4], tokens, boundaries(80), 6)[0])


def test_the_safetensors_library_reads_the_file(tmp_path, arrays):
    tokens, residual = arrays
    path = write(tmp_path / "m.safetensors", tokens, residual=residual)
    recording = read_recording(path)
    with safetensors.safe_open(path, "numpy") as file:
        assert file.metadata()["format"] == "contextscope/1"
        assert json.loads(file.metadata()["recording"]) == recording.metadata
        assert set(file.keys()) == {"counts", "tokens", "accuracy", "residual.0", "residual.2", "residual.4"}
        assert np.array_equal(file.get_tensor("counts"), recording.counts)
        assert np.array_equal(file.get_tensor("residual.4").astype(np.float32), recording.residual[4])


def test_the_header_is_padded_and_layers_lie_in_order_after_the_small_tensors(tmp_path, arrays):
    tokens, residual = arrays
    path = write(tmp_path / "m.safetensors", tokens, residual=dict(reversed(residual.items())))
    (length,) = struct.unpack("<Q", path.read_bytes()[:8])
    header = read_header(path)
    assert (8 + length) % 8 == 0 and header.data_start == 8 + length
    by_offset = sorted(header.tensors, key=lambda name: header.tensors[name].begin)
    assert by_offset == ["counts", "tokens", "accuracy", "residual.0", "residual.2", "residual.4"]


def test_equal_input_gives_equal_bytes(tmp_path, arrays):
    tokens, residual = arrays
    made = [
        write(tmp_path / name / "m.safetensors", tokens, residual=residual, created="2026-11-23T12:00:00Z")
        for name in ("first", "second")
    ]
    assert made[0].read_bytes() == made[1].read_bytes()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"words": WORDS[:5]}, "tokens hold 0..5, the 5 words"),
        ({"graph": grid(3, 3)}, "6 words for a graph of 9 nodes"),
        ({"residual": None}, "either residual .* or segment_means"),
        ({"residual": {0: np.zeros((2, 79, 10))}}, r"residual\[0\] has shape \(2, 79, 10\), expected \(2, 80, 'd'\)"),
        ({"residual": {}}, "no layer given"),
        ({"residual": {0: np.zeros((2, 80, 10)), 1: np.zeros((2, 80, 9))}}, "disagree on the hidden size"),
        ({"residual": {5: np.zeros((2, 80, 10))}}, "a model of 4 blocks has states 0..4"),
        ({"residual": {0: np.full((2, 80, 10), np.inf)}}, "missing or not finite"),
        ({"residual": {0: np.full((2, 80, 10), np.nan)}}, "missing or not finite"),
        ({"segments": [0, 50]}, "must run from 0 to 80"),
        ({"segments": [0, 50, 50, 80]}, "strictly increase"),
        ({"counts": np.zeros((6, 6))}, "counts disagree"),
        ({"token_ids": [1, 2]}, "2 entries for 6 words"),
        ({"accuracy": np.full((2, 80), 1.5)}, "accuracy must lie in 0..1"),
        ({"accuracy": np.zeros((2, 79))}, "tensor accuracy has shape"),
        ({"store": "float8"}, "float16, bfloat16, float32"),
        ({"id": "../up"}, "recording.id"),
        ({"created": "yesterday"}, "recording.created"),
        ({"seeds": [1]}, "1 entries for 2 sequences"),
        ({"model": {"id": "mine"}}, "'layers' is a required property"),
        ({"sampler": "stroll"}, "unknown sampler 'stroll'"),
        ({"sampler": "directed-cycle"}, "tokens are not those of sampler 'directed-cycle'"),
    ],
)
def test_faulty_arguments_are_refused_by_name_and_leave_no_file(tmp_path, arrays, change, told):
    tokens, residual = arrays
    with pytest.raises(ContextscopeError, match=told):
        write(tmp_path / "m.safetensors", tokens, **{"residual": residual, **change})
    assert list(tmp_path.iterdir()) == []
