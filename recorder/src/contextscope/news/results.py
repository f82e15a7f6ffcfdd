"""The results format contextscope-news/1: building, writing, reading and checking. docs/news-format.md specifies it."""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from jsonschema import Draft202012Validator

from ..errors import FormatError
from ..files import atomic_file, sha256_of
from ..recording.safetensors_file import Header, read_header, read_tensor
from ..recording.safetensors_file import write as write_safetensors
from ..strict_json import unique_object
from ..version import __version__
from .catalog import digest, shown
from .dataset import News
from .protocols import Protocol, parse_protocol

FORMAT = "contextscope-news/1"
MAX_JSON_BYTES = 64 << 20
MAX_STATES_BYTES = 1 << 30
MAX_ROWS = 1 << 20
DECIMALS = 4
"""Of scores and losses in the file."""
_MAX_MESSAGES = 20


@dataclass(frozen=True)
class NewsResults:
    """A results file that has been checked. `value` is its JSON; `states` the open header of its states, if any."""

    path: Path
    value: Mapping[str, Any]
    states: Header | None

    def tensor(self, name: str) -> np.ndarray:
        """One tensor of the states. Raises FormatError where the file has none of this name."""
        if self.states is None or name not in self.states.tensors:
            raise FormatError(f"{self.path.name}: states hold no tensor {name!r}")
        return read_tensor(self.states, name)


def write_news_results(
    path: str | Path,
    *,
    model: Mapping[str, Any],
    news: Sequence[News | Mapping[str, Any]],
    contexts: Sequence[Mapping[str, Any]] = (),
    runs: Sequence[Mapping[str, Any]] = (),
    protocols: Sequence[Mapping[str, Any]] | None = None,
    id: str | None = None,
    title: str | None = None,
    states: Mapping[str, Any] | None = None,
    tensors: Mapping[str, tuple[str, np.ndarray]] | None = None,
    created: str | None = None,
    **further: Any,
) -> Path:
    """Write a results file for runs made here or anywhere else; returns its path.

    `path`: NAME.json; states go to NAME.safetensors beside it. `model`: at least {"id": ...}. `news`: what load_news
    gives, or objects of the format. `contexts`: one entry a news, {"news": id, "scores": {"none": [[...]], "own":
    [[...]]}}, a row a question and in it the summed log-probability of each option, the right one first. `runs`: one
    entry a news, protocol and seed, {"news", "protocol", "seed", "checkpoints": [{"step", "tokens", "scores": {...}}]}.
    `protocols`: needed where a run's protocol is not one of this package's ids. `further`: other fields of the format
    (settings, licence, blocks, ability ...). `states` and `tensors`: see docs/news-format.md.
    Raises FormatError, naming field and value, where the result would not be sound; then nothing is left behind.
    """
    path = Path(path)
    if path.suffix != ".json":
        raise FormatError(f"{path}: a results file is named *.json")
    value: dict[str, Any] = {
        "format": FORMAT,
        "id": id or path.stem,
        "title": title or f"New News, {model.get('id', path.stem)}",
        "created": created or datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "software": f"contextscope {__version__}",
        "model": dict(model),
        "axis": {"kind": "exposures", "units": ["step", "examples", "tokens"]},
        "news": [news_entry(item) for item in news],
    }
    value |= further
    value["protocols"] = _protocol_entries(runs) if protocols is None else list(protocols)
    value["contexts"] = _rounded(list(contexts))
    value["runs"] = _rounded(list(runs))
    if "ability" in value:
        value["ability"] = _rounded(value["ability"])
    problems = check_value(value, path.name)
    if problems:
        raise FormatError("; ".join(problems[:3]))
    if states is not None:
        value["states"] = dict(states) | _write_states(path, tensors or {})
        problems = check_value(value, path.name)
        if problems:
            raise FormatError("; ".join(problems[:3]))
    with atomic_file(path) as stream:
        stream.write(_lines(value).encode())
    problems = validate_news(path)
    if problems:
        for file in (path, path.with_suffix(".safetensors")):
            file.unlink(missing_ok=True)
        raise FormatError("; ".join(problems[:3]))
    return path


