"""What a contextscope/1 recording is: its parts in memory, and its metadata made and read. No torch here."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

import numpy as np

from ..errors import ContextscopeError, FormatError
from ..strict_json import unique_object
from ..tasks.graphs import Graph
from ..tasks.samplers import chance_level
from ..version import __version__
from .safetensors_file import Header

FORMAT = "contextscope/1"
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
    Where sequences are kept apart, `by_sequence[layer]` is [C, d], a row for each of `cells` [C, 3] (sequence_cells).
    """

    metadata: dict[str, Any]
    residual: Mapping[int, np.ndarray]
    counts: np.ndarray
    tokens: np.ndarray | None
    accuracy: np.ndarray | None
    stored: str = "F16"
    context_accuracy: np.ndarray | None = None
    cells: np.ndarray | None = None
    by_sequence: Mapping[int, np.ndarray] = field(default_factory=dict)


def read_metadata(header: Header) -> dict[str, Any]:
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
        metadata = json.loads(header.metadata.get("recording", ""), object_pairs_hook=unique_object)
    except (ValueError, RecursionError) as error:
        raise FormatError(f"{name}: __metadata__.recording is not sound JSON: {error}") from error
    if not isinstance(metadata, dict):
        raise FormatError(f"{name}: __metadata__.recording must be a JSON object")
    return metadata


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
