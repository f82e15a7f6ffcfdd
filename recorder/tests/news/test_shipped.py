"""The shipped runs are sound and about the shipped news; the tables' script derives what the package derives."""

from __future__ import annotations

import csv
import importlib.util
import json

import numpy as np
import pytest
from conftest import REPOSITORY

from contextscope.news.catalog import digest, read_catalog
from contextscope.news.dataset import load_news
from contextscope.news.inspection import accuracy, log_p_right
from contextscope.news.listing import results_entry
from contextscope.news.protocols import WRITTEN
from contextscope.news.results import read_news_results, validate_news
from contextscope.news.texts import read_texts

RUNS = REPOSITORY / "fixtures" / "news-runs"
NEWS = REPOSITORY / "fixtures" / "news"
FILES = sorted(
    path for path in RUNS.glob("*.json") if json.loads(path.read_bytes()).get("format") == "contextscope-news/1"
)
TEXTS = sorted((REPOSITORY / "fixtures" / "news-training").glob("*.json"))
MEBIBYTE = 1 << 20


@pytest.fixture(scope="module")
def tables():
    path = REPOSITORY / "fixtures" / "make_news_tables.py"
    spec = importlib.util.spec_from_file_location("make_news_tables", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_there_are_runs():
    assert len(FILES) >= 3 and len(TEXTS) >= 2


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_shipped_file_is_sound(path):
    assert validate_news(path) == []


@pytest.mark.parametrize("path", [path for path in FILES if not path.stem.startswith("pilot")], ids=lambda p: p.stem)
def test_a_shipped_file_is_about_the_shipped_news(path):
    now = {item.id: digest(item) for item in load_news(NEWS)}
    for item in read_news_results(path).value["news"]:
        assert item["digest"] == now[item["id"]]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_texts_are_about_every_shipped_news(path):
    texts = read_texts(path)
    for item in load_news(NEWS):
        assert texts.value["news"][item.id]["digest"] == digest(item)
        for kind in WRITTEN:
            assert len(texts.of(item.id, kind)) >= 20


def test_a_catalog_lists_the_texts_that_runs_were_made_with_and_no_others(tmp_path):
    name = "gemma-270m.json"
    folder = REPOSITORY / "fixtures" / "news-training"
    listed = results_entry(RUNS / name, f"runs/{name}", folder, "texts")["texts"]
    assert [(one["name"], one["file"]) for one in listed] == [
        ("gemma270m.json", "texts/gemma270m.json"),
        ("qwen15b.json", "texts/qwen15b.json"),
    ]
    assert listed[0]["bytes"] == (folder / "gemma270m.json").stat().st_size
    (tmp_path / "gemma270m.json").write_bytes((folder / "gemma270m.json").read_bytes() + b"\n")
    assert results_entry(RUNS / name, f"runs/{name}", tmp_path, "texts")["texts"] == []
    assert results_entry(RUNS / name, f"runs/{name}")["texts"] == []


def test_the_blocks_hold_every_news_once():
    catalog = read_catalog(NEWS, RUNS / "blocks.json")
    assert sorted(item.id for item in catalog.news) == [item.id for item in load_news(NEWS)]
    assert [len(block) for block in catalog.blocks] == [10, 15, 50]
    domains = {item.id: item.domain for item in catalog.news}
    assert all(domains[a] != domains[b] for a, b in catalog.other.items())


def test_what_is_shipped_stays_small():
    files = [*RUNS.iterdir(), *TEXTS, *NEWS.iterdir()]
    assert sum(file.stat().st_size for file in files) < 25 * MEBIBYTE
    assert max(file.stat().st_size for file in files) < 20 * MEBIBYTE


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_script_and_the_package_derive_the_same(tables, path):
    results = tables.Results(path)
    for entry in results.value["contexts"]:
        name = "none"
        rows = entry["scores"][name]
        assert results.measure(name, "accuracy")[entry["news"]] == pytest.approx(np.mean(accuracy(rows)))
        assert results.measure(name, "logp")[entry["news"]] == pytest.approx(np.mean(log_p_right(rows)))
    for protocol in results.value["protocols"]:
        found = results.measure(protocol["id"], "logp")
        for news in found:
            runs = [r for r in results.value["runs"] if (r["news"], r["protocol"]) == (news, protocol["id"])]
            rows = [run["checkpoints"][-1]["scores"]["none"] for run in runs]
            assert found[news] == pytest.approx(np.mean([np.mean(log_p_right(table)) for table in rows]))


def test_sign_flips_are_all_counted_and_ties_too(tables):
    assert tables.sign_flip([1.0, 1.0, 1.0]) == pytest.approx(2 / 8)
    assert tables.sign_flip([1.0, -1.0]) == 1.0
    assert tables.sign_flip([0.3] * 20) < 1e-4


def test_holm_steps_down_and_stays_in_order(tables):
    np.testing.assert_allclose(tables.holm([0.01, 0.04, 0.03]), [0.03, 0.06, 0.06])
    np.testing.assert_allclose(tables.holm([0.9, 0.8]), [1.0, 1.0])


def test_a_free_answer_is_right_when_it_holds_the_words_in_one_run(tables):
    assert tables.free_is_right("In the Port Ellery, New York", "Port Ellery")
    assert tables.free_is_right("13.", "13")
    assert not tables.free_is_right("Ellery Port", "Port Ellery")
    assert not tables.free_is_right("131", "13")


def test_half_the_way_is_interpolated_in_log_exposures(tables):
    assert tables.reached([-3, -2, -1], [0, 4, 16], -1.5) == pytest.approx(8)
    assert tables.reached([-3, -1], [0, 4], -2) == 0
    assert tables.reached([-3, -2.5], [0, 4], -2) == np.inf


def test_the_planted_file_is_what_its_generator_writes_and_holds_what_it_plants(tables, tmp_path, monkeypatch):
    path = REPOSITORY / "fixtures" / "make_news_synthetic.py"
    spec = importlib.util.spec_from_file_location("make_news_synthetic", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    shipped = module.OUT.with_suffix("")
    monkeypatch.setattr(module, "OUT", tmp_path / "planted.json")
    module.main()
    for suffix in (".json", ".safetensors"):
        assert (tmp_path / "planted").with_suffix(suffix).read_bytes() == shipped.with_suffix(suffix).read_bytes()
    results = read_news_results(module.OUT)
    matched = results.tensor("bridge.naive.0.4")[-1].astype(float)
    np.testing.assert_allclose(np.diag(matched), 0.5, atol=1e-3)
    assert matched[1, 0] == pytest.approx(-1, abs=1e-3)
    assert np.isnan(results.tensor("bridge.naive.own.1.4").astype(float)).all()
    found = tables.Results(module.OUT)
    assert set(found.measure("naive", "accuracy").values()) == {1.0}
    assert np.mean(list(found.measure("none", "accuracy").values())) == pytest.approx(0.25)
    assert found.measure("none", "logp") == found.measure("naive.own", "logp")


def test_the_results_page_is_what_the_script_prints(tables, capsys, monkeypatch):
    monkeypatch.setattr("sys.argv", ["make_news_tables.py", "--brief", "--markdown"])
    tables.main()
    page = (REPOSITORY / "docs" / "news-results.md").read_text(encoding="utf-8")
    assert page.endswith(capsys.readouterr().out)


def test_the_derived_table_is_what_the_script_writes(tables, monkeypatch, tmp_path):
    monkeypatch.setattr("sys.argv", ["make_news_tables.py", "--csv", str(tmp_path / "derived.csv")])
    tables.main()
    rows = [list(csv.reader(path.open(encoding="utf-8"))) for path in (tmp_path / "derived.csv", RUNS / "derived.csv")]
    assert rows[0][0] == rows[1][0] == tables.DERIVED
    assert [row[:6] for row in rows[0]] == [row[:6] for row in rows[1]]
    for now, then in zip(rows[0][1:], rows[1][1:], strict=True):
        assert [float(cell or "nan") for cell in now[6:]] == pytest.approx(
            [float(cell or "nan") for cell in then[6:]], abs=2e-9, rel=1e-9, nan_ok=True
        )


def test_draws_are_those_of_mulberry32(tables):
    assert tables.draws(3).tolist() == [1144304738, 1416247, 958946056]
    assert tables.resamples(5).ravel()[:10].tolist() == [1, 0, 1, 0, 2, 2, 3, 3, 2, 2]
