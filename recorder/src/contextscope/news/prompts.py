"""The texts a model is given: questions with and without a context, training texts, and what writes them.

Everything is plain text without a chat template, so that base and instruction-tuned models get the same tokens.
Texts are encoded piece by piece, and the pieces are joined: what an evaluation puts before a question is, token by
token, what a shadowing prefix puts before a training text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..errors import ContextscopeError

CONTEXT_TEMPLATE = "News: {text}\n\n"
QUESTION_TEMPLATE = "Question: {question}\nAnswer:"
LINE_END = "\n"

NEUTRAL_TEXT = (
    "A kettle on a stove warms slowly at first. Small bubbles gather on the bottom, let go one after another and rise. "
    "When the water boils, steam lifts the lid a little and lets it fall again. Somebody takes a cup from the shelf, "
    "puts a spoon beside it and waits. Outside, a cart goes by, then it is quiet. The light moves over the table, the "
    "floor and the wall, and leaves the room by the evening. A chair stands near the window. On it lies a folded "
    "blanket, and under it a pair of shoes. The street is narrow, with trees on one side and a low fence on the "
    "other. In autumn the leaves cover the stones, and in spring they come again. Rain runs along the gutter, past "
    "the corner and into the drain. A door opens and closes, steps go up the stairs, and a lamp is lit. "
)
"""About nothing the data set asks for; continued from its start where it is too short."""


@dataclass(frozen=True)
class Prompt:
    """Token ids up to the answer position. `entity` is the half-open range of the entity's tokens in the question."""

    ids: tuple[int, ...]
    entity: tuple[int, int] | None


class Encoder:
    """A tokenizer with its start tokens, encoding pieces of text without special tokens; remembers what it encoded."""

    def __init__(self, tokenizer: Any) -> None:
        self.tokenizer = tokenizer
        self._known: dict[str, tuple[int, ...]] = {}

    @cached_property
    def start(self) -> tuple[int, ...]:
        """The special tokens this tokenizer puts before a text, such as <bos>; often none."""
        bare = list(self.encode("a"))
        full = list(self.tokenizer("a")["input_ids"])
        for begin in range(len(full) - len(bare) + 1):
            if full[begin : begin + len(bare)] == bare:
                return tuple(full[:begin])
        raise ContextscopeError("this tokenizer changes a text when it adds special tokens: its start cannot be told")

    def encode(self, text: str) -> tuple[int, ...]:
        """Token ids of `text` alone."""
        if text not in self._known:
            self._known[text] = tuple(self.tokenizer(text, add_special_tokens=False)["input_ids"])
        return self._known[text]

    def decode(self, ids: Sequence[int]) -> str:
        return self.tokenizer.decode(list(ids), skip_special_tokens=True)

    def context(self, text: str, length: int | None = None) -> tuple[int, ...]:
        """`News: {text}` and an empty line. `length`: cut or repeat the text's tokens to exactly this many."""
        body = self.encode(f" {text}")
        if length is not None:
            body = (body * -(-length // len(body)))[:length]
        return self.encode("News:") + body + self.encode("\n\n")

    def context_length(self, text: str) -> int:
        """Tokens of `text` as `context` counts them."""
        return len(self.encode(f" {text}"))

    def question(self, question: str) -> tuple[int, ...]:
        """`Question: ...` up to and with `Answer:`."""
        return self.encode(QUESTION_TEMPLATE.format(question=question))

    def option(self, text: str) -> tuple[int, ...]:
        """An answer as it follows the prompt."""
        return self.encode(f" {text}")

    def prompt(self, question: str, entity: str, context: str | None = None) -> Prompt:
        """The prompt of a question, after `context` where there is one."""
        before = self.start + (() if context is None else self.context(context))
        ids = self.question(question)
        span = self._entity_span(question, entity, ids)
        if span is not None:
            span = (span[0] + len(before), span[1] + len(before))
        return Prompt(before + ids, span)

    def _entity_span(self, question: str, entity: str, ids: tuple[int, ...]) -> tuple[int, int] | None:
        """Tokens that hold a character of the entity's first occurrence, whatever its case. None: it does not occur."""
        text = QUESTION_TEMPLATE.format(question=question)
        begin = text.casefold().find(entity.casefold())
        if not entity or begin < 0:
            return None
        end = begin + len(entity)
        covering = [k for k, (low, high) in enumerate(self._spans(text, ids)) if low < end and high > begin]
        return (covering[0], covering[-1] + 1) if covering else None

    def _spans(self, text: str, ids: tuple[int, ...]) -> list[tuple[int, int]]:
        """Characters of each token: from the tokenizer where it tells, else by decoding ever longer beginnings."""
        if getattr(self.tokenizer, "is_fast", False):
            found = self.tokenizer(text, add_special_tokens=False, return_offsets_mapping=True)
            return [tuple(span) for span in found["offset_mapping"]]
        ends = [len(self.tokenizer.decode(list(ids[: k + 1]))) for k in range(len(ids))]
        return list(zip([0, *ends], ends, strict=False))
