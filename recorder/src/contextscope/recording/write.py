"""From arrays one already has to a contextscope/1 recording. No torch here: arrays in, file out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import ContextscopeError
from ..tasks.graphs import Graph
from ..tasks.samplers import check_sampler, first_break
from .format import STORED_DTYPES, UNSTATED_HOOK, Labels, Recording, build_metadata, node_metadata, task_metadata
from .reduction import segment_means as reduce_to_means
from .segments import boundaries, check_boundaries, token_counts
from .storage import save


def write_recording(
    path: str | Path,
    *,
    tokens: np.ndarray,
    words: Sequence[str],
    graph: Graph,
    model: Mapping[str, Any],
    residual: Mapping[int, np.ndarray] | None = None,
    segment_means: Mapping[int, np.ndarray] | None = None,
    segments: Sequence[int] | None = None,
    counts: np.ndarray | None = None,
    accuracy: np.ndarray | None = None,
    token_ids: Sequence[int] | None = None,
    references: Sequence[Graph] = (),
    sampler: str = "random-walk",
    prefix: str = "",
    seeds: Sequence[int] = (),
    id: str | None = None,
    title: str | None = None,
    description: str = "",
    licence: str = "not stated",
    citation: str = "",
    group: str | None = None,
    hook: Mapping[str, str] = UNSTATED_HOOK,
    created: str | None = None,
    software: Mapping[str, str] | None = None,
    store: str = "float16",
    overwrite: bool = False,
) -> Path:
    """Write a contextscope/1 recording from arrays you already have.

    tokens: [R, T] node indices, the prefix not among them. words: the n node labels.
    residual: {layer: [R, T, d]} activations of every token, or segment_means: {layer: [S, n, d]} with `segments`.
    segments: S + 1 boundaries (default: 10 tokens up to 50, 25 up to 200, then 50).
    counts: [S, n], checked against the tokens where given. accuracy: [R, T], NaN where unknown (default: all).
    sampler: how the words were drawn, checked against the tokens. prefix: text read before the first word, "" where
    there was none or it is not stated. hook: {"name", "description"} of the place the activations come from.
    model: at least {"id": ..., "layers": number of blocks}; "weights" and "revision" are worth adding.
    store: float16, bfloat16 or float32; a layer beyond the range of float16 is stored as float32, and flagged.
    overwrite: replace the file if there is one.

    Raises ContextscopeError naming the argument and the remedy; nothing is written then.
    """
    path = Path(path)
    if path.exists() and not overwrite:
        raise ContextscopeError(f"{path} exists: choose another name, or overwrite=True to replace it")
    tokens = _token_array(tokens, len(words))
    _check_sequences(tokens, words, graph, sampler)
    length = tokens.shape[1]
    if (residual is None) == (segment_means is None):
        raise ContextscopeError("give either residual (per-token activations) or segment_means, not both, not neither")
    marks = [int(mark) for mark in (boundaries(length) if segments is None else segments)]
    check_boundaries(marks, length)
    true_counts = token_counts(tokens, marks, len(words))
    if counts is not None and not np.array_equal(counts, true_counts):
        raise ContextscopeError("counts disagree with tokens and segments: leave counts out, they follow from both")
    if residual is not None:
        means = {
            layer: reduce_to_means(_per_token(layer, values, tokens), tokens, marks, len(words))[0]
            for layer, values in sorted(residual.items())
        }
    else:
        if segments is None:
            raise ContextscopeError("segment_means need segments: the boundaries the means were taken over")
        means = {
            layer: np.where(true_counts[..., None] > 0, _per_segment(layer, values, true_counts), 0)
            for layer, values in sorted(segment_means.items())
        }
    if not means:
        raise ContextscopeError("no layer given: residual or segment_means maps a layer index to an array")
    hidden = {layer: values.shape[2] for layer, values in means.items()}
    if len(set(hidden.values())) > 1:
        raise ContextscopeError(f"layers disagree on the hidden size: {hidden}")
    id = id if id is not None else path.stem
    metadata = build_metadata(
        Labels(id, title or id, description, group, licence, citation, created),
        model={"weights": "not stated", "hiddenSize": next(iter(hidden.values())), **model},
        hook=hook,
        layers=list(means),
        task={**task_metadata(graph, sampler, tokens), "prefix": prefix, "seeds": [int(seed) for seed in seeds]},
        nodes=node_metadata(words, token_ids),
        graphs=[graph.metadata("context"), *(other.metadata("reference") for other in references)],
        segments=marks,
        software=software or {},
    )
    if accuracy is None:
        accuracy = np.full(tokens.shape, np.nan)
    if store not in STORED_DTYPES:
        raise ContextscopeError(f"store must be one of {', '.join(STORED_DTYPES)}, got {store!r}")
    save(path, Recording(metadata, means, true_counts, tokens, np.asarray(accuracy), STORED_DTYPES[store]))
    return path


def _token_array(tokens: Any, n: int) -> np.ndarray:
    array = np.asarray(tokens)
    if array.ndim == 1:
        array = array[None]
    if array.ndim != 2 or array.size == 0 or not np.issubdtype(array.dtype, np.integer):
        raise ContextscopeError(f"tokens must be [R, T] node indices, got {array.dtype} of shape {array.shape}")
    if array.min() < 0 or array.max() >= n:
        raise ContextscopeError(f"tokens hold {array.min()}..{array.max()}, the {n} words are numbered 0..{n - 1}")
    return array.astype(np.int32)


def _check_sequences(tokens: np.ndarray, words: Sequence[str], graph: Graph, sampler: str) -> None:
    if len(words) != graph.n:
        raise ContextscopeError(f"{len(words)} words for a graph of {graph.n} nodes: give one word a node")
    check_sampler(sampler, graph, tokens.shape[1])
    found = first_break(sampler, graph, tokens)
    if found is None:
        return
    sequence, position = found
    before, after = (int(node) for node in tokens[sequence, position - 1 : position + 1])
    raise ContextscopeError(
        f"tokens are not those of sampler {sampler!r} on graph {graph.id!r}: in sequence {sequence}, position "
        f"{position}, {words[after]!r} (node {after}) follows {words[before]!r} (node {before}), which the rule does "
        'not allow: give the graph they follow, or say how the words were drawn: sampler="lazy-walk" (words repeat), '
        '"neighbour-pairs" (every second word is free) or "shuffled" (no rule; accuracy is masked)'
    )


def _per_token(layer: int, values: Any, tokens: np.ndarray) -> np.ndarray:
    array = np.asarray(values)
    if array.ndim == 2 and tokens.shape[0] == 1:
        array = array[None]
    if array.ndim != 3 or array.shape[:2] != tokens.shape:
        raise ContextscopeError(
            f"residual[{layer}] has shape {array.shape}, expected {(*tokens.shape, 'd')} (sequences, tokens, "
            "hidden size); leave prefix and beginning-of-sequence tokens out"
        )
    return array


def _per_segment(layer: int, values: Any, counts: np.ndarray) -> np.ndarray:
    array = np.asarray(values, dtype=np.float32)
    if array.ndim != 3 or array.shape[:2] != counts.shape:
        raise ContextscopeError(
            f"segment_means[{layer}] has shape {array.shape}, expected {(*counts.shape, 'd')} "
            "(segments, nodes, hidden size)"
        )
    return array
