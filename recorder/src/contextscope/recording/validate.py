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
from .format import read_metadata
from .safetensors_file import Header, read_header, read_tensor
from .segments import token_counts

MAX_TOKENS = 2**24
MAX_COUNTS = 2**22
MAX_LAYER_VALUES = 2**26
MAX_GRAPH_PAIRS = 2**26
ACCURACY_SLACK = 1e-3
_MAX_MESSAGES = 20
_SMALL_DTYPES = {"counts": ("I32",), "tokens": ("I32",), "accuracy": ("F32",), "context_accuracy": ("F32",)}


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


def check_recording(
    metadata: Mapping[str, Any],
    residual: Mapping[int, np.ndarray],
    counts: np.ndarray,
    tokens: np.ndarray | None,
    accuracy: np.ndarray | None,
    context_accuracy: np.ndarray | None = None,
) -> list[str]:
    """Messages about metadata that passed the schema, against its tensors. None: left out."""
    problems = _check_metadata(metadata)
    if sorted(residual) != list(metadata["layers"]):
        problems.append(f"layers are {metadata['layers']}, the arrays are for {sorted(residual)}")
    shapes = _expected_shapes(metadata)
    given = {"counts": counts, "tokens": tokens, "accuracy": accuracy, "context_accuracy": context_accuracy}
    given |= {f"residual.{layer}": values for layer, values in residual.items()}
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


def _expected_shapes(metadata: Mapping[str, Any]) -> dict[str, list[tuple[int, ...]]]:
    """The shapes each tensor may have; context_accuracy has one row a sequence, or one row of means."""
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
    return shapes


def _check_metadata(metadata: Mapping[str, Any]) -> list[str]:
    problems = []
    layers, blocks = metadata["layers"], metadata["model"]["layers"]
    if any(b <= a for a, b in itertools.pairwise(layers)):
        problems.append(f"layers must ascend, found {layers}")
    if blocks and layers[-1] > blocks:
        problems.append(f"layers go up to {layers[-1]}, but a model of {blocks} blocks has states 0..{blocks}")
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
    for name, shape in _expected_shapes(metadata).items():
        allowed = _SMALL_DTYPES.get(name, ("F16", "BF16", "F32"))
        info = header.tensors.get(name)
        if info is None:
            if name not in _optional(metadata):
                problems.append(f"tensor {name} is missing")
        elif info.dtype not in allowed:
            problems.append(f"tensor {name} has dtype {info.dtype}, expected {' or '.join(allowed)}")
        elif info.shape not in shape:
            problems.append(_shape_message(name, info.shape, shape))
    return problems


def _check_values(metadata: Mapping[str, Any], header: Header) -> list[str]:
    counts = read_tensor(header, "counts")
    known = _expected_shapes(metadata)
    tokens, accuracy, context_accuracy = (
        read_tensor(header, name) if name in header.tensors and name in known else None
        for name in ("tokens", "accuracy", "context_accuracy")
    )
    problems = _check_small(metadata, counts, tokens, accuracy, context_accuracy)
    for layer in metadata["layers"]:
        problems += _check_finite(layer, read_tensor(header, f"residual.{layer}"), counts)
    return problems


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
