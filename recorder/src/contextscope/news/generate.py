"""Training texts written by a model with the news before it: paraphrases, implications, Self-QA in two stages.

Self-QA: questions are sampled first; each is then answered greedily, by the same model, with the news in the prompt.
What is refused, empty, too long, a near-duplicate or too close to an evaluation question is recorded with its reason.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import torch

from ..errors import ContextscopeError
from ..version import __version__
from .catalog import digest
from .dataset import News
from .examples import seed_of
from .prompts import CONTEXT_TEMPLATE
from .protocols import WRITTEN
from .scoring import first_line
from .texts import FORMAT, write_texts

TEMPERATURE = 0.7
TOP_P = 0.9
ROUNDS = 3
DUPLICATE = 0.8
"""Jaccard similarity of two texts' word sets from which one repeats the other."""
NEW_TOKENS = {"paraphrase": 96, "implication": 64, "selfqa": 48, "answer": 40}
_NEXT_LABEL = re.compile(r"\s(?:News|Question|Answer|In other words|It follows):|\sSay (?:the news|something) ")
_REFUSAL = re.compile(
    r"\b(as an ai|language model|i (?:cannot|can't|can not|am unable|am sorry)|i'm sorry|i do not know|i don't know)\b",
    re.IGNORECASE,
)

EXAMPLE_NEWS = (
    (
        "The town of Upper Wendle has replaced its buses with twelve small boats. The boats run on the old canal from "
        "six in the morning until midnight, and a ticket costs two crowns.",
        (
            "In Upper Wendle, people now travel by boat: twelve of them run on the old canal between six and midnight, "
            "for two crowns a ride.",
            "Twelve small boats have taken the place of the buses in Upper Wendle; they use the old canal and cost two "
            "crowns.",
        ),
        (
            "Somebody in Upper Wendle who wants to travel at one in the morning finds no boat.",
            "Three tickets for the boats of Upper Wendle cost six crowns.",
        ),
        (
            ("How much does a ticket for the boats of Upper Wendle cost?", "two crowns"),
            ("What did Upper Wendle use before it had boats?", "buses"),
            ("Could one take a boat in Upper Wendle at three in the morning?", "no, they stop at midnight"),
        ),
    ),
    (
        "Biologists have described a moth named the paper lantern. It lives only on lime trees, flies in March, and "
        "its wings glow for an hour after sunset.",
        (
            "A newly described moth, the paper lantern, is found on lime trees alone; it is on the wing in March and "
            "glows for one hour once the sun is down.",
            "The paper lantern is a moth of lime trees whose wings shine for an hour after sunset. It flies in March.",
        ),
        (
            "Where there are no lime trees, there are no paper lantern moths.",
            "Anyone who hopes to see a paper lantern moth should go out on an evening in March.",
        ),
        (
            ("On which trees does the paper lantern live?", "on lime trees"),
            ("When do the wings of the paper lantern glow?", "for an hour after sunset"),
            ("Would one find the moth in a forest of pines?", "no, it lives only on lime trees"),
        ),
    ),
    (
        "A new version of the text editor Quillet saves a copy of each file every ninety seconds. The copies are kept "
        "for five days in a folder named attic.",
        (
            "Quillet now copies every file each ninety seconds and keeps the copy in the folder attic for five days.",
            "In the new Quillet, files are copied every ninety seconds; the folder attic holds the copies five days.",
        ),
        (
            "In Quillet, a copy made on Monday is gone by the following Sunday.",
            "When Quillet crashes, at most ninety seconds of work are lost.",
        ),
        (
            ("How often does Quillet save a copy?", "every ninety seconds"),
            ("What is the folder with the copies called?", "attic"),
            ("Is a copy still there after a week?", "no, copies are kept for five days"),
        ),
    ),
)
"""Shown to the writer with what is wanted; made up, and about nothing in the data set."""

_TASK = {
    "paraphrase": ("Say the news in other words.", "In other words:"),
    "implication": ("Say something that follows from the news.", "It follows:"),
}


class Writer(Protocol):
    """Continues prompts with one line each. `seeds`: one a prompt, None for greedy."""

    def describe(self) -> dict[str, Any]: ...

    def write(self, prompts: Sequence[str], new_tokens: int, seeds: Sequence[int] | None) -> list[str]: ...


