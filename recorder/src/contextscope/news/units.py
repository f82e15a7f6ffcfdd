"""One piece of work that is done or not: the contexts of a news, one training, one shared training, the ability set."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from ..errors import ContextscopeError
from .ability import ability_items
from .adapter import Settings, attach, reset
from .catalog import NewsCatalog, digest
from .dataset import News
from .examples import Example, Text, batches, seed_of, tokens_a_step, training_examples
from .prompts import Encoder
from .protocols import SELF, Protocol, parse_protocol
from .scoring import Item, Scores, free_answers, score, scoring_item
from .texts import TextsFile
from .training import Exposure, train

CONTEXTS = ("none", "own", "other")
OTHER_NEWS = "otherNews"


@dataclass(frozen=True)
class Unit:
    """`kind`: contexts, ability, train or joint. `news` is empty for ability and joint."""

    kind: str
    news: str = ""
    protocol: str = ""
    seed: int = 0

    @property
    def name(self) -> str:
        """A file's stem."""
        parts = [self.kind, self.news, self.protocol, f"seed{self.seed}" if self.protocol else ""]
        return "--".join(part for part in parts if part)


@dataclass(frozen=True)
class Done:
    """A unit's result: its JSON, and raw float32 states by name (empty where none are kept)."""

    value: dict[str, Any]
    states: dict[str, np.ndarray]


