"""Writing and reading contextscope/1 recordings. No torch here: arrays in, file out."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import numpy as np

from . import safetensors_file
from .errors import ContextscopeError, FormatError
from .graphs import Graph
from .reduction import segment_means as reduce_to_means
from .samplers import chance_level, check_sampler, first_break
from .segments import boundaries, check_boundaries, token_counts
from .version import __version__

FORMAT = "contextscope/1"
F16_MAX = 65504.0
STORED_DTYPES = {"float16": "F16", "bfloat16": "BF16", "float32": "F32"}
HIDDEN_STATES_HOOK = {
    "name": "hidden_states[l]",
    "description": "Residual stream entering block l, counted from 0; 0 is the embedding output, and the last one "
    "is taken after the final norm.",
    "code": "model(ids, output_hidden_states=True).hidden_states[l]",
}
UNSTATED_HOOK = {"name": "not stated", "description": "not stated"}
PAPER_CITATION = (
    "Park, Lee, Lubana, Yang, Okawa, Nishi, Wattenberg, Tanaka: ICLR: In-Context Learning of Representations, "
    "ICLR 2025, arXiv:2501.00070"
)


@dataclass(frozen=True)
class Labels:
    """What a recording is called, and what may be done with it. `created` None: now."""

    id: str
    title: str
    description: str = ""
    group: str | None = None
    licence: str = "not stated"
    citation: str = PAPER_CITATION
    created: str | None = None


@dataclass
class Recording:
    """A recording in memory: the metadata JSON and the tensors it describes.

    `residual[layer]` is [S, n, d], `counts` [S, n], `tokens` and `accuracy` [R, T] (NaN = masked).
    Where the windows are fixed, `tokens` and `accuracy` may be None, and `context_accuracy` is [A, S]: a row for each
    sequence, or one of means.
    `stored` is the safetensors dtype asked for; layers that overflow F16 are written as F32.
    """

    metadata: dict[str, Any]
    residual: Mapping[int, np.ndarray]
    counts: np.ndarray
    tokens: np.ndarray | None
    accuracy: np.ndarray | None
    stored: str = "F16"
    context_accuracy: np.ndarray | None = None


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


def save(path: Path, recording: Recording) -> list[dict[str, Any]]:
    """Check a recording against the schema and its own tensors, then write it whole or not at all.

    F16 layers with values beyond 65504 are written as F32; each gets a flag "stored-as-f32".
    Returns the flags as written.
    """
    from .validate import check_recording, check_schema

    metadata = dict(recording.metadata)
    flags = [flag for flag in metadata.get("flags", []) if flag["kind"] != "stored-as-f32"]
    small = (
        ("counts", "I32", recording.counts),
        ("tokens", "I32", recording.tokens),
        ("accuracy", "F32", recording.accuracy),
        ("context_accuracy", "F32", recording.context_accuracy),
    )
    tensors = {name: (dtype, values) for name, dtype, values in small if values is not None}
    for layer, values in sorted(recording.residual.items()):
        dtype = recording.stored
        largest = float(np.abs(values).max())
        if dtype == "F16" and largest > F16_MAX:
            dtype = "F32"
            flags.append({"kind": "stored-as-f32", "layer": int(layer), "largest": largest})
        tensors[f"residual.{layer}"] = (dtype, values)
    metadata["flags"] = flags
    problems = check_schema(metadata) or check_recording(
        metadata,
        recording.residual,
        recording.counts,
        recording.tokens,
        recording.accuracy,
        recording.context_accuracy,
    )
    if problems:
        raise ContextscopeError(f"{path.name} would not be a sound recording:\n  " + "\n  ".join(problems))
    text = json.dumps(metadata, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    safetensors_file.write(path, {"format": FORMAT, "recording": text}, tensors)
    return flags


def read_metadata(header: safetensors_file.Header) -> dict[str, Any]:
    """The metadata JSON of an open file. Raises FormatError where the file is not contextscope/1."""
    name = header.path.name
    found = header.metadata.get("format")
    if found is None:
        raise FormatError(f"{name}: a safetensors file without __metadata__.format: not a Contextscope recording")
    if found != FORMAT:
        version = re.fullmatch(r"contextscope/(\d+)", found)
        remedy = "update Contextscope to read it" if version else "not a Contextscope recording"
        raise FormatError(f"{name}: __metadata__.format is {found!r}, expected {FORMAT!r}: {remedy}")
    try:
        metadata = json.loads(header.metadata.get("recording", ""), object_pairs_hook=safetensors_file.unique_object)
    except (ValueError, RecursionError) as error:
        raise FormatError(f"{name}: __metadata__.recording is not sound JSON: {error}") from error
    if not isinstance(metadata, dict):
        raise FormatError(f"{name}: __metadata__.recording must be a JSON object")
    return metadata


def read_recording(path: str | Path) -> Recording:
    """A whole recording in memory, residuals as float32. Raises FormatError where `validate` would complain."""
    from .validate import validate_file

    path = Path(path)
    problems = validate_file(path)
    if problems:
        raise FormatError("\n".join(problems))
    header = safetensors_file.read_header(path)
    metadata = read_metadata(header)
    residual = {
        layer: safetensors_file.read_tensor(header, f"residual.{layer}").astype(np.float32)
        for layer in metadata["layers"]
    }
    counts = safetensors_file.read_tensor(header, "counts")
    tokens, accuracy, context_accuracy = (
        safetensors_file.read_tensor(header, name) if name in header.tensors else None
        for name in ("tokens", "accuracy", "context_accuracy")
    )
    if metadata.get("windows") != "fixed":
        context_accuracy = None
    dtypes = [header.tensors[f"residual.{layer}"].dtype for layer in metadata["layers"]]
    # F32 beside F16 is the fallback of single layers, and saving finds those again.
    stored = "F16" if "F16" in dtypes else dtypes[0]
    return Recording(metadata, residual, counts, tokens, accuracy, stored, context_accuracy)


def build_metadata(
    labels: Labels, *, software: Mapping[str, str], flags: Sequence[Mapping[str, Any]] = (), **parts: Any
) -> dict[str, Any]:
    """The metadata JSON from labels and the parts of docs/format.md, with this recorder among the software."""
    named = {"id": labels.id, "title": labels.title, "description": labels.description}
    named |= {"created": labels.created or utc_now(), "licence": labels.licence, "citation": labels.citation}
    if labels.group:
        named["group"] = labels.group
    versions = {"recorder": __version__, "numpy": np.__version__, **software}
    return {**named, **parts, "flags": list(flags), "software": versions}


def task_metadata(graph: Graph, sampler: str, tokens: np.ndarray) -> dict[str, Any]:
    """The part of `task` that follows from the context graph, the sampler and the [R, T] tokens drawn."""
    task: dict[str, Any] = {"kind": graph.kind, "sampler": sampler}
    if graph.size:
        task["size"] = graph.size
    if graph.step is not None:
        task["step"] = graph.step
    if graph.kind == "weekdays" and graph.order is not None:
        task["order"] = list(graph.order)
    task["sequences"], task["length"] = tokens.shape
    task["chanceLevel"] = round(chance_level(sampler, graph, tokens), 6)
    return task


def node_metadata(words: Sequence[str], ids: Sequence[int] | None) -> list[dict[str, Any]]:
    """`nodes` entries from labels and, where known, token ids."""
    if ids is None:
        return [{"label": word} for word in words]
    if len(ids) != len(words):
        raise ContextscopeError(f"token_ids has {len(ids)} entries for {len(words)} words")
    return [{"label": word, "tokenId": int(token)} for word, token in zip(words, ids, strict=True)]


def utc_now() -> str:
    return datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


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
