"""The folder that holds fetched models and their conversions, and whether more fits into it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from ..errors import ContextscopeError

WITHOUT_IT = "set CONTEXTSCOPE_CACHE to a folder elsewhere, or load without converting (--no-convert, convert=False)"


def cache_directory() -> Path:
    """$CONTEXTSCOPE_CACHE, else ~/.cache/contextscope."""
    chosen = os.environ.get("CONTEXTSCOPE_CACHE")
    return Path(chosen) if chosen else Path.home() / ".cache" / "contextscope"


def require_space(folder: Path, needed: int, what: str) -> None:
    """Raise ContextscopeError where the disk under `folder`, made or not, has fewer than `needed` bytes free."""
    there = next(parent for parent in (folder, *folder.absolute().parents) if parent.exists())
    free = shutil.disk_usage(there).free
    if free < needed:
        raise ContextscopeError(
            f"{what} needs {size_text(needed)} in {folder}, where {size_text(free)} are free: make room, {WITHOUT_IT}"
        )


def size_text(size: int) -> str:
    """Bytes in decimal megabytes or gigabytes."""
    return f"{size / 1e9:.2f} GB" if size >= 1e9 else f"{size / 1e6:.1f} MB"
