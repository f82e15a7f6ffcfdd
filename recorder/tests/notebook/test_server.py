"""The notebook's web server: what is served, and to whom."""

import pytest
from conftest import ask

from contextscope.notebook.server import ExplorerServer, Folder

CONTENT = bytes(range(256)) * 9000


@pytest.fixture
def server(tmp_path):
    big = tmp_path / "big.bin"
    big.write_bytes(CONTENT)
    running = ExplorerServer()
    running.path = running.serve(Folder({"index.html": b"<!doctype html>", "big.bin": big, "a/b.json": b"{}"}))
    yield running
    running.close()


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