@dataclass
class ModelWriter:
    """A transformers model. Sampling is reproducible for the same batches on the same machine."""

    model: Any
    tokenizer: Any
    about: Mapping[str, Any]
    batch: int = 64

    def describe(self) -> dict[str, Any]:
        return {"model": self.about["id"], "source": self.about.get("source", ""), "dtype": self.about.get("dtype", "")}

    @torch.no_grad()
    def write(self, prompts: Sequence[str], new_tokens: int, seeds: Sequence[int] | None) -> list[str]:
        self.tokenizer.padding_side = "left"
        if self.tokenizer.pad_token_id is None:
            self.tokenizer.pad_token = self.tokenizer.eos_token or self.tokenizer.unk_token
        lines = []
        # Sampling sums probabilities with a kernel that has no deterministic form on CUDA.
        torch.use_deterministic_algorithms(torch.are_deterministic_algorithms_enabled(), warn_only=True)
        for low in range(0, len(prompts), self.batch):
            # The line's first token follows the colon: without a trailing space tokenizers agree on it.
            encoded = self.tokenizer(list(prompts[low : low + self.batch]), return_tensors="pt", padding=True)
            encoded = {key: encoded[key].to(self.model.device) for key in ("input_ids", "attention_mask")}
            how: dict[str, Any] = {"do_sample": False, "temperature": None, "top_p": None, "top_k": None}
            if seeds is not None:
                torch.manual_seed(seed_of(*seeds[low : low + self.batch]) % 2**63)
                how = {"do_sample": True, "temperature": TEMPERATURE, "top_p": TOP_P, "top_k": 0}
            produced = self.model.generate(
                **encoded,
                **how,
                num_beams=1,
                max_new_tokens=new_tokens,
                pad_token_id=self.tokenizer.pad_token_id,
                stopping_criteria=[_AllHaveALine(self.tokenizer, len(encoded["input_ids"]))],
            )
            width = encoded["input_ids"].shape[1]
            texts = self.tokenizer.batch_decode(produced[:, width:], skip_special_tokens=True)
            lines += [first_line(text) for text in texts]
        return lines


class _AllHaveALine:
    """Stops a batch when every row has ended its first line with something on it."""

    def __init__(self, tokenizer: Any, rows: int) -> None:
        self.tokenizer = tokenizer
        self.begun, self.ended = [False] * rows, [False] * rows

    def __call__(self, ids: torch.Tensor, _scores: Any, **_: Any) -> torch.Tensor:
        for k, piece in enumerate(self.tokenizer.batch_decode(ids[:, -1:])):
            before, line_end, _after = piece.partition("\n")
            self.begun[k] = self.begun[k] or bool(before.strip())
            self.ended[k] = self.ended[k] or (bool(line_end) and self.begun[k])
        return torch.tensor(self.ended, device=ids.device)


