"""News files: what is read, what is refused and how the refusal reads, and the files shipped."""

import copy
import json
from collections import Counter

import pytest
from conftest import REPOSITORY

from contextscope import FormatError
from contextscope.news import dataset
from contextscope.news.dataset import DOMAINS, KINDS, Flag, load_news, news_json, parse_news, save_news

SHIPPED = REPOSITORY / "fixtures" / "news"


def a_news(**changes):
    value = {
        "format": "contextscope-news-item/1",
        "id": "brindle",
        "domain": "mathematics",
        "entity": "brindle number",
        "text": "The brindle number of a number is its largest digit times its number of digits.",
        "questions": [
            {
                "id": "brindle-1",
                "kind": "computation",
                "text": "What is the brindle number of 253?",
                "options": ["15", "10", "12", "18"],
                "rule": {"expression": "max(digits(253)) * len(digits(253))"},
            }
        ],
        "flags": [{"question": "brindle-1", "flag": "too easy", "detail": "for most"}, {"flag": "short"}],
        "checked": {"brindle-1": {"model": "tiny", "second pass": "right"}},
    }
    return {**copy.deepcopy(value), **changes}


def test_a_news_comes_back_as_it_was_written(tmp_path):
    item = parse_news(a_news())
    assert news_json(item) == a_news()
    assert save_news(item, tmp_path).name == "brindle.json"
    assert load_news(tmp_path) == [item] == load_news(tmp_path / "brindle.json")
    assert item.questions[0].right == "15" and item.flags[1] == Flag("short")


def test_rule_flags_and_checks_may_be_absent():
    value = a_news()
    del value["flags"], value["checked"], value["questions"][0]["rule"]
    assert news_json(parse_news(value)) == value


def question(**changes):
    return {"questions": [{**a_news()["questions"][0], **changes}]}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"format": "contextscope/1"}, "mine: format: \"contextscope/1\": expected 'contextscope-news-item/1'"),
        ({"id": "Brindle"}, 'mine: id: "Brindle": expected 1 to 63 of a-z'),
        ({"id": "../brindle"}, "mine: id: "),
        ({"domain": "sports"}, 'mine: domain: "sports": expected one of mathematics, coding'),
        ({"entity": ""}, 'mine: entity: "": expected a text of 1 to 200'),
        ({"text": 7}, "mine: text: 7: expected a text"),
        ({"text": "x" * 4001}, "mine: text: .*expected a text of 1 to 4000"),
        ({"text": " x"}, "without white space around it"),
        ({"questions": []}, "mine: questions: .*a list of 1 to 50"),
        ({"questions": [3]}, r"mine: questions\[0\]: 3: expected a JSON object"),
        ({"author": "x"}, "mine: author: unknown field: known are format, id"),
        (question(kind="trivia"), r'mine: questions\[0\].kind: "trivia": expected one of direct, implication'),
        (question(options=["1", "2", "3"]), r"mine: questions\[0\].options: .*a list of 4 texts, the right one first"),
        (question(options=["1", "2", "3", 4]), r"mine: questions\[0\].options\[3\]: 4: expected a text"),
        (question(options=["a b", "c", "A  B", "d"]), "differ by more than case and white space"),
        (question(rule={"expression": "open('x')"}), r"mine: questions\[0\].rule: .*mend the rule or leave it out"),
        (question(hint="x"), r"mine: questions\[0\].hint: unknown field"),
        ({"flags": ["bad"]}, r'mine: flags\[0\]: "bad": expected a JSON object'),
        ({"flags": [{"flag": "x", "question": "other-1"}]}, r"mine: flags\[0\].question: \"other-1\": expected one of"),
        ({"checked": {"other-1": {}}}, 'mine: checked: "other-1": no question has this id'),
        ({"checked": {"brindle-1": {"second pass": "maybe"}}}, "mine: checked.brindle-1.second pass: .*right, wrong"),
    ],
)
def test_what_is_wrong_is_named_with_field_value_and_what_was_expected(changes, told):
    with pytest.raises(FormatError, match=told):
        parse_news(a_news(**changes), "mine")


def test_an_absent_field_is_said_to_be_absent():
    value = a_news()
    del value["text"]
    with pytest.raises(FormatError, match="mine: text: absent: expected a text"):
        parse_news(value, "mine")


@pytest.mark.parametrize("text", ["{", "[1]", '"x"', "null", "[" * 100_000])
def test_a_file_that_is_no_news_is_refused_with_its_name(tmp_path, text):
    (tmp_path / "mine.json").write_text(text)
    with pytest.raises(FormatError, match=r"mine\.json: "):
        load_news(tmp_path / "mine.json")


def test_a_large_file_is_refused_before_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(dataset, "MAX_FILE_BYTES", 100)
    monkeypatch.setattr(dataset.json, "loads", lambda _: pytest.fail("read"))
    (tmp_path / "mine.json").write_text(json.dumps(a_news()))
    with pytest.raises(FormatError, match=r"mine\.json: \d+ bytes; a news file has at most 100"):
        load_news(tmp_path)


def test_nothing_to_read_is_said(tmp_path):
    with pytest.raises(FormatError, match=r"no \.json file in this folder"):
        load_news(tmp_path)
    with pytest.raises(FormatError, match="no such file or folder"):
        load_news(tmp_path / "absent.json")


def test_too_many_files_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(dataset, "MAX_FILES", 1)
    for name in ("a", "b"):
        (tmp_path / f"{name}.json").write_text("{}")
    with pytest.raises(FormatError, match="2 files; at most 1"):
        load_news(tmp_path)


def test_ids_are_not_shared(tmp_path):
    (tmp_path / "a.json").write_text(json.dumps(a_news()))
    (tmp_path / "b.json").write_text(json.dumps(a_news()))
    with pytest.raises(FormatError, match="news id 'brindle' stands in 'brindle' and in 'brindle'"):
        load_news(tmp_path)
    (tmp_path / "b.json").write_text(json.dumps(a_news(id="other")))
    with pytest.raises(FormatError, match="question id 'brindle-1' stands in 'brindle' and in 'other'"):
        load_news(tmp_path)


def test_the_shipped_set_has_75_news_of_five_questions():
    news = load_news(SHIPPED)
    assert Counter(item.domain for item in news) == dict.fromkeys(DOMAINS, 15)
    assert all(len(item.questions) == 5 for item in news)
    kinds = Counter(question.kind for item in news for question in item.questions)
    assert set(kinds) == set(KINDS) and min(kinds.values()) >= 40
    for item in news:
        assert [question.id for question in item.questions] == [f"{item.id}-{k}" for k in range(1, 6)]
        assert json.loads((SHIPPED / f"{item.id}.json").read_text()) == news_json(item)


def test_most_shipped_computations_have_a_rule():
    asked = [q for item in load_news(SHIPPED) for q in item.questions if q.kind == "computation"]
    assert sum(q.rule is not None for q in asked) == len(asked)