def read_news_results(path: str | Path) -> NewsResults:
    """Raises FormatError with the first thing that is wrong."""
    path = Path(path)
    value = _read_json(path)
    problems = check_value(value, path.name) or _check_states(path, value)
    if problems:
        raise FormatError(problems[0])
    header = read_header(path.with_name(value["states"]["file"])) if "states" in value else None
    return NewsResults(path, value, header)


def validate_news(path: str | Path) -> list[str]:
    """Messages about a results file and its states, empty where both are sound."""
    path = Path(path)
    try:
        value = _read_json(path)
        return check_value(value, path.name) or _check_states(path, value)
    except FormatError as error:
        return [str(error)]


def check_value(value: Mapping[str, Any], name: str) -> list[str]:
    """Schema, then what a schema cannot say: ids that exist, tables of the right shape, checkpoints that ascend."""
    errors = sorted(_validator().iter_errors(value), key=lambda error: list(map(str, error.absolute_path)))
    if errors:
        return [
            f"{name}: {error.json_path[2:] or 'the file'}: {error.message:.200}" for error in errors[:_MAX_MESSAGES]
        ]
    problems = _Problems(name)
    shapes = _check_news(value, problems)
    known_protocols = {entry["id"] for entry in value["protocols"]}
    problems.unique("protocols", [entry["id"] for entry in value["protocols"]])
    machines = len(value.get("machines", []))
    problems.unique("contexts", [entry["news"] for entry in value["contexts"]])
    for k, entry in enumerate(value["contexts"]):
        _check_entry(entry, f"contexts[{k}]", shapes, machines, problems)
        _check_scores(entry["scores"], f"contexts[{k}]", entry["news"], shapes, value, problems)
    problems.unique("runs", [(run["news"], run["protocol"], run["seed"]) for run in value["runs"]])
    for k, run in enumerate(value["runs"]):
        where = f"runs[{k}]"
        _check_entry(run, where, shapes, machines, problems)
        if run["protocol"] not in known_protocols:
            problems.add(f"{where}.protocol: {run['protocol']!r} is not among the protocols")
        steps = [mark["step"] for mark in run["checkpoints"]]
        if any(b <= a for a, b in itertools.pairwise(steps)):
            problems.add(f"{where}.checkpoints: steps must ascend, found {steps[:12]}")
        for j, mark in enumerate(run["checkpoints"]):
            _check_scores(mark["scores"], f"{where}.checkpoints[{j}]", run["news"], shapes, value, problems)
        if "ability" in run:
            _check_ability(run["ability"], f"{where}.ability", value, problems)
    if "ability" in value:
        _check_ability(value["ability"]["scores"], "ability.scores", value, problems)
    return problems.messages


class _Problems:
    def __init__(self, name: str) -> None:
        self.name = name
        self.messages: list[str] = []

    def add(self, message: str) -> None:
        if len(self.messages) < _MAX_MESSAGES:
            self.messages.append(f"{self.name}: {message}")

    def unique(self, where: str, keys: Sequence[Any]) -> None:
        seen = set()
        for k, key in enumerate(keys):
            if key in seen:
                self.add(f"{where}[{k}]: {key!r} occurs twice")
            seen.add(key)


def _check_news(value: Mapping[str, Any], problems: _Problems) -> dict[str, list[int]]:
    """Options of each question of each news."""
    problems.unique("news", [item["id"] for item in value["news"]])
    problems.unique("questions", [question["id"] for item in value["news"] for question in item["questions"]])
    shapes = {item["id"]: [len(q["options"]) for q in item["questions"]] for item in value["news"]}
    for k, item in enumerate(value["news"]):
        if item.get("other", item["id"]) not in shapes:
            problems.add(f"news[{k}].other: {item['other']!r} is not among the news")
    for k, block in enumerate(value.get("blocks", [])):
        for id in block:
            if id not in shapes:
                problems.add(f"blocks[{k}]: {id!r} is not among the news")
    return shapes


