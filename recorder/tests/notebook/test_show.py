"""The explorer in a notebook: what a cell shows and what a reader is told. The page is a stand-in."""

import json
import subprocess
import sys
from urllib.parse import urlsplit

import numpy as np
import pytest
from conftest import REPOSITORY, ask

from contextscope import ContextscopeError, read_recording, ring, show
from contextscope.tasks.samplers import sample

show_module = sys.modules["contextscope.notebook.show"]
SAMPLE = REPOSITORY / "fixtures" / "synthetic" / "ring8-tiny.safetensors"


@pytest.fixture
def assets(tmp_path, monkeypatch):
    folder = tmp_path / "explorer"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html>the page")
    (folder / "assets" / "index-1.js").write_text("export {}")
    monkeypatch.setattr(show_module, "ASSETS", folder)
    return folder


def shown(capsys, *args, **options):
    """The address that `show` prints outside a notebook."""
    show(*args, **options)
    return capsys.readouterr().out.removeprefix("The explorer is at ").strip()


def get(address, name=""):
    parts = urlsplit(address)
    return ask(parts.port, parts.path + name)


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
