"""What the explorer's catalog says of a results file, so that it can be offered without being read (docs/format.md)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ..files import sha256_of


def results_entry(path: Path, file: str) -> dict[str, Any]:
    """`path`: a valid `contextscope-news/1` JSON; `file`: its address relative to the catalog, beside which its states stand."""
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
        "title": value["title"],
        "description": value.get("description", ""),
        "licence": value.get("licence", ""),
        "model": {"id": value["model"]["id"], "parameters": value["model"].get("parameters")},
        "news": len(value["news"]),
        "protocols": [protocol["id"] for protocol in value["protocols"]],
    }