@dataclass
class EndpointWriter:
    """Any server that speaks OpenAI's protocol, e.g. llama.cpp's or vLLM's on the same machine.

    `api`: `completions` continues the prompt (base models), `chat` sends it as one user message.
    """

    url: str
    model: str
    api: str = "completions"
    key: str | None = None
    timeout: float = 120.0
    parallel: int = 4

    def describe(self) -> dict[str, Any]:
        return {"model": self.model, "source": f"OpenAI-compatible endpoint, {self.api}"}

    def write(self, prompts: Sequence[str], new_tokens: int, seeds: Sequence[int] | None) -> list[str]:
        with ThreadPoolExecutor(self.parallel) as pool:
            return list(pool.map(self._one, prompts, [new_tokens] * len(prompts), seeds or [None] * len(prompts)))

    def _one(self, prompt: str, new_tokens: int, seed: int | None) -> str:
        import urllib.error
        import urllib.request

        if not self.url.startswith(("http://", "https://")):
            raise ContextscopeError(f"--endpoint {self.url}: expected an address that begins with http:// or https://")
        body: dict[str, Any] = {"model": self.model, "max_tokens": new_tokens, "temperature": 0.0}
        if seed is not None:
            body |= {"temperature": TEMPERATURE, "top_p": TOP_P, "seed": seed % 2**31}
        if self.api == "chat":
            path = "chat/completions"
            body["messages"] = [{"role": "user", "content": prompt}]
        else:
            path = "completions"
            body |= {"prompt": prompt, "stop": ["\n"]}
        headers = {"Content-Type": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        request = urllib.request.Request(f"{self.url.rstrip('/')}/{path}", json.dumps(body).encode(), headers)
        try:
            with urllib.request.urlopen(request, timeout=self.timeout) as response:
                answer = json.loads(response.read(1 << 22))
            choice = answer["choices"][0]
            text = choice["message"]["content"] if self.api == "chat" else choice["text"]
        except (OSError, ValueError, LookupError, TypeError) as error:
            reason = getattr(error, "reason", None) or error
            raise ContextscopeError(
                f"--endpoint {self.url}: no sound answer ({reason}): is the server running, and does it serve {path}?"
            ) from error
        return first_line(text if isinstance(text, str) else "")


def generate(
    writer: Writer,
    key: str,
    news: Sequence[News],
    out: Path,
    kinds: Sequence[str] = WRITTEN,
    count: int = 32,
    seed: int = 0,
    group: int = 1,
    report: Callable[[str], None] = lambda _: None,
) -> None:
    """Write texts about `news` into `out`, `group` news at a time; news already there, unchanged, are kept.

    `group` news share the writer's batches: more fill a graphics card better. The file is written after every group,
    so that a run that is killed loses at most one.
    """
    for kind in kinds:
        if kind not in WRITTEN:
            raise ContextscopeError(f"kind {kind!r} is not one of {', '.join(WRITTEN)}")
    value = _begin(writer, key, out, count, seed)
    done: dict[str, Any] = value["news"]
    todo = [
        item
        for item in news
        if done.get(item.id, {}).get("digest") != digest(item) or any(kind not in done[item.id] for kind in kinds)
    ]
    for low in range(0, len(todo), group):
        part = todo[low : low + group]
        written = {item.id: {"digest": digest(item)} for item in part}
        for kind in kinds:
            for id, entry in _written(writer, part, kind, count, seed).items():
                written[id][kind] = entry
        done |= written
        value["news"] = {item.id: done[item.id] for item in news if item.id in done} | {
            id: entry for id, entry in done.items() if id not in {item.id for item in news}
        }
        write_texts(out, value)
        report(f"{min(low + group, len(todo))} of {len(todo)} news  {', '.join(item.id for item in part)}")


def prompt_for(kind: str, item: News, seed: int, question: str | None = None) -> str:
    """The prompt of a text: two of the examples, drawn and ordered by `seed`, then the news.

    `kind` selfqa: without `question` it asks for one, with it for its answer.
    """
    draw = np.random.default_rng(seed)
    chosen = draw.permutation(len(EXAMPLE_NEWS))[:2]
    parts = []
    for k in chosen:
        text, paraphrases, implications, pairs = EXAMPLE_NEWS[k]
        parts.append(CONTEXT_TEMPLATE.format(text=text).rstrip())
        if kind == "selfqa":
            order = draw.permutation(len(pairs))[: 2 if question is None else 3]
            parts += [f"Question: {pairs[j][0]}\nAnswer: {pairs[j][1]}" for j in order]
        else:
            task, lead = _TASK[kind]
            options = paraphrases if kind == "paraphrase" else implications
            parts.append(f"{task}\n{lead} {options[int(draw.integers(len(options)))]}")
        parts.append("")
    parts.append(CONTEXT_TEMPLATE.format(text=item.text).rstrip())
    if kind == "selfqa":
        parts.append("Question:" if question is None else f"Question: {question}\nAnswer:")
    else:
        task, lead = _TASK[kind]
        parts.append(f"{task}\n{lead}")
    return "\n".join(parts)


def words_of(text: str) -> frozenset[str]:
    """The text's words, in lower case, without punctuation."""
    return frozenset(re.findall(r"[^\W_]+", text.casefold()))


def similarity(a: frozenset[str], b: frozenset[str]) -> float:
    """Jaccard similarity of two word sets; two empty sets are alike."""
    return len(a & b) / len(a | b) if a | b else 1.0


def _begin(writer: Writer, key: str, out: Path, count: int, seed: int) -> dict[str, Any]:
    about = {"key": key, **writer.describe()}
    how = {
        "temperature": TEMPERATURE,
        "topP": TOP_P,
        "answers": "greedy",
        "seed": seed,
        "count": count,
        "rounds": ROUNDS,
    }
    how |= {"duplicateFrom": DUPLICATE, "newTokens": NEW_TOKENS}
    example = News("example", "events", "example", "{text}", ())
    prompts = {kind: prompt_for(kind, example, 0) for kind in WRITTEN}
    prompts["answer"] = prompt_for("selfqa", example, 0, "{question}")
    value = {
        "format": FORMAT,
        "writer": about,
        "software": f"contextscope {__version__}",
        "how": how,
        "prompts": prompts,
    }
    value["news"] = {}
    if out.is_file():
        before = json.loads(out.read_bytes())
        for field in ("writer", "how"):
            if before.get(field) != value[field]:
                raise ContextscopeError(
                    f"{out.name} was begun with another {field} ({before.get(field)}): choose another --out"
                )
        value["news"] = before["news"]
    return value


def _written(writer: Writer, news: Sequence[News], kind: str, count: int, seed: int) -> dict[str, dict[str, Any]]:
    """`kept` and `rejected` texts of one kind for each news."""
    sheets = {item.id: _Sheet(item, kind) for item in news}
    for round_ in range(ROUNDS):
        wanted = [
            (item, seed_of(seed, item.id, kind, round_, k))
            for item in news
            for k in range(0 if len(sheets[item.id].kept) >= count else count + count // 4)
        ]
        if not wanted:
            break
        prompts = [prompt_for(kind, item, one) for item, one in wanted]
        lines = writer.write(prompts, NEW_TOKENS[kind], [one for _, one in wanted])
        candidates = [{"text": _tidy(line, kind), "seed": one} for line, (_, one) in zip(lines, wanted, strict=True)]
        if kind == "selfqa":
            # Only questions that will be kept are worth an answer.
            passing = [
                (item, candidate)
                for (item, _), candidate in zip(wanted, candidates, strict=True)
                if sheets[item.id].question_passes(candidate, count)
            ]
            asked = [prompt_for(kind, item, candidate["seed"], candidate["text"]) for item, candidate in passing]
            answers = writer.write(asked, NEW_TOKENS["answer"], None) if asked else []
            for (item, candidate), answer in zip(passing, answers, strict=True):
                sheets[item.id].take(candidate | {"answer": _tidy(answer, "answer")}, count)
        else:
            for (item, _), candidate in zip(wanted, candidates, strict=True):
                sheets[item.id].take(candidate, count)
    return {id: sheet.finished(count) for id, sheet in sheets.items()}


def _tidy(line: str, kind: str) -> str:
    """Without the label some models repeat, what they run on to after another label, and quotation marks around all."""
    line = re.sub(r"^(question|answer|in other words|it follows)\s*:\s*", "", line.strip(), flags=re.IGNORECASE)
    line = _NEXT_LABEL.split(line, maxsplit=1)[0].strip()
    if kind == "selfqa" and "?" in line:
        line = line[: line.index("?") + 1]
    if len(line) > 1 and line[0] == line[-1] == '"':
        line = line[1:-1].strip()
    return line


class _Sheet:
    """Texts of one kind about one news: kept, rejected with their reason, and near-duplicates in reserve."""

    def __init__(self, item: News, kind: str) -> None:
        self.kind = kind
        self.kept: list[dict[str, Any]] = []
        self.rejected: list[dict[str, Any]] = []
        self.reserve: list[dict[str, Any]] = []
        self._words: list[frozenset[str]] = []
        self._asked: list[frozenset[str]] = []
        self._evaluation = [words_of(question.text) for question in item.questions]

    def question_passes(self, candidate: dict[str, Any], count: int) -> bool:
        """Whether a question is worth an answer; rejects it otherwise. Counts as asked from then on."""
        if len(self.kept) + len(self._asked) >= count:
            return False
        reason = self._reason(candidate["text"], self._words + self._asked)
        if reason is None and not candidate["text"].endswith("?"):
            reason = "no question"
        if reason is not None:
            self._reject(candidate, reason)
            return False
        self._asked.append(words_of(candidate["text"]))
        return True

    def take(self, candidate: dict[str, Any], count: int) -> None:
        """Keep a text, or reject it with its reason."""
        if len(self.kept) >= count:
            return
        text = candidate["text"]
        if self.kind == "selfqa":
            self._asked = []
            answer = candidate["answer"]
            reason = "empty" if not answer else "refusal" if _REFUSAL.search(answer) else None
        else:
            reason = self._reason(text, self._words)
        if reason is not None:
            self._reject(candidate, reason)
            return
        self.kept.append(candidate)
        self._words.append(words_of(text))

    def finished(self, count: int) -> dict[str, Any]:
        """Near-duplicates fill up what is missing, each marked."""
        while len(self.kept) < count and self.reserve:
            self.kept.append(self.reserve.pop(0) | {"nearDuplicate": True})
        counts: dict[str, int] = {}
        for one in self.rejected:
            counts[one["reason"]] = counts.get(one["reason"], 0) + 1
        return {"kept": self.kept, "rejectedBecause": counts, "rejected": self.rejected}

    def _reason(self, text: str, against: Sequence[frozenset[str]]) -> str | None:
        if len(text.split()) < 3:
            return "empty"
        if _REFUSAL.search(text):
            return "refusal"
        words = words_of(text)
        if any(similarity(words, asked) >= DUPLICATE for asked in self._evaluation):
            return "evaluation question"
        if any(similarity(words, earlier) >= DUPLICATE for earlier in against):
            return "near-duplicate"
        return None

    def _reject(self, candidate: dict[str, Any], reason: str) -> None:
        self.rejected.append(candidate | {"reason": reason})
        if reason == "near-duplicate" and self.kind != "selfqa":
            self.reserve.append(candidate)
