"""The results format: a round trip, what the writer refuses, and files that mean harm."""

from __future__ import annotations

import copy
import json
import re
import struct
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from conftest import REPOSITORY
from news.small import TEXTS, small_news

from contextscope.errors import FormatError
from contextscope.news.dataset import save_news
from contextscope.news.inspection import accuracy, inspect_results, log_p_right
from contextscope.news.results import MAX_JSON_BYTES, read_news_results, validate_news, write_news_results
from contextscope.recording.safetensors_file import write as write_safetensors

ROWS = [[-1.0, -2.0, -3.0, -4.0], [-2.0, -1.0, -3.0, -4.0]]


def written(path: Path, **changes) -> Path:
    given = {
        "model": {"id": "tiny", "hiddenSize": 4, "layers": 2},
        "news": [small_news(id) for id in TEXTS],
        "contexts": [{"news": id, "scores": {"none": ROWS, "own": ROWS}, "free": {"none": ["a", ""]}} for id in TEXTS],
        "runs": [
            {
                "news": id,
                "protocol": "naive",
                "seed": 0,
                "losses": [2.0, 1.0],
                "checkpoints": [{"step": step, "examples": 4 * step, "tokens": 9 * step, "scores": {"none": ROWS}}
                                for step in (0, 1, 2)],
            }
            for id in TEXTS
        ],
        "created": "2026-11-28T00:00:00Z",
    }  # fmt: skip
    return write_news_results(path, **(given | changes))


def with_states(path: Path) -> Path:
    rows = np.array([[q, c, -1, -1, -1] for q in range(6) for c in (0, 1)], dtype=np.int32)
    states = {"layers": [0, 1, 2], "k": 2, "conditions": ["own context", "other context"], "seeds": [0],
              "checkpoints": [1, 2], "fullLayer": 2, "kept": {"context": [1, 1, 0.5]}}  # fmt: skip
    tensors = {
        "rows.answer": ("I32", rows),
        "coordinates.answer": ("F16", np.ones((12, 3, 2))),
        "full.rows": ("I32", np.arange(3, dtype=np.int32)),
        "full.values": ("F16", np.ones((3, 4))),
    }
    return written(path, states=states, tensors=tensors)


def test_what_is_written_is_read_back(tmp_path):
    path = with_states(tmp_path / "own.json")
    assert validate_news(path) == []
    results = read_news_results(path)
    assert results.value["runs"][1]["checkpoints"][2]["scores"]["none"] == ROWS
    assert results.value["protocols"] == [
        {"id": "naive", "data": "naive", "prefix": "none", "match": "tokens", "scope": "news", "lossOn": "text"}
    ]
    np.testing.assert_array_equal(results.tensor("full.values"), np.ones((3, 4)))
    first = path.read_bytes()
    with_states(path)
    assert path.read_bytes() == first
    assert "nothing" in inspect_results(path)


def test_correctness_follows_from_the_scores():
    assert accuracy([*ROWS, [-1.0, -1.0, -2.0, -9.0]]) == [1.0, 0.0, 0.5]
    found = log_p_right([[0.0, 0.0, 0.0, 0.0], [-1.0, -1e5, -1e5, -1e5]])
    np.testing.assert_allclose(found, [np.log(0.25), 0.0])


def test_runs_under_a_protocol_of_ones_own_need_it_described(tmp_path):
    runs = [{"news": "kite", "protocol": "mine", "seed": 0, "checkpoints": [{"step": 1, "scores": {"none": ROWS}}]}]
    with pytest.raises(Exception, match="mine"):
        written(tmp_path / "a.json", runs=runs)
    path = written(tmp_path / "a.json", runs=runs, protocols=[{"id": "mine", "data": "my own texts"}])
    assert validate_news(path) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"contexts": [{"news": "nobody", "scores": {}}]}, r"contexts\[0\]\.news: 'nobody' is not among the news"),
        ({"contexts": [{"news": "kite", "scores": {"none": ROWS[:1]}}]}, r"contexts\[0\]\.scores\.none: rows of \[4\]"),
        ({"contexts": [{"news": "kite", "scores": {"none": [[-1.0] * 3, [-1.0] * 4]}}]}, r"rows of \[3, 4\]"),
        ({"contexts": [{"news": "kite", "scores": {"none": [[1.0] * 4] * 2}}]}, "maximum"),
        ({"contexts": [{"news": "kite", "scores": {"none": [[float("nan")] * 4] * 2}}]}, "not finite"),
        ({"contexts": [{"news": "kite", "scores": {"none": [[float("-inf")] * 4] * 2}}]}, "minimum|not finite"),
        ({"contexts": [{"news": "kite", "scores": {}}] * 2}, r"contexts\[1\]: 'kite' occurs twice"),
        ({"contexts": [{"news": "kite", "scores": {}, "machine": 0}]}, "points beyond the 0 machines"),
        ({"contexts": [{"news": "kite", "scores": {}, "free": {"none": ["a"]}}]}, "1 answers to 2 questions"),
        ({"news": [small_news("kite")] * 2, "contexts": [], "runs": []}, "occurs twice"),
        ({"blocks": [["kite", "x"]]}, r"blocks\[0\]: 'x' is not among the news"),
        ({"model": {}}, "'id' is a required property"),
        ({"id": "No spaces"}, "does not match"),
    ],
)  # fmt: skip
def test_the_writer_refuses_and_leaves_nothing_behind(tmp_path, change, message):
    with pytest.raises(FormatError, match=message):
        written(tmp_path / "a.json", **change)
    assert list(tmp_path.iterdir()) == []


