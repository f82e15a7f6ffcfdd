"""A recording to a file and back: checked before it is written, and again when it is read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import ContextscopeError, FormatError
from . import safetensors_file
from .format import FORMAT, Recording, read_metadata
from .validate import check_recording, check_schema, validate_file

F16_MAX = 65504.0


def save(path: Path, recording: Recording) -> list[dict[str, Any]]:
    """Check a recording against the schema and its own tensors, then write it whole or not at all.

    F16 layers with values beyond 65504 are written as F32; each gets a flag "stored-as-f32". Means kept apart by
    sequence follow their layer, in dtype and in the file.
    Returns the flags as written.
    """
    metadata = dict(recording.metadata)
    flags = [flag for flag in metadata.get("flags", []) if flag["kind"] != "stored-as-f32"]
    small = (
        ("counts", "I32", recording.counts),
        ("tokens", "I32", recording.tokens),
        ("accuracy", "F32", recording.accuracy),
        ("context_accuracy", "F32", recording.context_accuracy),
        ("cells", "I32", recording.cells),
    )
    tensors = {name: (dtype, values) for name, dtype, values in small if values is not None}
    for layer, values in sorted(recording.residual.items()):
        dtype = recording.stored
        apart = recording.by_sequence.get(layer)
        largest = max(float(np.abs(each).max()) for each in (values, apart) if each is not None)
        if dtype == "F16" and largest > F16_MAX:
            dtype = "F32"
            flags.append({"kind": "stored-as-f32", "layer": int(layer), "largest": largest})
        tensors[f"residual.{layer}"] = (dtype, values)
        if apart is not None:
            tensors[f"residual_by_sequence.{layer}"] = (dtype, apart)
    metadata["flags"] = flags
    problems = check_schema(metadata) or check_recording(recording)
    if problems:
        raise ContextscopeError(f"{path.name} would not be a sound recording:\n  " + "\n  ".join(problems))
    text = json.dumps(metadata, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    safetensors_file.write(path, {"format": FORMAT, "recording": text}, tensors)
    return flags


def read_recording(path: str | Path) -> Recording:
    """A whole recording in memory, residuals as float32. Raises FormatError where `validate` would complain."""
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
    by_sequence = {
        layer: safetensors_file.read_tensor(header, f"residual_by_sequence.{layer}").astype(np.float32)
        for layer in metadata.get("layersBySequence", [])
    }
    cells = safetensors_file.read_tensor(header, "cells") if by_sequence else None
    dtypes = [header.tensors[f"residual.{layer}"].dtype for layer in metadata["layers"]]
    # F32 beside F16 is the fallback of single layers, and saving finds those again.
    stored = "F16" if "F16" in dtypes else dtypes[0]
    return Recording(metadata, residual, counts, tokens, accuracy, stored, context_accuracy, cells, by_sequence)
