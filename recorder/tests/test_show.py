"""The explorer in a notebook: what is served, to whom, and what a reader is told. The page is a stand-in."""

import http.client
import json
import subprocess
import sys
from urllib.parse import urlsplit

import numpy as np
import pytest
from conftest import REPOSITORY

from contextscope import ContextscopeError, read_recording, ring, show
from contextscope.catalog import catalog_entry, catalog_text
from contextscope.explorer_server import ExplorerServer, Folder
from contextscope.samplers import sample

show_module = sys.modules["contextscope.show"]
SAMPLE = REPOSITORY / "fixtures" / "synthetic" / "ring8-tiny.safetensors"
CONTENT = bytes(range(256)) * 9000


@pytest.fixture
def assets(tmp_path, monkeypatch):
    folder = tmp_path / "explorer"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html>the page")
    (folder / "assets" / "index-1.js").write_text("export {}")
    monkeypatch.setattr(show_module, "ASSETS", folder)
    return folder


@pytest.fixture
def server(tmp_path):
    big = tmp_path / "big.bin"
    big.write_bytes(CONTENT)
    running = ExplorerServer()
    running.path = running.serve(Folder({"index.html": b"<!doctype html>", "big.bin": big, "a/b.json": b"{}"}))
    yield running
    running.close()


def ask(port, path, method="GET", **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.putrequest(method, path, skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def shown(capsys, *args, **options):
    """The address that `show` prints outside a notebook."""
    show(*args, **options)
    return capsys.readouterr().out.removeprefix("The explorer is at ").strip()


def get(address, name=""):
    parts = urlsplit(address)
    return ask(parts.port, parts.path + name)


def test_a_folder_is_found_under_its_secret_and_nowhere_else(server):
    assert ask(server.port, server.path)[1] == b"<!doctype html>"
    assert ask(server.port, server.path + "a/b.json")[0].getheader("Content-Type") == "application/json"
    elsewhere = ("/", "/index.html", server.path[:-2] + "/", "/x" + server.path)
    for wrong in (*elsewhere, server.path + "none", server.path + "a"):
        assert ask(server.port, wrong)[0].status == 404


@pytest.mark.parametrize(
    "name",
    ["../big.bin", "..%2fbig.bin", "a/../big.bin", "%2e%2e/%2e%2e/etc/passwd", "/etc/passwd", "a//b.json", "a%00b"],
)
def test_no_path_leads_to_another_file(server, name):
    assert ask(server.port, server.path + name)[0].status == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_only_reading_is_possible(server, method):
    assert ask(server.port, server.path, method)[0].status == 501


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "", "127.0.0.1", "127.0.0.1:1"])
def test_a_page_that_points_another_name_here_gets_nothing(server, host):
    assert ask(server.port, server.path, Host=host)[0].status == 404


def test_behind_a_proxy_the_host_is_that_of_the_proxy(server):
    path = server.serve(Folder({"index.html": b"proxied"}, any_host=True))
    assert ask(server.port, path, Host="hub.example")[1] == b"proxied"


def test_it_listens_to_this_computer_only_and_lets_no_other_site_read(server):
    assert server._server.server_address[0] == "127.0.0.1"
    response, _ = ask(server.port, server.path + "big.bin", Origin="https://evil.example")
    assert response.getheader("Access-Control-Allow-Origin") is None
    assert response.getheader("Cross-Origin-Resource-Policy") == "same-origin"
    assert response.getheader("Referrer-Policy") == "no-referrer"


@pytest.mark.parametrize(
    ("asked", "status", "start", "end"),
    [
        ("bytes=0-9", 206, 0, 10),
        ("bytes=1048570-1048580", 206, 1048570, 1048581),
        ("bytes=2303990-", 206, 2303990, len(CONTENT)),
        ("bytes=-7", 206, len(CONTENT) - 7, len(CONTENT)),
        ("bytes=5-99999999", 206, 5, len(CONTENT)),
        ("bytes=9-3", 200, 0, len(CONTENT)),
        ("bytes=0-1,4-5", 200, 0, len(CONTENT)),
    ],
)
def test_ranges_are_exact(server, asked, status, start, end):
    response, body = ask(server.port, server.path + "big.bin", Range=asked)
    assert (response.status, body == CONTENT[start:end]) == (status, True)
    if status == 206:
        assert response.getheader("Content-Range") == f"bytes {start}-{end - 1}/{len(CONTENT)}"


