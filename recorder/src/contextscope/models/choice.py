"""What can be said about the chosen model and its computation without loading it. No torch here."""

from __future__ import annotations

from pathlib import Path

from ..errors import ContextscopeError

DTYPES = ("auto", "float32", "bfloat16", "float16")
DEVICES = ("auto", "cpu", "cuda")


def check_computation(device: str, dtype: str) -> None:
    """Raise ContextscopeError for a device or dtype of another name than the known ones."""
    for what, value, known in (("device", device, DEVICES), ("dtype", dtype, DTYPES)):
        if value not in known:
            raise ContextscopeError(f"unknown {what} {value!r}: choose one of {', '.join(known)}")


def local_folder(name: str) -> Path | None:
    """The folder `name` means, or None for a hub id. Raises ContextscopeError for a path that is no folder."""
    folder = Path(name).expanduser()
    if folder.is_dir():
        return folder
    if name.startswith((".", "/", "~")):
        raise ContextscopeError(f"--model {name}: no such folder")
    return None


def gguf_file(path: Path) -> Path:
    """`path` itself. Raises ContextscopeError where there is no such file."""
    if not path.is_file():
        raise ContextscopeError(f"--gguf {path}: no such file")
    return path
