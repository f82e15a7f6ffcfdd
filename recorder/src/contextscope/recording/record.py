"""One recording from one model: sequences, activations, averages, accuracy."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ..errors import ContextscopeError
from ..tasks.graphs import WEEKDAYS, Graph
from ..tasks.samplers import DEFAULT_STAY, check_sampler, constrained_positions, sample, successor_matrix
from ..tasks.words import NEUTRAL_NOUNS, choose_words, token_ids
from ..version import __version__
from .format import (
    HIDDEN_STATES_HOOK,
    STORED_DTYPES,
    Labels,
    Recording,
    build_metadata,
    node_metadata,
    task_metadata,
)
from .reduction import SegmentReducer
from .segments import DEFAULT_SCHEDULE, Schedule, boundaries

BOS = "<bos>"
"""The prefix that stands for the tokenizer's own beginning-of-sequence token."""


@dataclass(frozen=True)
class Plan:
    """Everything that decides a recording's numbers, the model apart.

    `words` None: built-in nouns by `word_seed` (weekdays: the day names; a named edge list: its names).
    `layers` None: all. `prefix`: BOS, "" for none, or text. `by_sequence`: layers whose sequences are kept apart as
    well; None: the layer a recording opens on (default_layer), (): none.
    """

    graph: Graph
    references: tuple[Graph, ...] = ()
    sampler: str = "random-walk"
    stay: float = DEFAULT_STAY
    length: int = 450
    seeds: tuple[int, ...] = (1, 2, 3, 4)
    words: tuple[str, ...] | None = None
    word_seed: int = 0
    prefix: str = BOS
    layers: tuple[int, ...] | None = None
    schedule: Schedule = DEFAULT_SCHEDULE
    store: str = "float16"
    by_sequence: tuple[int, ...] | None = None


def settings_digest(plan: Plan, model_id: str, model_revision: str) -> str:
    """SHA-256 over the plan, the model and the recorder's version: equal digests ask for equal numbers.

    A plan that keeps no sequences apart has the digest it had before they could be.
    """
    apart = [] if plan.by_sequence == () else ["by sequence", plan.by_sequence]
    asked = {
        "recorder": __version__,
        "model": [model_id, model_revision],
        "graphs": [plan.graph.metadata("context"), *(g.metadata("reference") for g in plan.references)],
        "task": [plan.sampler, plan.stay, plan.length, plan.seeds, plan.words, plan.word_seed, plan.prefix],
        "kept": [plan.layers, plan.schedule, plan.store, *apart],
    }
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Reading:
    """What a plan comes to with one model: layers to record, those of them whose sequences are kept apart, a word and
    its token a node, the prefix's tokens.
    """

    layers: list[int]
    layers_apart: list[int]
    words: list[str]
    token_ids: list[int]
    prefix_ids: list[int]
    prefix_text: str


def check_plan(plan: Plan, chunk: int = 512, logit_chunk: int = 64) -> None:
    """Raise ContextscopeError for what is wrong with a plan whatever the model."""
    check_sampler(plan.sampler, plan.graph, plan.length, plan.stay)
    if chunk < 1 or logit_chunk < 1:
        raise ContextscopeError(f"chunk sizes must be at least 1, got {chunk} and {logit_chunk}")
    if plan.store not in STORED_DTYPES:
        raise ContextscopeError(f"store must be one of {', '.join(STORED_DTYPES)}, got {plan.store!r}")
    boundaries(plan.length, plan.schedule)
    n = plan.graph.n
    if draws_words(plan):
        if n > len(NEUTRAL_NOUNS):
            raise ContextscopeError(f"there are {len(NEUTRAL_NOUNS)} built-in nouns, the graph needs {n}: give --words")
    elif len(_given_words(plan)) != n:
        raise ContextscopeError(f"{len(_given_words(plan))} words for a graph of {n} nodes: give one word a node")


def fit(plan: Plan, tokenizer: Any, config: Any) -> Reading:
    """A sound plan with a model's tokenizer and (text) config, its weights not needed.

    Raises ContextscopeError for layers the model has not, words that are not single tokens, or too long a context.
    """
    layers = chosen_layers(plan.layers, config.num_hidden_layers)
    apart = layers_apart(plan.by_sequence, layers, config.num_hidden_layers)
    words = choose_words(tokenizer, plan.graph.n, plan.word_seed) if draws_words(plan) else _given_words(plan)
    ids = token_ids(tokenizer, words)
    prefix_ids, prefix_text = prefix_tokens(plan.prefix, tokenizer)
    _check_context(len(prefix_ids) + plan.length, config)
    return Reading(layers, apart, words, ids, prefix_ids, prefix_text)


