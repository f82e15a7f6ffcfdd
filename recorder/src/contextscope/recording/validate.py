"""Is a file a sound contextscope/1 recording? The checks docs/format.md lists, each with its message."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from ..errors import FormatError
from .format import Recording, read_metadata
from .safetensors_file import Header, read_header, read_tensor
from .segments import token_counts
from .sequence_cells import pooled_means, sequence_cells

MAX_TOKENS = 2**24
MAX_COUNTS = 2**22
MAX_LAYER_VALUES = 2**26
MAX_GRAPH_PAIRS = 2**26
MAX_CELLS = 2**22
ACCURACY_SLACK = 1e-3
_MAX_MESSAGES = 20
_LAYER_DTYPES = ("F16", "BF16", "F32")
_SMALL_DTYPES = {"counts": ("I32",), "tokens": ("I32",), "cells": ("I32",)}
_SMALL_DTYPES |= {"accuracy": ("F32",), "context_accuracy": ("F32",)}
_UNIT_ROUNDOFF = {"F16": 2.0**-11, "BF16": 2.0**-8, "F32": 2.0**-24}
"""Largest relative error of storing one value."""
_SMALLEST = {"F16": 2.0**-24, "BF16": 2.0**-126, "F32": 2.0**-126}
"""Distance of neighbouring values near 0."""


def validate_file(path: Path) -> list[str]:
    """Messages about `path`, empty where it is sound. Reads one tensor at a time."""
    try:
        header = read_header(path)
        metadata = read_metadata(header)
        problems = check_schema(metadata) or _check_tensor_table(metadata, header)
        if not problems:
            problems = _check_values(metadata, header)
    except FormatError as error:
        return [str(error)]
    return [f"{path.name}: {problem}" for problem in problems]


def check_schema(metadata: Mapping[str, Any]) -> list[str]:
    """Messages from the JSON Schema, at most a screenful, each with the path of the field."""
    errors = sorted(_schema_validator().iter_errors(metadata), key=lambda error: list(map(str, error.path)))
    return [f"recording{error.json_path[1:]}: {_message(error)}" for error in errors[:_MAX_MESSAGES]]


def check_recording(recording: Recording) -> list[str]:
    """Messages about a recording whose metadata passed the schema, against its tensors."""
    metadata, residual, counts = recording.metadata, recording.residual, recording.counts
    tokens, accuracy, context_accuracy = recording.tokens, recording.accuracy, recording.context_accuracy
    problems = _check_metadata(metadata)
    if sorted(residual) != list(metadata["layers"]):
        problems.append(f"layers are {metadata['layers']}, the arrays are for {sorted(residual)}")
    apart = list(metadata.get("layersBySequence", []))
    if sorted(recording.by_sequence) != apart:
        problems.append(f"layersBySequence is {apart}, the arrays are for {sorted(recording.by_sequence)}")
    rows = 0 if recording.cells is None else len(recording.cells)
    shapes = _expected_shapes(metadata, rows)
    given = {"counts": counts, "tokens": tokens, "accuracy": accuracy, "context_accuracy": context_accuracy}
    given |= {f"residual.{layer}": values for layer, values in residual.items()}
    if apart:
        given["cells"] = recording.cells
        given |= {f"residual_by_sequence.{layer}": values for layer, values in recording.by_sequence.items()}
    for name, array in given.items():
        if array is None:
            if name not in _optional(metadata):
                problems.append(f"tensor {name} is missing")
        elif name in shapes and array.shape not in shapes[name]:
            problems.append(_shape_message(name, array.shape, shapes[name]))
    if problems:
        return problems
    problems = _check_small(metadata, counts, tokens, accuracy, context_accuracy)
    for layer, values in residual.items():
        problems += _check_finite(layer, values, counts)
    if problems or not apart:
        return problems
    problems = _check_cells(metadata, tokens, recording.cells)
    for layer, values in recording.by_sequence.items():
        problems = problems or _check_apart(metadata, layer, values, residual[layer], tokens, counts, recording.stored)
    return problems


def _message(error: ValidationError) -> str:
    if "ontains" in str(error.validator):
        return 'exactly one graph must have the role "context"'
    return f"{error.message:.300}"


@cache
def _schema_validator() -> Draft202012Validator:
    text = resources.files(__package__).joinpath("contextscope-1.schema.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text))


def _optional(metadata: Mapping[str, Any]) -> tuple[str, ...]:
    """Tensors that may be left out."""
    return ("context_accuracy", *(("tokens", "accuracy") if metadata.get("windows") == "fixed" else ()))


def _shape_message(name: str, found: tuple[int, ...], allowed: list[tuple[int, ...]]) -> str:
    said = " or ".join(str(list(shape)) for shape in allowed)
    return f"tensor {name} has shape {list(found)}, the metadata says {said}"


def _expected_shapes(metadata: Mapping[str, Any], rows: int) -> dict[str, list[tuple[int, ...]]]:
    """The shapes each tensor may have; context_accuracy has one row a sequence, or one row of means.

    `rows`: how many cells there are where sequences are kept apart (their number follows from the tokens).
    """
    n, segments = len(metadata["nodes"]), len(metadata["segments"]) - 1
    sequences = metadata["task"]["sequences"]
    sequence_shape = (sequences, metadata["task"]["length"])
    shapes: dict[str, list[tuple[int, ...]]] = {
        "counts": [(segments, n)],
        "tokens": [sequence_shape],
        "accuracy": [sequence_shape],
    }
    if metadata.get("windows") == "fixed":
        shapes["context_accuracy"] = [(rows, segments) for rows in sorted({1, max(sequences, 1)})]
    for layer in metadata["layers"]:
        shapes[f"residual.{layer}"] = [(segments, n, metadata["model"]["hiddenSize"])]
    if apart := metadata.get("layersBySequence", []):
        shapes["cells"] = [(rows, 3)]
        shapes |= {f"residual_by_sequence.{layer}": [(rows, metadata["model"]["hiddenSize"])] for layer in apart}
    return shapes


def _check_metadata(metadata: Mapping[str, Any]) -> list[str]:
    problems = []
    layers, blocks = metadata["layers"], metadata["model"]["layers"]
    if any(b <= a for a, b in itertools.pairwise(layers)):
        problems.append(f"layers must ascend, found {layers}")
    if blocks and layers[-1] > blocks:
        problems.append(f"layers go up to {layers[-1]}, but a model of {blocks} blocks has states 0..{blocks}")
    problems += _check_layers_apart(metadata)
    marks, length = metadata["segments"], metadata["task"]["length"]
    for k, (a, b) in enumerate(itertools.pairwise(marks)):
        if b <= a:
            problems.append(f"segments must strictly increase: segments[{k + 1}] is {b} after {a}")
            break
    if marks[-1] != length:
        problems.append(f"segments end at {marks[-1]}, task.length is {length}")
    seeds, sequences = metadata["task"]["seeds"], metadata["task"]["sequences"]
    if seeds and len(seeds) != sequences:
        problems.append(f"task.seeds has {len(seeds)} entries for {sequences} sequences")
    names = [graph["id"] for graph in metadata["graphs"]]
    if len(set(names)) < len(names):
        problems.append(f"graphs must have ids of their own, found {names}")
    for graph in metadata["graphs"]:
        problems += _check_graph(graph, len(metadata["nodes"]))
    for k, flag in enumerate(metadata.get("flags", [])):
        if (sequences and flag.get("sequence", 0) >= sequences) or flag.get("position", 0) >= length:
            problems.append(f"flags[{k}] points beyond the {sequences} sequences of {length} tokens: {dict(flag)}")
    return problems + _check_sizes(metadata)


def _check_layers_apart(metadata: Mapping[str, Any]) -> list[str]:
    apart = metadata.get("layersBySequence", [])
    if any(b <= a for a, b in itertools.pairwise(apart)):
        return [f"layersBySequence must ascend, found {apart}"]
    if strange := [layer for layer in apart if layer not in metadata["layers"]]:
        return [f"layersBySequence holds {strange}, recorded layers are {metadata['layers']}: leave others out"]
    if apart and metadata.get("windows") == "fixed":
        return [f"layersBySequence is {apart}, but fixed windows have no sequences to keep apart: leave it out"]
    return []


def _check_sizes(metadata: Mapping[str, Any]) -> list[str]:
    """Products of sizes: what a reader must hold in memory at once."""
    n, segments = len(metadata["nodes"]), len(metadata["segments"]) - 1
    task = metadata["task"]
    products = (
        ("sequences x length", task["sequences"] * task["length"], MAX_TOKENS),
        ("segments x nodes", segments * n, MAX_COUNTS),
        ("segments x nodes x hiddenSize", segments * n * metadata["model"]["hiddenSize"], MAX_LAYER_VALUES),
        ("graphs x nodes x nodes", len(metadata["graphs"]) * n * n, MAX_GRAPH_PAIRS),
    )
    return [f"{what} is {value}, the limit is {limit}" for what, value, limit in products if value > limit]


def _check_graph(graph: Mapping[str, Any], n: int) -> list[str]:
    where = f"graph {graph['id']!r}"
    seen: set[tuple[int, int]] = set()
    for k, (i, j) in enumerate(graph["edges"]):
        if i >= n or j >= n:
            return [f"{where}: edges[{k}] = [{i}, {j}] points beyond the {n} nodes"]
        if i == j or (i > j and not graph.get("directed", False)):
            rule = "from and to must differ" if graph.get("directed", False) else "an undirected edge is i < j"
            return [f"{where}: edges[{k}] = [{i}, {j}]: {rule}"]
        if (i, j) in seen:
            return [f"{where}: edges[{k}] = [{i}, {j}] occurs twice"]
        seen.add((i, j))
    if graph["role"] == "context" and not seen:
        return [f"{where}: the context graph needs edges"]
    layout = graph.get("layout")
    if layout is not None and len(layout) != n:
        return [f"{where}: layout has {len(layout)} points for {n} nodes"]
    return []


def _check_tensor_table(metadata: Mapping[str, Any], header: Header) -> list[str]:
    """Presence, dtype and shape, from the header alone."""
    problems = _check_metadata(metadata)
    rows = _rows_of_cells(header)
    if rows > MAX_CELLS or rows * metadata["model"]["hiddenSize"] > MAX_LAYER_VALUES:
        size = f"{rows} cells of hiddenSize {metadata['model']['hiddenSize']}"
        problems.append(f"tensor cells: {size} exceed the limits of {MAX_CELLS} cells and {MAX_LAYER_VALUES} values")
    for name, shape in _expected_shapes(metadata, rows).items():
        allowed = _SMALL_DTYPES.get(name, _LAYER_DTYPES)
        info = header.tensors.get(name)
        if info is None:
            if name not in _optional(metadata):
                problems.append(f"tensor {name} is missing")
        elif info.dtype not in allowed:
            problems.append(f"tensor {name} has dtype {info.dtype}, expected {' or '.join(allowed)}")
        elif info.shape not in shape:
            problems.append(_shape_message(name, info.shape, shape))
    return problems


def _rows_of_cells(header: Header) -> int:
    info = header.tensors.get("cells")
    return info.shape[0] if info is not None and info.shape else 0


def _check_values(metadata: Mapping[str, Any], header: Header) -> list[str]:
    counts = read_tensor(header, "counts")
    known = _expected_shapes(metadata, _rows_of_cells(header))
    tokens, accuracy, context_accuracy = (
        read_tensor(header, name) if name in header.tensors and name in known else None
        for name in ("tokens", "accuracy", "context_accuracy")
    )
    problems = _check_small(metadata, counts, tokens, accuracy, context_accuracy)
    for layer in metadata["layers"]:
        problems += _check_finite(layer, read_tensor(header, f"residual.{layer}"), counts)
    apart = metadata.get("layersBySequence", [])
    if problems or not apart:
        return problems
    problems = _check_cells(metadata, tokens, read_tensor(header, "cells"))
    for layer in apart:
        name = f"residual_by_sequence.{layer}"
        dtype = max(
            (header.tensors[each].dtype for each in (name, f"residual.{layer}")), key=_UNIT_ROUNDOFF.__getitem__
        )
        values, pooled = read_tensor(header, name), read_tensor(header, f"residual.{layer}")
        problems = problems or _check_apart(metadata, layer, values, pooled, tokens, counts, dtype)
    return problems


def _check_cells(metadata: Mapping[str, Any], tokens: np.ndarray, cells: np.ndarray) -> list[str]:
    expected, _ = sequence_cells(tokens, metadata["segments"], len(metadata["nodes"]))
    if len(cells) != len(expected):
        return [f"tensor cells has {len(cells)} rows, the tokens fill {len(expected)} cells: leave none out"]
    differing = np.flatnonzero((cells != expected).any(axis=1))
    if not len(differing):
        return []
    at = differing[0]
    return [
        f"tensor cells: row {at} is {cells[at].tolist()}, the tokens have {expected[at].tolist()} "
        "(sequence, segment, word) there: give every cell with tokens once, ascending"
    ]


def _check_apart(
    metadata: Mapping[str, Any],
    layer: int,
    apart: np.ndarray,
    pooled: np.ndarray,
    tokens: np.ndarray,
    counts: np.ndarray,
    dtype: str,
) -> list[str]:
    """Means by sequence are finite and give the pooled means, up to the rounding of `dtype`."""
    name = f"residual_by_sequence.{layer}"
    wrong = np.argwhere(~np.isfinite(apart))
    if len(wrong):
        return [f"tensor {name} is not finite in {len(wrong)} values, the first: row {wrong[0][0]} of cells"]
    cells, cell_counts = sequence_cells(tokens, metadata["segments"], len(metadata["nodes"]))
    expected = pooled_means(cells, cell_counts, apart, counts)
    size = pooled_means(cells, cell_counts, np.abs(apart), counts)
    allowed = 2 * _UNIT_ROUNDOFF[dtype] * (size + np.abs(expected)) + 2 * _SMALLEST[dtype]
    differing = np.argwhere((counts > 0) & (np.abs(expected - pooled) > allowed).any(axis=2))
    if not len(differing):
        return []
    s, i = differing[0]
    return [
        f"tensor {name} disagrees with residual.{layer} in {len(differing)} means, the first: segment {s}, node {i}: "
        "the mean over sequences weighted by their tokens is the pooled mean"
    ]


def _check_small(
    metadata: Mapping[str, Any],
    counts: np.ndarray,
    tokens: np.ndarray | None,
    accuracy: np.ndarray | None,
    context_accuracy: np.ndarray | None,
) -> list[str]:
    """Everything but the residuals; None: left out."""
    problems = _check_counts(counts)
    if tokens is not None:
        problems += _check_tokens(metadata, tokens, counts)
    if accuracy is not None:
        problems += _check_accuracy(accuracy)
    if context_accuracy is not None:
        problems += _check_accuracy(context_accuracy, "context_accuracy", "row", "context")
    return problems


def _check_counts(counts: np.ndarray) -> list[str]:
    wrong = np.argwhere(counts < 0)
    if not len(wrong):
        return []
    s, i = wrong[0]
    return [f"tensor counts must not be negative: segment {s}, node {i} holds {counts[s, i]}"]


def _check_tokens(metadata: Mapping[str, Any], tokens: np.ndarray, counts: np.ndarray) -> list[str]:
    n = len(metadata["nodes"])
    if tokens.size and (tokens.min() < 0 or tokens.max() >= n):
        return [f"tensor tokens holds {tokens.min()}..{tokens.max()}, the {n} nodes are numbered 0..{n - 1}"]
    if metadata.get("windows") == "fixed":
        return []
    expected = token_counts(tokens, metadata["segments"], n)
    differing = np.argwhere(expected != counts)
    if len(differing):
        s, i = differing[0]
        return [
            f"tensor counts disagrees with tokens in {len(differing)} places: segment {s}, node {i} says "
            f"{counts[s, i]}, the tokens have {expected[s, i]}"
        ]
    return []


def _check_accuracy(
    accuracy: np.ndarray, name: str = "accuracy", row: str = "sequence", column: str = "position"
) -> list[str]:
    # A sum of float32 probabilities may pass 1 by a rounding error.
    wrong = np.argwhere(~(np.isnan(accuracy) | ((accuracy >= 0) & (accuracy <= 1 + ACCURACY_SLACK))))
    if not len(wrong):
        return []
    r, t = wrong[0]
    return [f"tensor {name} must lie in 0..1 or be NaN: {row} {r}, {column} {t} holds {accuracy[r, t]}"]


def _check_finite(layer: int, values: np.ndarray, counts: np.ndarray) -> list[str]:
    wrong = np.argwhere((counts > 0) & ~np.isfinite(values).all(axis=2))
    if not len(wrong):
        return []
    s, i = wrong[0]
    return [f"tensor residual.{layer} is not finite in {len(wrong)} means, the first: segment {s}, node {i}"]
