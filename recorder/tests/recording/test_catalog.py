import json

from conftest import REPOSITORY

from contextscope.recording.catalog import catalog_entry, catalog_text


def test_the_catalog_of_the_samples_is_what_this_code_writes():
    folder = REPOSITORY / "fixtures"
    written = json.loads((folder / "catalog.json").read_text(encoding="utf-8"))
    listed = written["recordings"][0]
    assert catalog_entry(folder / listed["file"], listed["file"]) == listed
    text = (folder / "catalog.json").read_text(encoding="utf-8")
    assert catalog_text(written["recordings"], written["default"], written["news"]) == text