def test_checkpoints_must_ascend(tmp_path):
    path = written(tmp_path / "a.json")
    value = json.loads(path.read_bytes())
    value["runs"][0]["checkpoints"].reverse()
    path.write_text(json.dumps(value))
    assert validate_news(path) == ["a.json: runs[0].checkpoints: steps must ascend, found [2, 1, 0]"]


def damage(path: Path, what: str) -> None:
    """Change a sound pair of files so that the digest still fits where the point is something else."""
    import hashlib

    value = json.loads(path.read_bytes())
    states = path.with_suffix(".safetensors")
    rows = np.array([[q, c, -1, -1, -1] for q in range(6) for c in (0, 1)], dtype=np.int32)
    tensors = {"rows.answer": ("I32", rows), "coordinates.answer": ("F16", np.ones((12, 3, 2)))}
    if what == "shape":
        tensors["coordinates.answer"] = ("F16", np.ones((12, 3, 5)))
    elif what == "nan":
        spoilt = np.ones((12, 3, 2))
        spoilt[3, 1, 0] = np.nan
        tensors["coordinates.answer"] = ("F16", spoilt)
    elif what == "index":
        rows = copy.copy(rows)
        rows[4, 0] = 6
        tensors["rows.answer"] = ("I32", rows)
    elif what == "missing":
        del tensors["coordinates.answer"]
    write_safetensors(states, {}, tensors)
    if what == "huge":
        states.write_bytes(struct.pack("<Q", 2**53) + states.read_bytes()[8:])
    elif what == "truncated":
        states.write_bytes(states.read_bytes()[:-4])
    value["states"].pop("fullLayer")
    value["states"]["sha256"] = hashlib.sha256(states.read_bytes()).hexdigest()
    if what == "digest":
        value["states"]["sha256"] = "0" * 64
    if what == "path":
        value["states"]["file"] = "../own.safetensors"
    if what == "gone":
        states.unlink()
    path.write_text(json.dumps(value))


@pytest.mark.parametrize(
    ("what", "message"),
    [
        ("shape", "coordinates.answer has shape [12, 3, 5], the JSON says [12, 3, 2]"),
        ("nan", "coordinates.answer holds 1 values that are not finite"),
        ("index", "rows.answer: question runs 0..6, expected 0..5"),
        ("missing", "coordinates.answer is missing"),
        ("huge", "exceeds the limit"),
        ("truncated", "truncated"),
        ("digest", "do not belong together"),
        ("path", "does not match"),
        ("gone", "is not beside it"),
    ],
)
def test_states_that_do_not_fit_are_named(tmp_path, what, message):
    path = with_states(tmp_path / "own.json")
    damage(path, what)
    problems = validate_news(path)
    assert problems and message in problems[0]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", "format"),
        ("{", "not sound JSON"),
        ('{"format": "contextscope-news/2"}', "format"),
        ('{"format": "contextscope-news/1"}', "required"),
        ('{"format": "contextscope-news/1", "format": "contextscope-news/1"}', "occurs twice"),
        ('{"format": "contextscope-news/1", "id": NaN}', "not a number"),
        ("[" * 100_000, "not sound JSON"),
        ("\xff", "format|JSON"),
    ],
)
def test_what_is_no_results_file_is_refused(tmp_path, text, message):
    path = tmp_path / "x.json"
    path.write_bytes(text.encode("latin-1"))
    (problem,) = validate_news(path)[:1]
    assert re.search(message, problem)


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    path = tmp_path / "x.json"
    with path.open("wb") as stream:
        stream.truncate(MAX_JSON_BYTES + 1)
    assert "limit" in validate_news(path)[0]


def test_the_example_of_the_format_page_writes_a_sound_file(tmp_path, monkeypatch):
    page = (REPOSITORY / "docs" / "news-format.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", page, flags=re.DOTALL)
    monkeypatch.chdir(tmp_path)
    item = small_news("kite")
    five = [replace(item.questions[0], id=f"kite-{k}") for k in range(5)]
    (tmp_path / "my-news").mkdir()
    save_news(replace(item, questions=tuple(five)), tmp_path / "my-news")
    exec(example, {})
    assert validate_news(tmp_path / "my-32b.json") == []


def test_every_field_of_the_schema_stands_on_the_format_page():
    page = (REPOSITORY / "docs" / "news-format.md").read_text(encoding="utf-8")
    schema = json.loads((REPOSITORY / "docs" / "contextscope-news-1.schema.json").read_text(encoding="utf-8"))
    named = set(schema["properties"])
    for part in ("news", "contexts", "run", "checkpoint", "protocol", "states"):
        named |= set(schema["$defs"][part]["properties"])
    absent = {
        name for name in named if f"`{name}`" not in page and f"`.{name}`" not in page and f".{name}`" not in page
    }
    assert absent == set()