def record(
    loaded: Any,
    plan: Plan,
    labels: Labels,
    chunk: int = 512,
    logit_chunk: int = 64,
    progress: Callable[[int], None] = lambda _: None,
) -> Recording:
    """Read the plan's sequences through `loaded` (a contextscope.models.LoadedModel) and average as they come.

    `progress` is called with the number of tokens read since the last call. `chunk` and `logit_chunk` bound
    memory and do not change the numbers beyond rounding.
    """
    import torch
    import transformers

    from .activations import read_sequence

    graph = plan.graph
    check_plan(plan, chunk, logit_chunk)
    reading = fit(plan, loaded.tokenizer, loaded.config)
    layers, ids, prefix_ids = reading.layers, reading.token_ids, reading.prefix_ids
    marks = boundaries(plan.length, plan.schedule)
    tokens = np.stack(
        [sample(plan.sampler, graph, plan.length, np.random.default_rng(seed), plan.stay) for seed in plan.seeds]
    )
    reducer = SegmentReducer(tokens, marks, graph.n, layers, reading.layers_apart)
    accuracy = np.full(tokens.shape, np.nan, dtype=np.float32)
    successors = successor_matrix(plan.sampler, graph)
    constrained = constrained_positions(plan.sampler, plan.length)
    skip = len(prefix_ids)
    for sequence, nodes in enumerate(tokens):

        def receive(layer: int, start: int, values: np.ndarray, sequence: int = sequence) -> None:
            past_prefix = max(skip - start, 0)
            if past_prefix < len(values):
                reducer.add(layer, sequence, start + past_prefix - skip, values[past_prefix:])

        read = [*prefix_ids, *(ids[node] for node in nodes)]
        p = read_sequence(loaded.model, read, layers, ids, receive, chunk, logit_chunk, progress)[skip:]
        accuracy[sequence, constrained] = (p * successors[nodes]).sum(axis=1)[constrained]
    task = task_metadata(graph, plan.sampler, tokens)
    task |= {"prefix": reading.prefix_text, "prefixTokenIds": prefix_ids, "seeds": list(plan.seeds)}
    if draws_words(plan):
        task["wordSeed"] = plan.word_seed
    if plan.sampler == "lazy-walk":
        task["stay"] = plan.stay
    metadata = build_metadata(
        replace(labels, citation="; ".join(filter(None, (labels.citation, loaded.citation)))),
        model=loaded.metadata(),
        hook=HIDDEN_STATES_HOOK,
        layers=layers,
        **({"layersBySequence": reading.layers_apart} if reading.layers_apart else {}),
        task=task,
        nodes=node_metadata(reading.words, ids),
        graphs=[graph.metadata("context"), *(other.metadata("reference") for other in plan.references)],
        segments=marks,
        flags=reducer.outliers(),
        settings=settings_digest(plan, loaded.id, loaded.revision),
        software={
            "torch": torch.__version__,
            "transformers": transformers.__version__,
            "python": platform.python_version(),
        },
    )
    residual = {layer: reducer.means(layer) for layer in layers}
    by_sequence = {layer: reducer.means_by_sequence(layer) for layer in reading.layers_apart}
    cells = reducer.cells if by_sequence else None
    stored = STORED_DTYPES[plan.store]
    return Recording(metadata, residual, reducer.counts, tokens, accuracy, stored, cells=cells, by_sequence=by_sequence)


def chosen_layers(layers: Sequence[int] | None, blocks: int) -> list[int]:
    """Layers to record, ascending. Raises ContextscopeError for one the model has not."""
    if layers is None:
        return list(range(blocks + 1))
    beyond = [layer for layer in layers if not 0 <= layer <= blocks]
    if beyond or not layers:
        raise ContextscopeError(f"layers {beyond or list(layers)}: a model of {blocks} blocks has layers 0..{blocks}")
    return sorted(set(layers))


DEFAULT_DEPTH = 5 / 6
"""Share of a model's depth at which a recording opens: 15 of 18 blocks, 27 of 32."""


def default_layer(layers: Sequence[int], blocks: int) -> int:
    """The recorded layer a recording opens on: nearest to DEFAULT_DEPTH, the shallower of two equally near."""
    return min(layers, key=lambda layer: (abs(layer - DEFAULT_DEPTH * blocks), layer))


def layers_apart(by_sequence: Sequence[int] | None, layers: Sequence[int], blocks: int) -> list[int]:
    """Layers whose sequences are kept apart, ascending. Raises ContextscopeError for one that is not recorded."""
    if by_sequence is None:
        return [default_layer(layers, blocks)]
    beyond = sorted(set(by_sequence) - set(layers))
    if beyond:
        raise ContextscopeError(
            f"by sequence: layers {beyond} are not recorded; recorded are {list(layers)}: choose among them"
        )
    return sorted(set(by_sequence))


def draws_words(plan: Plan) -> bool:
    """Whether the words are the built-in nouns that `word_seed` chooses and places."""
    return plan.words is None and plan.graph.labels is None and plan.graph.kind != "weekdays"


def _given_words(plan: Plan) -> list[str]:
    """The labels of a plan's nodes where they are not drawn."""
    return list(plan.words or plan.graph.labels or WEEKDAYS)


def prefix_tokens(prefix: str, tokenizer: Any) -> tuple[list[int], str]:
    """Token ids read before the first word, and the text recorded as `task.prefix`."""
    if prefix == "":
        return [], ""
    if prefix != BOS:
        return list(tokenizer.encode(prefix)), prefix
    if tokenizer.bos_token_id is None:
        raise ContextscopeError(
            "this tokenizer has no beginning-of-sequence token: give --prefix TEXT (a few neutral words keep the "
            "first word from becoming an attention sink), or --prefix none"
        )
    return [tokenizer.bos_token_id], tokenizer.bos_token


def _check_context(needed: int, config: Any) -> None:
    limit = getattr(config, "max_position_embeddings", None)
    if limit is not None and needed > limit:
        raise ContextscopeError(
            f"{needed} tokens with the prefix, but this model reads at most {limit}: use a smaller --length"
        )