class Bench:
    """A model with an adapter attached, and everything units need; runs them one after another."""

    def __init__(
        self,
        model: Any,
        tokenizer: Any,
        catalog: NewsCatalog,
        settings: Settings,
        texts: Mapping[str, TextsFile],
        states_of: Sequence[str] = (),
        machine: str = "",
    ) -> None:
        """`texts`: by writer key, the model's own under `self`. `states_of`: protocols whose states are kept.
        `machine`: what results say they were computed on; default: device and PyTorch."""
        self.adapted = attach(model, settings)
        self.model = self.adapted.get_base_model()
        self.encoder = Encoder(tokenizer)
        self.catalog = catalog
        self.settings = settings
        self.texts = texts
        self.states_of = frozenset(states_of)
        self.machine = machine or describe_machine(self.model.device)
        self._items: dict[tuple[str, str], list[Item]] = {}

    def run(self, unit: Unit) -> Done:
        started, cpu = time.perf_counter(), time.process_time()
        done = {"contexts": self._contexts, "ability": self._ability, "train": self._train, "joint": self._joint}[
            unit.kind
        ](unit)
        if self.model.device.type == "cuda":
            # Other processes may share the card.
            torch.cuda.empty_cache()
        done.value["machine"] = self.machine
        done.value["wallSeconds"] = round(time.perf_counter() - started, 3)
        done.value["cpuSeconds"] = round(time.process_time() - cpu, 3)
        return done

    def items(self, news: str, context: str) -> list[Item]:
        """The questions of a news after no context, its own news or the other news."""
        if (news, context) not in self._items:
            item = self.catalog.by_id[news]
            text = {
                "none": None,
                "own": item.text,
                "other": self.catalog.by_id[self.catalog.other[news]].text,
            }[context]
            self._items[news, context] = [
                scoring_item(self.encoder, question.text, question.options, item.entity, text)
                for question in item.questions
            ]
        return self._items[news, context]

    def needed_texts(self, protocol: Protocol, news: str) -> Sequence[Text]:
        """The texts a protocol trains on. Raises ContextscopeError where their file is not at hand."""
        if protocol.data == "naive":
            return (Text(self.catalog.by_id[news].text),)
        if protocol.writer not in self.texts:
            option = "--texts" if protocol.writer == SELF else "--texts-by"
            raise ContextscopeError(f"protocol {protocol.id}: no texts by {protocol.writer!r}: give them with {option}")
        return self.texts[protocol.writer].of(news, protocol.data)

    def _contexts(self, unit: Unit) -> Done:
        scores, states = {}, {}
        with self.adapted.disable_adapter():
            for context in CONTEXTS:
                found = score(self.model, self.items(unit.news, context), states=bool(self.states_of))
                scores[context] = found.options
                if self.states_of:
                    states[f"answer.{context}"], states[f"entity.{context}"] = found.answer, found.entity
            free = {context: self._free(unit.news, context) for context in ("none", "own")}
        return Done(self._head(unit) | {"scores": scores, "free": free}, states)

    def _ability(self, unit: Unit) -> Done:
        with self.adapted.disable_adapter():
            return Done({"kind": unit.kind, "scores": self._ability_scores()}, {})

    def _train(self, unit: Unit) -> Done:
        protocol = parse_protocol(unit.protocol)
        item = self.catalog.by_id[unit.news]
        other = self.catalog.by_id[self.catalog.other[unit.news]]
        texts = self.needed_texts(protocol, unit.news)
        weights = reset(self.adapted, seed_of("adapter", unit.seed, unit.news))
        keep = unit.protocol in self.states_of
        marks: list[dict[str, Any]] = []
        answers, answers_other = [], []
        states: dict[str, np.ndarray] = {}

        def at_checkpoint(exposure: Exposure) -> None:
            last = exposure.step == self.settings.steps
            bare = [(item.id, "none")] + ([(other.id, "none")] if last or keep else [])
            with_context = [(item.id, "own")] + ([(item.id, "other")] if last else [])
            found = self._score(bare, states=keep)
            scores = {"none": found[0].options}
            scores |= {
                name: part.options for (_, name), part in zip(with_context, self._score(with_context), strict=True)
            }
            if len(found) > 1:
                scores[OTHER_NEWS] = found[1].options
            if keep and exposure.step:
                answers.append(found[0].answer)
                answers_other.append(found[1].answer)
                if last:
                    states["entity"], states["entityOther"] = found[0].entity, found[1].entity
            marks.append(exposure.to_json() | {"scores": scores})

        stream = self._stream(protocol, item, other, texts, unit.seed)
        exposure = train(self.model, weights, stream, self.settings, at_checkpoint)
        if keep:
            states["answer"], states["answerOther"] = np.stack(answers), np.stack(answers_other)
        value = self._head(unit) | {"texts": len(texts), "losses": exposure.losses, "checkpoints": marks}
        value["free"] = {"none": self._free(item.id, "none")}
        value["ability"] = self._ability_scores()
        return Done(value, states)

    def _joint(self, unit: Unit) -> Done:
        """One adapter for all news: a round gives each one step, in an order drawn anew."""
        protocol = parse_protocol(unit.protocol)
        news = self.catalog.news
        weights = reset(self.adapted, seed_of("adapter", unit.seed, "joint"))
        streams = {}
        for item in news:
            texts = self.needed_texts(protocol, item.id)
            other = self.catalog.by_id[self.catalog.other[item.id]]
            streams[item.id] = self._stream(protocol, item, other, texts, unit.seed)
        order = np.random.default_rng(seed_of("joint", unit.seed, unit.protocol))

        def stream() -> Iterator[list[Example]]:
            while True:
                for k in order.permutation(len(news)):
                    yield next(streams[news[k].id])

        marks: list[dict[str, Any]] = []

        def at_checkpoint(exposure: Exposure) -> None:
            scores = {}
            for context in ("none", "own"):
                every = [entry for item in news for entry in self.items(item.id, context)]
                options = iter(score(self.model, every).options)
                scores[context] = {item.id: [next(options) for _ in item.questions] for item in news}
            marks.append(exposure.to_json() | {"scores": scores})

        exposure = train(self.model, weights, stream(), self.settings, at_checkpoint, len(news))
        losses = np.reshape(exposure.losses, (self.settings.steps, len(news))).mean(axis=1).tolist()
        value: dict[str, Any] = {"kind": unit.kind, "protocol": unit.protocol, "seed": unit.seed}
        value["digests"] = {item.id: self._digests(unit, item.id) for item in news}
        value |= {"losses": losses, "checkpoints": marks, "ability": self._ability_scores()}
        return Done(value, {})

    def _stream(
        self, protocol: Protocol, item: News, other: News, texts: Sequence[Text], seed: int
    ) -> Iterator[list[Example]]:
        examples = training_examples(self.encoder, protocol, item, other, texts)
        order = np.random.default_rng(seed_of("order", seed, item.id, protocol.id))
        return batches(examples, protocol.match, tokens_a_step(self.encoder, item), order)

    def _score(self, parts: Sequence[tuple[str, str]], states: bool = False) -> list[Scores]:
        """Scores of (news, context) pairs, all in one pass."""
        lists = [self.items(*part) for part in parts]
        found = score(self.model, [item for part in lists for item in part], states)
        ends = np.cumsum([0, *map(len, lists)]).tolist()
        return [
            Scores(
                found.options[low:high],
                None if found.answer is None else found.answer[low:high],
                None if found.entity is None else found.entity[low:high],
            )
            for low, high in itertools.pairwise(ends)
        ]

    def _free(self, news: str, context: str) -> list[str]:
        return free_answers(self.model, self.encoder, [item.prompt for item in self.items(news, context)])

    def _ability_scores(self) -> list[list[float]]:
        if ("", "") not in self._items:
            self._items["", ""] = [scoring_item(self.encoder, item.question, item.options) for item in ability_items()]
        return score(self.model, self._items["", ""]).options

    def _head(self, unit: Unit) -> dict[str, Any]:
        value: dict[str, Any] = {"kind": unit.kind, "news": unit.news}
        if unit.protocol:
            value |= {"protocol": unit.protocol, "seed": unit.seed}
        value["digests"] = self._digests(unit, unit.news)
        return value

    def _digests(self, unit: Unit, news: str) -> dict[str, str]:
        return unit_digests(self.catalog, self.texts, unit, news)


def describe_machine(device: torch.device) -> str:
    """The device and the PyTorch version, e.g. `cpu, torch 2.13.0`."""
    name = torch.cuda.get_device_name(device) if device.type == "cuda" else device.type
    return f"{name}, torch {torch.__version__.split('+')[0]}"


def unit_digests(catalog: NewsCatalog, texts: Mapping[str, TextsFile], unit: Unit, news: str) -> dict[str, str]:
    """What a result rests on: where it differs from today's files, the unit is run again."""
    entry = {"news": digest(catalog.by_id[news]), "other": digest(catalog.by_id[catalog.other[news]])}
    if unit.protocol:
        protocol = parse_protocol(unit.protocol)
        if protocol.data != "naive" and protocol.writer in texts:
            written = texts[protocol.writer].texts.get(news, {}).get(protocol.data, ())
            entry["texts"] = f"{seed_of(*(part for text in written for part in (text.text, text.answer))):x}"
    return entry
