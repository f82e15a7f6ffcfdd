"""The explorer inside a notebook. No torch here, and no IPython until a cell asks for it."""

from __future__ import annotations

import atexit
import html
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ..errors import ContextscopeError
from ..recording.catalog import catalog_entry, catalog_text
from ..recording.format import Recording
from ..recording.storage import save
from ..recording.write import write_recording
from .server import Folder, running_server

ASSETS = Path(__file__).parents[1] / "explorer"
Showable = str | Path | Recording | Mapping[str, Any]


def show(
    recording: Showable | Sequence[Showable],
    *,
    height: int = 720,
    width: str = "100%",
    view: str = "",
    proxy: str | None = None,
) -> None:
    """Display the explorer inline, with one recording or several in its list; the first is shown.

    recording: a path, a Recording, or a mapping of write_recording's arguments; or a list of these.
    height: of the frame, in pixels. width: of the frame, as CSS.
    view: what follows `#` in the explorer's address, to open a view that was copied from it.
    proxy: where the browser reaches this kernel's ports when it runs on another computer, with {port} in place of the
    port, for instance "/user/me/proxy/{port}". Found by itself under JupyterHub with jupyter-server-proxy.

    Everything is served by this process to this computer, from files inside the package: no network. Outside a notebook
    the address is printed; it lasts as long as the process.
    Raises ContextscopeError where a recording cannot be read, two have one id, or the explorer was not built in.
    """
    if not 100 <= height <= 10_000:
        raise ContextscopeError(f"height is {height}: give the frame's pixels, from 100 to 10000")
    many = isinstance(recording, Sequence) and not isinstance(recording, (str, bytes))
    files = _explorer_files()
    files |= _recording_files([_as_file(one) for one in (recording if many else [recording])])
    reach = proxy if proxy is not None else _hub_proxy()
    server = running_server()
    path = server.serve(Folder(files, any_host=reach is not None))
    base = f"http://127.0.0.1:{server.port}" if reach is None else reach.replace("{port}", str(server.port)).rstrip("/")
    address = base + path + (f"#{quote(view.removeprefix('#'), safe='=&:.,;+*~-_!/')}" if view else "")
    _display(address, height, width)


def _explorer_files() -> dict[str, Path | bytes]:
    if not (ASSETS / "index.html").is_file():
        raise ContextscopeError(
            "the explorer is not part of this installation, which was made from source: build it in with "
            "`npm run build:wheel` in the repository and install the wheel it names, or open the recording in the page "
            "that `npm start` serves"
        )
    return {file.relative_to(ASSETS).as_posix(): file for file in ASSETS.rglob("*") if file.is_file()}


def _recording_files(paths: Sequence[Path]) -> dict[str, Path | bytes]:
    """The recordings and their catalog, under the names the explorer asks for."""
    if not paths:
        raise ContextscopeError("there is no recording to show: the list is empty")
    entries: dict[str, dict[str, Any]] = {}
    files: dict[str, Path | bytes] = {}
    for path in paths:
        entry = catalog_entry(path, "")
        identity = entry["id"]
        if identity in entries:
            raise ContextscopeError(f"two recordings have the id {identity!r}: show them one at a time")
        name = f"recordings/{identity}.safetensors"
        entries[identity] = {**entry, "file": name}
        files[f"samples/{name}"] = path
    text = catalog_text(list(entries.values()), next(iter(entries)))
    return {**files, "samples/catalog.json": text.encode()}


def _as_file(recording: Showable) -> Path:
    if isinstance(recording, (str, Path)):
        path = Path(recording).expanduser().resolve()
        if not path.is_file():
            raise ContextscopeError(f"{path}: there is no such file")
        return path
    folder = Path(tempfile.mkdtemp(prefix="contextscope-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / "recording.safetensors"
    if isinstance(recording, Recording):
        save(path, recording)
    elif isinstance(recording, Mapping):
        write_recording(path, **recording)
    else:
        raise ContextscopeError(
            f"cannot show a {type(recording).__name__}: give a path, a Recording, or a mapping of write_recording's "
            "arguments"
        )
    return path


def _hub_proxy() -> str | None:
    prefix = os.environ.get("JUPYTERHUB_SERVICE_PREFIX")
    if prefix is None or find_spec("jupyter_server_proxy") is None:
        return None
    return f"{prefix.rstrip('/')}/proxy/{{port}}"


def _display(address: str, height: int, width: str) -> None:
    shell = sys.modules.get("IPython")
    if shell is None or shell.get_ipython() is None:
        print(f"The explorer is at {address}")
        return
    from IPython.display import display

    frame = (
        f'<iframe src="{html.escape(address)}" title="Contextscope" width="{html.escape(width)}" height="{height}" '
        'allow="fullscreen; clipboard-write" style="border: 1px solid #8884; border-radius: 4px"></iframe>'
    )
    display({"text/html": frame, "text/plain": f"The explorer is at {address}"}, raw=True)
