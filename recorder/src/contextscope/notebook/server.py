"""A web server for the notebook: this computer only, a secret in every address, and no file but those it was given."""

from __future__ import annotations

import atexit
import mimetypes
import re
import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

CHUNK_BYTES = 1 << 20
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
# The page's own Content-Security-Policy is in its HTML; a worker obeys only a header.
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; "
    "connect-src 'self' https: http:",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_TYPES = {".js": "text/javascript", ".json": "application/json", ".wasm": "application/wasm", ".svg": "image/svg+xml"}


@dataclass(frozen=True)
class Folder:
    """What one address serves: relative name -> file on disk, or bytes. `any_host`: reached through a proxy."""

    files: Mapping[str, Path | bytes]
    any_host: bool = False


class ExplorerServer:
    """Serves folders under addresses nobody can guess, until `close` or the end of the process."""

    def __init__(self) -> None:
        self._folders: dict[str, Folder] = {}
        handler = type("Handler", (_Handler,), {"folders": self._folders})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, name="contextscope", daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        return self._server.server_address[1]

    def serve(self, folder: Folder) -> str:
        """The path the folder is found under, with slashes around its secret."""
        token = secrets.token_urlsafe(18)
        self._folders[token] = folder
        return f"/{token}/"

    def close(self) -> None:
        self._folders.clear()
        self._server.shutdown()
        self._server.server_close()


_server: ExplorerServer | None = None
_starting = threading.Lock()


def running_server() -> ExplorerServer:
    """The server of this process, started when first asked for and closed when the process ends."""
    global _server
    with _starting:
        if _server is None:
            _server = ExplorerServer()
            atexit.register(_server.close)
        return _server


class _Handler(BaseHTTPRequestHandler):
    folders: Mapping[str, Folder] = {}
    protocol_version = "HTTP/1.1"
    # A connection that says nothing is let go, in seconds.
    timeout = 60

    def do_GET(self) -> None:
        self._answer(body=True)

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def log_message(self, *_: Any) -> None:
        """A notebook's output is no place for a log."""

    def version_string(self) -> str:
        return "contextscope"

    def _answer(self, body: bool) -> None:
        found = self._find()
        if found is None:
            # One answer for a wrong secret, a wrong name and a wrong host: nothing to learn from.
            self._send(HTTPStatus.NOT_FOUND, {"Content-Type": "text/plain"}, b"not found" if body else b"", length=9)
            return
        name, source = found
        try:
            size = len(source) if isinstance(source, bytes) else source.stat().st_size
            span = _span(self.headers.get("Range"), size)
            if span is None:
                headers = {"Content-Range": f"bytes */{size}"}
                self._send(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers, b"", length=0)
                return
            start, end, partial = span
            headers = {"Content-Type": _content_type(name), "Accept-Ranges": "bytes"}
            if partial:
                headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
            status = HTTPStatus.PARTIAL_CONTENT if partial else HTTPStatus.OK
            if isinstance(source, bytes):
                self._send(status, headers, source[start:end] if body else b"", length=end - start)
                return
            with source.open("rb") as stream:
                self._send(status, headers, b"", length=end - start)
                if body:
                    self._copy(stream, start, end)
        except (BrokenPipeError, ConnectionResetError):
            # The reader closed the page or chose another layer.
            self.close_connection = True
        except OSError:
            self.close_connection = True

    def _copy(self, stream: Any, start: int, end: int) -> None:
        stream.seek(start)
        left = end - start
        while left > 0:
            piece = stream.read(min(CHUNK_BYTES, left))
            if not piece:
                # Shorter than when its size was asked: what was announced cannot be kept, so the connection ends.
                self.close_connection = True
                return
            self.wfile.write(piece)
            left -= len(piece)

    def _find(self) -> tuple[str, Path | bytes] | None:
        path = unquote(urlsplit(self.path).path)
        _, token, name = [*path.split("/", 2), "", ""][:3]
        folder = self._folder(token.encode())
        if folder is None:
            return None
        port = self.server.server_address[1]
        # A page elsewhere that had its own name point here would send that name.
        if not folder.any_host and self.headers.get("Host") not in (f"127.0.0.1:{port}", f"localhost:{port}"):
            return None
        name = name or "index.html"
        source = folder.files.get(name)
        return None if source is None else (name, source)

    def _folder(self, token: bytes) -> Folder | None:
        # Compared in the same time whatever the guess; a lookup would not be.
        for known, folder in list(self.folders.items()):
            if secrets.compare_digest(known.encode(), token):
                return folder
        return None

    def _send(self, status: HTTPStatus, headers: Mapping[str, str], content: bytes, length: int) -> None:
        self.send_response(status)
        for key, value in {**_HEADERS, **headers, "Content-Length": str(length)}.items():
            # The page has a policy of its own, which also allows its styles and pictures.
            if key == "Content-Security-Policy" and headers.get("Content-Type", "").startswith("text/html"):
                continue
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(content)


def _content_type(name: str) -> str:
    suffix = Path(name).suffix
    return _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"


def _span(header: str | None, size: int) -> tuple[int, int, bool] | None:
    """(start, end, partial) for one byte range, the whole file where none is asked for; None when past the end."""
    match = _RANGE.fullmatch(header or "")
    if match is None or match.groups() == ("", ""):
        return 0, size, False
    first, last = match.groups()
    if first == "":
        count = int(last)
        return None if count == 0 or size == 0 else (max(0, size - count), size, True)
    start = int(first)
    end = size if last == "" else min(int(last) + 1, size)
    if last != "" and int(last) < start:
        return 0, size, False
    return None if start >= size else (start, end, True)
