"""What the explorer's catalog says of a results file, so that it can be offered without being read (docs/format.md)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ..files import sha256_of


def results_entry(path: Path, file: str, texts: Path | None = None, texts_at: str = "") -> dict[str, Any]:
    """`path`: a valid `contextscope-news/1` JSON; `file`: its address beside the catalog; states stand beside it.

    `texts`: a folder of training-text files, `texts_at` its address; those are listed that the results were made with,
    byte for byte.
    """
    value = json.loads(path.read_bytes())
    states = value.get("states")
    beside = path.with_name(states["file"]) if states else None
    return {
        "id": value["id"],
        "file": file,
        "bytes": path.stat().st_size,
        "sha256": sha256_of(path),
        "states": None
        if beside is None
        else {"file": str(Path(file).with_name(beside.name).as_posix()), "bytes": beside.stat().st_size},
        "texts": _texts_of(value, texts, texts_at),
        "title": value["title"],
        "description": value.get("description", ""),
        "licence": value.get("licence", ""),
        "model": {"id": value["model"]["id"], "parameters": value["model"].get("parameters")},
        "news": len(value["news"]),
        "protocols": [protocol["id"] for protocol in value["protocols"]],
    }


def _texts_of(value: dict[str, Any], folder: Path | None, at: str) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for entry in value.get("texts", []):
        name = entry.get("file")
        path = folder / name if folder is not None and name else None
        if path is not None and path.is_file() and sha256_of(path) == entry.get("sha256"):
            found[name] = {"name": name, "file": (Path(at) / name).as_posix(), "bytes": path.stat().st_size}
    return list(found.values())