def test_a_range_past_the_end_is_refused_with_the_size(server):
    response, _ = ask(server.port, server.path + "big.bin", Range=f"bytes={len(CONTENT)}-")
    assert (response.status, response.getheader("Content-Range")) == (416, f"bytes */{len(CONTENT)}")


def test_head_says_the_size_and_sends_nothing(server):
    response, body = ask(server.port, server.path + "big.bin", "HEAD")
    assert (response.status, response.getheader("Content-Length"), body) == (200, str(len(CONTENT)), b"")


def test_a_closed_server_answers_no_more(server):
    port, path = server.port, server.path
    server.close()
    with pytest.raises(OSError):
        ask(port, path)
    server.close = lambda: None


def test_show_serves_the_page_the_recording_and_a_catalog_of_it(assets, capsys):
    address = shown(capsys, SAMPLE)
    assert get(address)[1] == b"<!doctype html>the page"
    assert get(address, "assets/index-1.js")[1] == b"export {}"
    catalog = json.loads(get(address, "samples/catalog.json")[1])
    (entry,) = catalog["recordings"]
    assert catalog["default"] == entry["id"] == "ring8-tiny"
    assert get(address, f"samples/{entry['file']}")[1] == SAMPLE.read_bytes()


def test_show_takes_recordings_in_memory_and_several_at_once(assets, capsys, rng):
    arrays = {
        "tokens": np.stack([sample("random-walk", ring(8), 60, rng) for _ in range(2)]),
        "words": [f"w{i}" for i in range(8)],
        "graph": ring(8),
        "residual": {3: rng.normal(size=(2, 60, 4))},
        "model": {"id": "mine", "layers": 12},
        "id": "from-arrays",
    }
    address = shown(capsys, [arrays, read_recording(SAMPLE)])
    catalog = json.loads(get(address, "samples/catalog.json")[1])
    assert [entry["id"] for entry in catalog["recordings"]] == ["from-arrays", "ring8-tiny"]


def test_show_opens_a_view_and_takes_no_markup_from_it(assets, capsys):
    assert shown(capsys, SAMPLE, view="#v=1&p=ring8-tiny:9:0.1.2").endswith("/#v=1&p=ring8-tiny:9:0.1.2")
    assert '"' not in shown(capsys, SAMPLE, view='"><script>')


def test_show_goes_through_a_proxy_where_there_is_one(assets, capsys):
    address = shown(capsys, SAMPLE, proxy="/user/me/proxy/{port}")
    assert address.startswith("/user/me/proxy/") and "{port}" not in address


@pytest.mark.parametrize(
    ("recording", "message"),
    [
        ("nowhere.safetensors", "no such file"),
        ([], "list is empty"),
        ([SAMPLE, SAMPLE], "two recordings have the id 'ring8-tiny'"),
        (17, "cannot show a int"),
        (REPOSITORY / "fixtures" / "malformed" / "unknown-version.safetensors", "contextscope/2"),
    ],
)
def test_show_says_what_it_cannot_show(assets, recording, message):
    with pytest.raises(ContextscopeError, match=message):
        show(recording)


def test_show_says_how_to_get_the_explorer_where_it_was_not_built_in(tmp_path, monkeypatch):
    monkeypatch.setattr(show_module, "ASSETS", tmp_path)
    with pytest.raises(ContextscopeError, match="npm run build:wheel"):
        show(SAMPLE)


def test_showing_needs_no_torch_and_no_notebook():
    code = "import sys, contextscope; contextscope.show; print({'torch', 'transformers', 'IPython'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_the_catalog_of_the_samples_is_what_this_code_writes():
    folder = REPOSITORY / "fixtures"
    written = json.loads((folder / "catalog.json").read_text(encoding="utf-8"))
    listed = written["recordings"][0]
    assert catalog_entry(folder / listed["file"], listed["file"]) == listed
    text = (folder / "catalog.json").read_text(encoding="utf-8")
    assert catalog_text(written["recordings"], written["default"]) == text