def _check_entry(
    entry: Mapping[str, Any], where: str, shapes: Mapping[str, list[int]], machines: int, problems: _Problems
) -> None:
    if entry["news"] not in shapes:
        problems.add(f"{where}.news: {entry['news']!r} is not among the news")
        return
    for context, answers in entry.get("free", {}).items():
        if len(answers) != len(shapes[entry["news"]]):
            problems.add(f"{where}.free.{context}: {len(answers)} answers to {len(shapes[entry['news']])} questions")
    if "machine" in entry and entry["machine"] >= machines:
        problems.add(f"{where}.machine: {entry['machine']} points beyond the {machines} machines")


def _check_scores(
    scores: Mapping[str, Any],
    where: str,
    news: str,
    shapes: Mapping[str, list[int]],
    value: Mapping[str, Any],
    problems: _Problems,
) -> None:
    for context, rows in scores.items():
        about: str | None = news
        if context == "otherNews":
            about = next((item.get("other") for item in value["news"] if item["id"] == news), None)
            if about is None:
                problems.add(f"{where}.scores.otherNews: news {news!r} names no other news")
                continue
        if about not in shapes:
            continue
        if [len(row) for row in rows] != shapes[about]:
            problems.add(
                f"{where}.scores.{context}: rows of {[len(row) for row in rows][:12]} options, the questions of "
                f"{about!r} have {shapes[about]}"
            )


def _check_ability(
    scores: Sequence[Sequence[float]], where: str, value: Mapping[str, Any], problems: _Problems
) -> None:
    expected = [len(item["options"]) for item in value.get("ability", {}).get("items", [])]
    if [len(row) for row in scores] != expected:
        problems.add(
            f"{where}: rows of {[len(row) for row in scores][:12]} options, ability.items have {expected[:12]}"
        )


def _check_states(path: Path, value: Mapping[str, Any]) -> list[str]:
    """The states file against what the JSON says of it: digest, names, dtypes, shapes, indices, finiteness."""
    if "states" not in value:
        return []
    states = value["states"]
    file = path.with_name(states["file"])
    if not file.is_file():
        return [f"{path.name}: states.file: {states['file']} is not beside it"]
    if file.stat().st_size > MAX_STATES_BYTES:
        return [f"{file.name}: {file.stat().st_size} bytes, the limit is {MAX_STATES_BYTES}"]
    try:
        header = read_header(file)
    except FormatError as error:
        return [str(error)]
    if sha256_of(file) != states["sha256"]:
        return [f"{file.name}: its sha256 is not the one {path.name} names: the two files do not belong together"]
    problems = _Problems(file.name)
    layers, k = len(states["layers"]), states["k"]
    size = value["model"].get("hiddenSize")
    for position in ("answer", "entity"):
        name = f"rows.{position}"
        if name not in header.tensors:
            if position == "answer":
                problems.add("tensor rows.answer is missing")
            continue
        rows = header.tensors[name].shape
        if header.tensors[name].dtype != "I32" or len(rows) != 2 or rows[1] != 5 or rows[0] > MAX_ROWS:
            problems.add(f"tensor {name}: expected I32 [rows, 5] of at most {MAX_ROWS} rows, found {list(rows)}")
            continue
        _expect(header, f"coordinates.{position}", (rows[0], layers, k), problems)
        _check_rows(read_tensor(header, name), name, states, value, problems)
    questions = sum(len(item["questions"]) for item in value["news"])
    if "fullLayer" in states and size is not None:
        if "full.rows" in header.tensors and "rows.answer" in header.tensors:
            chosen = header.tensors["full.rows"].shape
            _expect(header, "full.values", (*chosen, size), problems)
            index = read_tensor(header, "full.rows")
            if index.size and (index.min() < 0 or index.max() >= header.tensors["rows.answer"].shape[0]):
                problems.add("tensor full.rows points beyond rows.answer")
        if "full.base" in header.tensors:
            _expect(header, "full.base", (questions, size), problems)
    if "base.answer" in header.tensors:
        _expect(header, "base.answer", (questions, layers, k), problems)
    for entry in states.get("bridge", []):
        n = len(entry["news"])
        _expect(header, entry["tensor"], (len(entry["layers"]), n, n), problems)
    if problems.messages:
        return problems.messages
    for name, info in header.tensors.items():
        if info.dtype in ("F16", "F32", "BF16"):
            found = read_tensor(header, name)
            wrong = np.isinf(found) if name.startswith("bridge.") else ~np.isfinite(found)
            if wrong.any():
                problems.add(f"tensor {name} holds {int(wrong.sum())} values that are not finite")
    return problems.messages


