import numpy as np
import pytest

from contextscope import ContextscopeError
from contextscope.recording.reduction import OUTLIER_FACTOR, SegmentReducer, segment_means
from contextscope.recording.segments import boundaries, parse_schedule, token_counts
from contextscope.recording.sequence_cells import pooled_means, sequence_cells


def naive_means(activations, tokens, marks, n):
    means = np.zeros((len(marks) - 1, n, activations.shape[2]))
    counts = np.zeros((len(marks) - 1, n), dtype=int)
    for s in range(len(marks) - 1):
        for i in range(n):
            found = [
                activations[r, t].astype(np.float64)
                for r in range(len(tokens))
                for t in range(marks[s], marks[s + 1])
                if tokens[r, t] == i
            ]
            counts[s, i] = len(found)
            if found:
                means[s, i] = np.mean(found, axis=0)
    return means, counts


@pytest.fixture
def data(rng):
    tokens = rng.integers(5, size=(3, 67)).astype(np.int32)
    tokens[:, :10] = tokens[:, :10] % 3  # nodes 3 and 4 are missing from the first segment
    return tokens, rng.normal(size=(3, 67, 8)).astype(np.float32) * 100


def test_segment_means_equal_a_naive_loop(data):
    tokens, activations = data
    marks = boundaries(67, parse_schedule("10:50,9"))
    means, counts = segment_means(activations, tokens, marks, 5)
    expected, expected_counts = naive_means(activations, tokens, marks, 5)
    assert np.array_equal(counts, expected_counts)
    assert (counts[0, 3:] == 0).all() and (means[0, 3:] == 0).all()
    assert np.allclose(means, expected, rtol=1e-6, atol=1e-5)
    assert np.array_equal(token_counts(tokens, marks, 5), counts)


@pytest.mark.parametrize("chunk", [1, 7, 10, 64, 67])
def test_the_chunk_in_which_activations_arrive_does_not_matter(data, chunk):
    tokens, activations = data
    marks = boundaries(67)
    reducer = SegmentReducer(tokens, marks, 5, [4])
    for sequence in (2, 0, 1):
        for start in range(0, 67, chunk):
            reducer.add(4, sequence, start, activations[sequence, start : start + chunk])
    assert np.allclose(reducer.means(4), segment_means(activations, tokens, marks, 5)[0], rtol=1e-6, atol=1e-5)


@pytest.mark.parametrize(("first", "last"), [(0, 6), (2, 6), (3, 5), (5, 6)])
def test_segment_means_combine_to_the_direct_mean_of_the_window(data, first, last):
    tokens, activations = data
    marks = boundaries(67)
    means, counts = segment_means(activations, tokens, marks, 5)
    weights = counts[first:last, :, None].astype(np.float64)
    combined = (weights * means[first:last]).sum(axis=0) / weights.sum(axis=0)
    window = slice(marks[first], marks[last])
    direct = [activations[:, window][tokens[:, window] == node].astype(np.float64).mean(axis=0) for node in range(5)]
    # Both are means of the same float32 numbers; stored means are rounded once, to float32.
    assert np.allclose(combined, direct, rtol=1e-6, atol=1e-5)


def test_activations_that_never_arrived_are_an_error_not_a_zero(data):
    tokens, activations = data
    reducer = SegmentReducer(tokens, boundaries(67), 5, [0])
    reducer.add(0, 0, 0, activations[0])
    with pytest.raises(ContextscopeError, match="missing or not finite, the first at sequence 1, position 0"):
        reducer.means(0)


def test_a_token_beyond_ten_times_the_median_norm_is_flagged(data):
    tokens, activations = data
    median = np.median(np.linalg.norm(activations, axis=2))
    activations[1, 20] *= 11 * median / np.linalg.norm(activations[1, 20])
    activations[2, 30] *= 9 * median / np.linalg.norm(activations[2, 30])
    reducer = SegmentReducer(tokens, boundaries(67), 5, [3])
    for sequence in range(3):
        reducer.add(3, sequence, 0, activations[sequence])
    (flag,) = reducer.outliers()
    assert (flag["kind"], flag["sequence"], flag["position"], flag["layer"]) == ("outlier-token", 1, 20, 3)
    assert flag["norm"] > OUTLIER_FACTOR * flag["median"]


def test_many_outliers_are_counted_not_all_listed(rng):
    tokens = np.zeros((1, 2000), dtype=np.int32)
    activations = rng.normal(size=(1, 2000, 4)).astype(np.float32)
    activations[0, ::4] *= 1000
    reducer = SegmentReducer(tokens, boundaries(2000), 1, [0])
    reducer.add(0, 0, 0, activations[0])
    flags = reducer.outliers()
    assert len(flags) == 201 and flags[-1] == {"kind": "outlier-tokens-not-listed", "count": 300}


@pytest.mark.parametrize("chunk", [1, 13, 67])
def test_sequences_kept_apart_are_the_means_of_each_alone(data, chunk):
    tokens, activations = data
    marks = boundaries(67)
    reducer = SegmentReducer(tokens, marks, 5, [4, 6], apart=[4])
    for sequence in (2, 0, 1):
        for start in range(0, 67, chunk):
            for layer in (4, 6):
                reducer.add(layer, sequence, start, activations[sequence, start : start + chunk])
    apart = reducer.means_by_sequence(4)
    assert [tuple(cell) for cell in reducer.cells] == sorted(
        {(r, s, int(i)) for r in range(3) for s in range(len(marks) - 1) for i in tokens[r, marks[s] : marks[s + 1]]}
    )
    for (r, s, i), mean in zip(reducer.cells, apart, strict=True):
        alone, counts = naive_means(activations[r : r + 1], tokens[r : r + 1], marks, 5)
        assert counts[s, i] > 0 and np.allclose(mean, alone[s, i], rtol=1e-6, atol=1e-5)
    assert np.allclose(reducer.means(4), reducer.means(6), rtol=1e-6, atol=1e-5)


def test_pooled_means_follow_from_sequences_by_their_tokens(data):
    tokens, activations = data
    marks = boundaries(67)
    cells, cell_counts = sequence_cells(tokens, marks, 5)
    expected, counts = naive_means(activations, tokens, marks, 5)
    by_sequence = [naive_means(activations[r : r + 1], tokens[r : r + 1], marks, 5)[0] for r in range(3)]
    apart = np.array([by_sequence[r][s, i] for r, s, i in cells])
    assert cell_counts.sum() == tokens.size
    assert np.allclose(pooled_means(cells, cell_counts, apart, counts), expected, rtol=1e-9, atol=1e-9)
