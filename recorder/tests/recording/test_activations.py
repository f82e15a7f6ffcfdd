import numpy as np
import pytest
import torch

from contextscope.recording.activations import read_sequence

LENGTH = 40
CANDIDATES = [3, 7, 11, 2]


@pytest.fixture
def ids(any_model, rng):
    return rng.integers(2, len(any_model.tokenizer), size=LENGTH).tolist()


def read(loaded, ids, **options):
    states = {layer: np.full((LENGTH, 16), np.nan, dtype=np.float32) for layer in range(4)}

    def receive(layer, start, values):
        assert np.isnan(states[layer][start : start + len(values)]).all(), "a position arrived twice"
        states[layer][start : start + len(values)] = values

    p = read_sequence(loaded.model, ids, list(states), CANDIDATES, receive, **options)
    return states, p


def test_hooks_see_what_output_hidden_states_gives(any_model, ids):
    states, _ = read(any_model, ids)
    with torch.no_grad():
        expected = any_model.model(torch.tensor([ids]), output_hidden_states=True).hidden_states
    assert len(expected) == len(states) == 4
    for layer, hidden in enumerate(expected):
        assert np.allclose(states[layer], hidden[0].numpy(), rtol=1e-5, atol=1e-5), f"layer {layer}"


def test_probabilities_are_a_softmax_over_the_whole_vocabulary(any_model, ids):
    _, p = read(any_model, ids, logit_chunk=7)
    with torch.no_grad():
        logits = any_model.model(torch.tensor([ids])).logits[0].double().numpy()
    weights = np.exp(logits - logits.max(axis=1, keepdims=True))
    assert np.allclose(p, (weights / weights.sum(axis=1, keepdims=True))[:, CANDIDATES], rtol=1e-4, atol=1e-7)


@pytest.mark.parametrize("chunk", [1, 5, 13, 39])
def test_reading_in_chunks_equals_reading_at_once(any_model, ids, chunk):
    whole, p_whole = read(any_model, ids, chunk=LENGTH)
    parts, p_parts = read(any_model, ids, chunk=chunk, logit_chunk=3)
    for layer in whole:
        assert np.allclose(whole[layer], parts[layer], rtol=1e-4, atol=1e-4), f"layer {layer}"
    assert np.allclose(p_whole, p_parts, rtol=1e-3, atol=1e-6)


def test_the_model_is_left_as_it_was(any_model, ids):
    before = {name: len(module._forward_pre_hooks) for name, module in any_model.model.named_modules()}
    with torch.no_grad():
        logits = any_model.model(torch.tensor([ids])).logits
    read(any_model, ids)
    assert before == {name: len(module._forward_pre_hooks) for name, module in any_model.model.named_modules()}
    with torch.no_grad():
        assert torch.equal(any_model.model(torch.tensor([ids])).logits, logits)


def test_progress_counts_every_token(any_model, ids):
    ticks = []
    read(any_model, ids, chunk=16, logit_chunk=5, progress=ticks.append)
    assert sum(ticks) == LENGTH and len(ticks) > 4
