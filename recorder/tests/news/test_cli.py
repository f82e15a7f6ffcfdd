"""`contextscope news`: what is wrong is said before a model is loaded, and with which option."""

from __future__ import annotations

import json

import pytest
from news.small import TEXTS, write_news, write_small_texts
from typer.testing import CliRunner

from contextscope.errors import ContextscopeError
from contextscope.news.cli import app

RUNNER = CliRunner()


def said(*arguments: object) -> str:
    """What a command that fails says."""
    found = RUNNER.invoke(app, [str(argument) for argument in arguments])
    assert isinstance(found.exception, ContextscopeError), found.output
    return str(found.exception)


@pytest.fixture
def run_options(tmp_path):
    return ["run", "--news", write_news(tmp_path), "--out", tmp_path / "r.json", "--model", tmp_path / "no-model"]


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["--protocols", "selfqb"], "protocol 'selfqb': 'selfqb' is not one of naive"),
        (["--seeds", "1,x"], "--seeds 1,x: expected whole numbers"),
        (["--steps", "0"], "--steps 0: must be above 0"),
        (["--first", "2"], "--first 2: a block must end there, they end at [3]"),
        (["--only", "kite,nobody"], "news 'nobody' is not in"),
        (["--only", "kite"], "give at least two"),
        (["--states", "naive.x"], "'x' is not one of"),
        (["--protocols", "selfqa"], "selfqa: no texts by 'self': give their file with --texts"),
        (["--protocols", "naive"], "no such folder"),
    ],
)
def test_run_names_the_option_that_is_wrong(run_options, more, message):
    assert message in said(*run_options, *more)


def test_texts_for_another_version_of_a_news_are_refused(run_options, tmp_path):
    path = write_small_texts(tmp_path)
    value = json.loads(path.read_bytes())
    value["news"]["milk"]["digest"] = "0" * 64
    path.write_text(json.dumps(value))
    message = said(*run_options, "--protocols", "selfqa", "--texts", path)
    assert "the texts about 'milk' were written for another version of this news" in message


def test_run_writes_json_only(tmp_path):
    assert "is named *.json" in said("run", "--news", tmp_path, "--out", tmp_path / "r.safetensors")


def test_blocks_that_are_no_blocks_are_refused(run_options, tmp_path):
    path = tmp_path / "blocks.json"
    for text in ("[]", '{"blocks": [["kite", 3]]}', "{"):
        path.write_text(text)
        assert f"--blocks {path}" in said(*run_options, "--blocks", path)


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["--endpoint", "http://localhost:1", "--model", "x"], "give either --endpoint or one of"),
        (["--endpoint", "http://localhost:1", "--api", "soap"], "--api soap: choose completions or chat"),
        (["--endpoint", "localhost:1"], "begins with http"),
        (["--endpoint", "http://localhost:1", "--kinds", "poem"], "kind 'poem' is not one of"),
        (["--model", "x", "--count", "0"], "--count 0: from 1 to 4096"),
        ([], "give exactly one of --model, --gguf and --package"),
    ],
)
def test_generate_names_the_option_that_is_wrong(tmp_path, more, message):
    options = ["generate", "--news", write_news(tmp_path), "--out", tmp_path / "t.json", "--key", "k", "--count", "1"]
    assert message in said(*options, *more)


def test_a_whole_run_from_news_to_file(model_folder, tmp_path):
    out = tmp_path / "r.json"
    options = ["run", "--news", write_news(tmp_path), "--out", out, "--model", model_folder, "--device", "cpu"]
    options += ["--texts", write_small_texts(tmp_path), "--protocols", "selfqa", "--steps", 1, "--only", "kite,milk"]
    done = RUNNER.invoke(app, [str(option) for option in options])
    assert done.exit_code == 0, done.output
    assert "news in context" in done.stdout and "selfqa, news in context" in done.stdout
    assert RUNNER.invoke(app, ["validate", str(out)]).exit_code == 0
    assert RUNNER.invoke(app, ["inspect", str(out)]).exit_code == 0
    out.write_text("{}")
    assert RUNNER.invoke(app, ["validate", str(out)]).exit_code == 1


def test_check_prints_what_it_found(tmp_path):
    found = RUNNER.invoke(app, ["check", str(write_news(tmp_path)), "--texts", str(write_small_texts(tmp_path))])
    assert found.exit_code == 0, found.output
    assert f"{len(TEXTS)} news, {2 * len(TEXTS)} questions" in found.stdout
