"""Training examples: token ids with the mask of the loss, and the batches of a run, matched by tokens or by steps."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import ContextscopeError
from .dataset import News
from .prompts import LINE_END, NEUTRAL_TEXT, Encoder
from .protocols import Protocol

EXAMPLES_A_STEP = 4
"""Examples a step when matched by steps; matched by tokens, a step sees the tokens of this many copies of the news."""


@dataclass(frozen=True)
class Text:
    """A training text: a passage, or a question with its answer."""

    text: str
    answer: str | None = None


@dataclass(frozen=True)
class Example:
    """`stated[t]`: token t is under the loss. `seen`: tokens without start and prefix. `text`: index of the text."""

    ids: tuple[int, ...]
    stated: tuple[bool, ...]
    prefix: int
    seen: int
    text: int

    @property
    def under_loss(self) -> int:
        return sum(self.stated)


def training_examples(
    encoder: Encoder, protocol: Protocol, item: News, other: News, texts: Sequence[Text]
) -> list[Example]:
    """One example a text, in the texts' order. For `naive` give the news' own text as the only one."""
    if not texts:
        raise ContextscopeError(f"news {item.id!r}: no texts for {protocol.id}: run `news generate` for it")
    prefix = _prefix(encoder, protocol, item, other)
    lead = encoder.start + prefix
    examples = []
    for k, text in enumerate(texts):
        unstated: tuple[int, ...] = ()
        if protocol.loss_on == "answer":
            if text.answer is None:
                raise ContextscopeError(f"news {item.id!r}: text {k} of {protocol.data} has no answer")
            unstated = encoder.question(text.text)
            stated = encoder.option(text.answer) + encoder.encode(LINE_END)
        else:
            stated = encoder.encode(text.text) + encoder.encode(LINE_END)
        ids = lead + unstated + stated
        mask = (False,) * (len(lead) + len(unstated)) + (True,) * len(stated)
        examples.append(Example(ids, mask, len(prefix), len(unstated) + len(stated), k))
    return examples


def _prefix(encoder: Encoder, protocol: Protocol, item: News, other: News) -> tuple[int, ...]:
    """`other` and `neutral` have exactly as many tokens as `own`."""
    if protocol.prefix == "none":
        return ()
    if protocol.prefix == "own":
        return encoder.context(item.text)
    text = other.text if protocol.prefix == "other" else NEUTRAL_TEXT
    return encoder.context(text, encoder.context_length(item.text))


def tokens_a_step(encoder: Encoder, item: News) -> int:
    """The budget of a step matched by tokens: EXAMPLES_A_STEP times the news' own tokens, its line end included."""
    return EXAMPLES_A_STEP * (len(encoder.encode(item.text)) + len(encoder.encode(LINE_END)))


def batches(
    examples: Sequence[Example], match: str, budget: int, generator: np.random.Generator
) -> Iterator[list[Example]]:
    """Batches without end, over shuffled rounds through the examples.

    Matched by steps: EXAMPLES_A_STEP examples each. Matched by tokens: whole examples, as many as bring the tokens
    seen since the first step closest to steps x `budget`, at least one.
    """
    stream = _rounds(examples, generator)
    ahead = next(stream)
    seen = step = 0
    while True:
        step += 1
        batch: list[Example] = []
        while True:
            if match == "steps":
                full = len(batch) == EXAMPLES_A_STEP
            else:
                full = bool(batch) and abs(seen + ahead.seen - step * budget) >= abs(seen - step * budget)
            if full:
                break
            batch.append(ahead)
            seen += ahead.seen
            ahead = next(stream)
        yield batch


def _rounds(examples: Sequence[Example], generator: np.random.Generator) -> Iterator[Example]:
    while True:
        for k in generator.permutation(len(examples)):
            yield examples[k]


def seed_of(*parts: object) -> int:
    """A 63-bit seed from what it depends on, the same on every machine."""
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode()).digest()
    return int.from_bytes(digest[:8], "big") >> 1
