"""From class means alone, without tokens or counts, to a contextscope/1 recording whose windows are fixed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import ContextscopeError
from ..tasks.graphs import Graph
from .format import STORED_DTYPES, UNSTATED_HOOK, Labels, Recording, build_metadata, node_metadata
from .storage import save


def write_class_means(
    path: str | Path,
    *,
    means: Mapping[int, Mapping[int, np.ndarray]],
    words: Sequence[str],
    graph: Graph,
    present: Mapping[int, np.ndarray] | None = None,
    counts: Mapping[int, np.ndarray] | None = None,
    accuracy: Mapping[int, Any] | None = None,
    model: Mapping[str, Any] | None = None,
    references: Sequence[Graph] = (),
    sampler: str = "not-stated",
    sequences: int | None = None,
    token_ids: Sequence[int] | None = None,
    prefix: str = "",
    id: str | None = None,
    title: str | None = None,
    description: str = "",
    licence: str = "not stated",
    citation: str = "",
    group: str | None = None,
    hook: Mapping[str, str] = UNSTATED_HOOK,
    created: str | None = None,
    software: Mapping[str, str] | None = None,
    store: str = "float32",
    overwrite: bool = False,
) -> Path:
    """Write a contextscope/1 recording from class means at several contexts; "windows" is "fixed".

    means: {context in tokens: {layer: [n, d]}}, every context with the same layers. A row of NaN or of zeros is a word
    without a mean there. words: the n node labels. graph: what the sequences followed.
    present: {context: [n] bool}, for means that hold something else where a word does not occur.
    counts: {context: [n]} tokens behind every mean, where they are known; 0 = missing.
    accuracy: {context: mean, or one value a sequence}; contexts without it get NaN.
    model: "id", "layers" (number of blocks) and "weights" where they are known. sequences: how many were averaged.
    store: float16, bfloat16 or float32; a layer beyond the range of float16 is stored as float32, and flagged.

    Raises ContextscopeError naming the argument and the remedy; nothing is written then.
    """
    path = Path(path)
    if path.exists() and not overwrite:
        raise ContextscopeError(f"{path} exists: choose another name, or overwrite=True to replace it")
    if store not in STORED_DTYPES:
        raise ContextscopeError(f"store must be one of {', '.join(STORED_DTYPES)}, got {store!r}")
    if len(words) != graph.n:
        raise ContextscopeError(f"{len(words)} words for a graph of {graph.n} nodes: give one word a node")
    contexts = _contexts(means)
    residual = _stacked(means, contexts, len(words))
    found = np.all([_occurs(values) for values in residual.values()], axis=0)
    given = _rows("counts" if counts is not None else "present", counts or present, contexts, len(words))
    seen = found.astype(np.int32) if given is None else np.where(found, given, 0).astype(np.int32)
    residual = {layer: np.where(seen[..., None] > 0, values, 0) for layer, values in residual.items()}
    by_context = None if accuracy is None else _accuracy(accuracy, contexts)
    if sequences is None:
        sequences = 0 if by_context is None or len(by_context) == 1 else len(by_context)
    id = id if id is not None else path.stem
    task: dict[str, Any] = {"kind": graph.kind, "sampler": sampler, "prefix": prefix, "seeds": []}
    if graph.size:
        task["size"] = graph.size
    hidden = next(iter(residual.values())).shape[2]
    metadata = build_metadata(
        Labels(id, title or id, description, group, licence, citation, created),
        model={"id": "model not stated", "weights": "not stated", "layers": 0, "hiddenSize": hidden, **(model or {})},
        hook=hook,
        layers=list(residual),
        task={**task, "sequences": sequences, "length": contexts[-1]},
        nodes=node_metadata(words, token_ids),
        graphs=[graph.metadata("context"), *(other.metadata("reference") for other in references)],
        segments=[0, *contexts],
        windows="fixed",
        software=software or {},
    )
    save(path, Recording(metadata, residual, seen, None, None, STORED_DTYPES[store], by_context))
    return path


def _contexts(means: Mapping[int, Any]) -> list[int]:
    contexts = sorted(int(context) for context in means)
    if not contexts:
        raise ContextscopeError("means is empty: it maps a context in tokens to {layer: [n, d]}")
    if contexts[0] < 1:
        raise ContextscopeError(f"means has context {contexts[0]}: a context is at least one token")
    return contexts


def _stacked(means: Mapping[int, Mapping[int, np.ndarray]], contexts: Sequence[int], n: int) -> dict[int, np.ndarray]:
    """{layer: [S, n, d]}, layers ascending."""
    layers = sorted(int(layer) for layer in means[contexts[0]])
    if not layers:
        raise ContextscopeError(f"means[{contexts[0]}] is empty: it maps a layer index to [n, d]")
    shape: tuple[int, ...] | None = None
    rows: dict[int, list[np.ndarray]] = {layer: [] for layer in layers}
    for context in contexts:
        if sorted(int(layer) for layer in means[context]) != layers:
            raise ContextscopeError(
                f"means[{context}] has layers {sorted(means[context])}, means[{contexts[0]}] {layers}"
            )
        for layer in layers:
            values = np.asarray(means[context][layer], dtype=np.float32)
            if values.ndim != 2 or values.shape[0] != n or (shape is not None and values.shape != shape):
                expected = shape or (n, "d")
                raise ContextscopeError(f"means[{context}][{layer}] has shape {values.shape}, expected {expected}")
            shape = values.shape
            rows[layer].append(values)
    return {layer: np.stack(arrays) for layer, arrays in rows.items()}


def _occurs(values: np.ndarray) -> np.ndarray:
    """[S, n] bool: rows of [S, n, d] that are neither all NaN nor all zero."""
    return ~(np.isnan(values).all(axis=2) | (values == 0).all(axis=2))


def _rows(name: str, given: Mapping[int, Any] | None, contexts: Sequence[int], n: int) -> np.ndarray | None:
    """[S, n] of what was given for every context, or None."""
    if given is None:
        return None
    rows = []
    for context in contexts:
        row = np.asarray(given.get(context, ()))
        if row.shape != (n,):
            raise ContextscopeError(f"{name}[{context}] has shape {row.shape}, expected ({n},)")
        rows.append(row)
    return np.stack(rows)


def _accuracy(given: Mapping[int, Any], contexts: Sequence[int]) -> np.ndarray:
    """[A, S]: one row a sequence, or one of means."""
    columns = {context: np.atleast_1d(np.asarray(given[context], dtype=np.float32)) for context in given}
    lengths = {column.shape for column in columns.values()}
    if len(lengths) != 1 or len(next(iter(lengths))) != 1:
        raise ContextscopeError(f"accuracy has shapes {sorted(lengths)}: give one value a context, or one a sequence")
    blank = np.full(next(iter(lengths)), np.nan, dtype=np.float32)
    return np.stack([columns.get(context, blank) for context in contexts], axis=1)
