"""The catalog of recordings that the explorer lists without opening them (docs/format.md)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ..errors import FormatError
from ..files import sha256_of
from .format import read_metadata
from .safetensors_file import read_header
from .validate import check_schema

CATALOG_FORMAT = "contextscope-catalog/1"
_TASK_KEYS = ("kind", "sampler", "size", "step", "sequences", "length")


def catalog_entry(path: Path, file: str) -> dict[str, Any]:
    """What a catalog says of the recording at `path`; `file` is its address relative to the catalog.

    Reads the header and, for the checksum, every byte. Raises FormatError where it is no recording.
    """
    metadata = read_metadata(read_header(path))
    problems = check_schema(metadata)
    if problems:
        raise FormatError(f"{path.name}: " + "; ".join(problems))
    return {
        "id": metadata["id"],
        "file": file,
        "bytes": path.stat().st_size,
        "sha256": sha256_of(path),
        **{key: metadata[key] for key in ("title", "description")},
        "group": metadata.get("group", metadata["id"]),
        "licence": metadata["licence"],
        "model": {key: metadata["model"][key] for key in ("id", "weights", "layers", "hiddenSize")},
        "task": {key: metadata["task"][key] for key in _TASK_KEYS if key in metadata["task"]},
        "nodes": len(metadata["nodes"]),
        "layers": metadata["layers"],
    }


def catalog_text(entries: Sequence[Mapping[str, Any]], default: str, news: Sequence[Mapping[str, Any]] = ()) -> str:
    """catalog.json; `default` is the id of the recording shown first, `news` what it says of runs on the news."""
    catalog: dict[str, Any] = {"format": CATALOG_FORMAT, "default": default, "recordings": list(entries)}
    if news:
        catalog["news"] = list(news)
    return json.dumps(catalog, ensure_ascii=False, indent=1) + "\n"