def _expect(header: Header, name: str, shape: tuple[int, ...], problems: _Problems) -> None:
    info = header.tensors.get(name)
    if info is None:
        problems.add(f"tensor {name} is missing")
    elif info.shape != shape:
        problems.add(f"tensor {name} has shape {list(info.shape)}, the JSON says {list(shape)}")
    elif info.dtype not in ("F16", "F32"):
        problems.add(f"tensor {name} has dtype {info.dtype}, expected F16 or F32")


def _check_rows(
    rows: np.ndarray, name: str, states: Mapping[str, Any], value: Mapping[str, Any], problems: _Problems
) -> None:
    ends = (
        ("question", sum(len(item["questions"]) for item in value["news"]), 0),
        ("condition", len(states["conditions"]), 0),
        ("protocol", len(states.get("protocols", [])), -1),
        ("seed", len(states["seeds"]), -1),
        ("checkpoint", len(states["checkpoints"]), -1),
    )
    for column, (what, end, least) in enumerate(ends):
        found = rows[:, column]
        if found.size and (found.min() < least or found.max() >= end):
            problems.add(f"tensor {name}: {what} runs {found.min()}..{found.max()}, expected {least}..{end - 1}")


def news_entry(item: News | Mapping[str, Any]) -> dict[str, Any]:
    """A news as an entry of the file, with its digest where it is one of ours; an entry stays as it is."""
    if isinstance(item, News):
        return shown(item) | {"digest": digest(item)}
    return dict(item)


def _protocol_entries(runs: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    ids = list(dict.fromkeys(run.get("protocol", "") for run in runs))
    protocols: list[Protocol] = [parse_protocol(id) for id in ids]
    return [protocol.to_json() for protocol in protocols]


def _rounded(value: Any) -> Any:
    """Floats to DECIMALS places; what is not finite stays, for the check to name it."""
    if isinstance(value, float):
        return round(value, DECIMALS) if math.isfinite(value) else value
    if isinstance(value, dict):
        return {key: _rounded(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(entry) for entry in value]
    return value


def _write_states(path: Path, tensors: Mapping[str, tuple[str, np.ndarray]]) -> dict[str, str]:
    file = path.with_suffix(".safetensors")
    write_safetensors(file, {"format": FORMAT}, tensors)
    return {"file": file.name, "sha256": sha256_of(file)}


def _lines(value: Mapping[str, Any]) -> str:
    """JSON with a line an entry of the long lists, so that files can be compared line by line."""
    parts = []
    for key, entry in value.items():
        if key in ("news", "contexts", "runs", "protocols") and entry:
            inner = ",\n  ".join(_dumps(one) for one in entry)
            parts.append(f" {_dumps(key)}: [\n  {inner}\n ]")
        else:
            parts.append(f" {_dumps(key)}: {_dumps(entry)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _dumps(value: Any) -> str:
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except ValueError as error:
        raise FormatError(f"a number is not finite: {error}") from error


def _read_json(path: Path) -> dict[str, Any]:
    try:
        size = path.stat().st_size
        if size > MAX_JSON_BYTES:
            raise FormatError(f"{path.name}: {size} bytes, the limit is {MAX_JSON_BYTES}: is it a results file?")
        value = json.loads(path.read_bytes(), object_pairs_hook=unique_object, parse_constant=_refuse)
    except OSError as error:
        raise FormatError(f"{path}: cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise FormatError(f"{path.name}: not sound JSON: {error}") from error
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise FormatError(f"{path.name}: format: expected {FORMAT!r}: is it a results file of `news run`?")
    return value


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is not a number JSON knows")


@cache
def _validator() -> Draft202012Validator:
    text = resources.files("contextscope.news").joinpath("contextscope-news-1.schema.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text))
