"""Texts written by a model: two stages, what is rejected and why, going on, and a server of OpenAI's protocol."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import ClassVar

import pytest
from news.small import small_news

from contextscope.errors import ContextscopeError, FormatError
from contextscope.news.generate import EndpointWriter, ModelWriter, generate, prompt_for, similarity, words_of
from contextscope.news.texts import read_texts


class Scripted:
    """A writer that says what it is told, in turn; remembers what it was asked."""

    def __init__(self, lines):
        self.lines = iter(lines)
        self.asked: list[tuple[str, bool]] = []

    def describe(self):
        return {"model": "scripted"}

    def write(self, prompts, new_tokens, seeds):
        self.asked += [(prompt, seeds is not None) for prompt in prompts]
        return [next(self.lines) for _ in prompts]


def words(k: int) -> str:
    return f"number{k} stands{k} alone{k} here{k}"


def test_self_qa_asks_first_and_answers_each_question_with_the_news(tmp_path):
    item = small_news("kite")
    questions = [f"{words(k)}?" for k in range(5)]
    writer = Scripted([*questions, *(f"answer {k}" for k in range(4))])
    generate(writer, "s", [item], tmp_path / "t.json", ["selfqa"], count=4)
    asked = [prompt for prompt, sampled in writer.asked if sampled]
    answered = [prompt for prompt, sampled in writer.asked if not sampled]
    assert len(asked) == 5 and len(answered) == 4
    assert all(prompt.endswith("Question:") and item.text in prompt for prompt in asked)
    for k, prompt in enumerate(answered):
        assert prompt.endswith(f"News: {item.text}\nQuestion: {questions[k]}\nAnswer:")
    texts = read_texts(tmp_path / "t.json").of("kite", "selfqa")
    assert [(text.text, text.answer) for text in texts] == [(questions[k], f"answer {k}") for k in range(4)]


def test_what_is_rejected_is_recorded_with_its_reason(tmp_path):
    item = small_news("kite")
    evaluation = item.questions[0].text
    first = ["", "As an AI language model I say so", words(1), words(1).upper(), f"{evaluation}?"]
    writer = Scripted([*first, *(words(k) for k in range(2, 12))])
    generate(writer, "s", [item], tmp_path / "t.json", ["paraphrase"], count=4)
    entry = json.loads((tmp_path / "t.json").read_text())["news"]["kite"]["paraphrase"]
    assert entry["rejectedBecause"] == {"empty": 1, "refusal": 1, "near-duplicate": 1, "evaluation question": 1}
    assert [one["text"] for one in entry["kept"]] == [words(k) for k in range(1, 5)]
    assert len({one["seed"] for one in entry["kept"]}) == 4


def test_near_duplicates_fill_up_after_the_last_round_and_are_marked(tmp_path):
    writer = Scripted([words(1)] * 100)
    generate(writer, "s", [small_news("kite")], tmp_path / "t.json", ["implication"], count=3)
    kept = json.loads((tmp_path / "t.json").read_text())["news"]["kite"]["implication"]["kept"]
    assert [one.get("nearDuplicate", False) for one in kept] == [False, True, True]


def test_news_already_written_about_are_kept_and_other_settings_refused(tmp_path):
    path = tmp_path / "t.json"
    generate(Scripted(words(k) for k in range(9)), "s", [small_news("kite")], path, ["paraphrase"], count=2)
    before = json.loads(path.read_text())["news"]["kite"]
    generate(
        Scripted(words(k) for k in range(9)), "s", [small_news("kite"), small_news("milk")], path, ["paraphrase"], 2
    )
    now = json.loads(path.read_text())["news"]
    assert now["kite"] == before and list(now) == ["kite", "milk"]
    with pytest.raises(ContextscopeError, match="another how"):
        generate(Scripted([]), "s", [small_news("kite")], path, ["paraphrase"], count=3)


def test_prompts_differ_by_seed_and_never_ask_what_evaluations_ask():
    item = small_news("kite")
    prompts = {prompt_for("selfqa", item, seed) for seed in range(30)}
    assert len(prompts) > 5
    assert not any(question.text in prompt for question in item.questions for prompt in prompts)


def test_similarity_is_of_word_sets():
    assert similarity(words_of("A red, RED kite!"), words_of("kite a red")) == 1
    assert similarity(words_of("a b"), words_of("c d")) == 0
    assert similarity(words_of(""), words_of("...")) == 1


def test_a_model_writes_the_same_again_and_batches_do_not_mix_rows(gemma):
    writer = ModelWriter(gemma.model, gemma.tokenizer, gemma.metadata(), batch=2)
    prompts = ["the red bird", "a", "the red bird"]
    assert writer.write(prompts, 5, [1, 2, 3]) == writer.write(prompts, 5, [1, 2, 3])
    greedy = writer.write(prompts, 5, None)
    assert greedy[0] == greedy[2] == writer.write(prompts[:1], 5, None)[0]


class Stub(BaseHTTPRequestHandler):
    seen: ClassVar[list[tuple[str, dict]]] = []
    broken = False

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        type(self).seen.append((self.path, body | {"authorization": self.headers.get("Authorization")}))
        if self.broken:
            answer = {"error": "busy"}
        elif self.path.endswith("chat/completions"):
            answer = {"choices": [{"message": {"content": "\nQuestion: who is it?\nmore"}}]}
        else:
            answer = {"choices": [{"text": " who is it?\n"}]}
        raw = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    Stub.seen, Stub.broken = [], False
    running = HTTPServer(("127.0.0.1", 0), Stub)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}/v1"
    running.shutdown()
    thread.join()


@pytest.mark.parametrize("api", ["completions", "chat"])
def test_an_endpoint_is_asked_as_openai_is(server, api):
    writer = EndpointWriter(server, "big", api, key="secret", parallel=1)
    lines = writer.write(["say it", "say more"], 7, [11, 12])
    assert lines == (["who is it?"] * 2 if api == "completions" else ["Question: who is it?"] * 2)
    (path, body), (_, second) = Stub.seen
    assert path == ("/v1/completions" if api == "completions" else "/v1/chat/completions")
    assert body["model"] == "big" and body["max_tokens"] == 7 and body["temperature"] > 0
    assert (body["seed"], second["seed"]) == (11, 12)
    assert body["authorization"] == "Bearer secret"
    said = body["prompt"] if api == "completions" else body["messages"][0]["content"]
    assert said == "say it"
    writer.write(["x"], 7, None)
    assert Stub.seen[-1][1]["temperature"] == 0 and "seed" not in Stub.seen[-1][1]


def test_an_endpoint_writes_a_texts_file(server, tmp_path):
    out = tmp_path / "t.json"
    generate(EndpointWriter(server, "big", "chat", parallel=1), "big", [small_news("kite")], out, ["selfqa"], count=2)
    value = json.loads(out.read_text())
    assert value["writer"] == {"key": "big", "model": "big", "source": "OpenAI-compatible endpoint, chat"}
    assert value["news"]["kite"]["selfqa"]["kept"][0]["text"] == "who is it?"
    assert value["news"]["kite"]["selfqa"]["rejectedBecause"]["near-duplicate"] > 0


def test_an_endpoint_that_fails_is_named(server):
    Stub.broken = True
    for url in (server, "http://127.0.0.1:9/v1", "ftp://x"):
        with pytest.raises(ContextscopeError, match="--endpoint"):
            EndpointWriter(url, "big", timeout=5).write(["x"], 1, None)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"format": "x"}, "format"),
        ({"writer": {}}, "writer.key"),
        ({"news": []}, "news"),
        ({"news": {"kite": {"selfqa": {"kept": [{"text": "a"}]}}}}, r"news\.kite\.selfqa\.kept\[0\]\.answer"),
        ({"news": {"kite": {"paraphrase": {"kept": [{"text": "x" * 5000}]}}}}, r"kept\[0\]\.text"),
        ({"news": {"kite": {"paraphrase": {"kept": [{"text": "a"}] * 5000}}}}, "at most"),
    ],
)
def test_texts_files_that_are_not_sound_are_refused(tmp_path, value, message):
    sound = {"format": "contextscope-news-texts/1", "writer": {"key": "a"}, "news": {}}
    path = tmp_path / "t.json"
    path.write_text(json.dumps(sound | value))
    with pytest.raises(FormatError, match=message):
        read_texts(path)
