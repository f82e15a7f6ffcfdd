"""What an adapter is trained on: the kind of text, what stands before it, who wrote it, and how much of it.

A protocol's id is its fields joined by dots, defaults left out: `naive`, `selfqa.own`, `paraphrase.by-qwen15b`,
`selfqa.steps`, `naive.joint`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..errors import ContextscopeError
from .dataset import DOMAINS, News

DATA = ("naive", "paraphrase", "implication", "selfqa")
WRITTEN = DATA[1:]
"""Kinds of text a model writes."""
PREFIXES = ("none", "own", "other", "neutral")
MATCHES = ("tokens", "steps")
SCOPES = ("news", "joint")
SELF = "self"
_WRITER = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


@dataclass(frozen=True)
class Protocol:
    """`prefix` stands before each text and is never under the loss. `writer`: `self`, or the key of a texts file."""

    data: str
    prefix: str = "none"
    writer: str = SELF
    match: str = "tokens"
    scope: str = "news"

    @property
    def id(self) -> str:
        parts = [self.data]
        if self.prefix != "none":
            parts.append(self.prefix)
        if self.writer != SELF:
            parts.append(f"by-{self.writer}")
        if self.match != "tokens":
            parts.append(self.match)
        if self.scope != "news":
            parts.append(self.scope)
        return ".".join(parts)

    @property
    def loss_on(self) -> str:
        """What the loss is taken over: `answer` or `text`, each with its line end."""
        return "answer" if self.data == "selfqa" else "text"

    def to_json(self) -> dict[str, str]:
        entry = {"id": self.id, "data": self.data, "prefix": self.prefix}
        if self.data != "naive":
            entry["writer"] = self.writer
        return entry | {"match": self.match, "scope": self.scope, "lossOn": self.loss_on}


def parse_protocol(text: str) -> Protocol:
    """The protocol of an id. Raises ContextscopeError naming the part it does not know."""
    data, *parts = text.strip().split(".")
    if data not in DATA:
        raise ContextscopeError(f"protocol {text!r}: {data!r} is not one of {', '.join(DATA)}")
    given: dict[str, str] = {}
    for part in parts:
        if part.startswith("by-") and _WRITER.fullmatch(part[3:]):
            name, value = "writer", part[3:]
        elif part in PREFIXES[1:]:
            name, value = "prefix", part
        elif part in MATCHES[1:]:
            name, value = "match", part
        elif part in SCOPES[1:]:
            name, value = "scope", part
        else:
            known = ", ".join((*PREFIXES[1:], "by-WRITER", *MATCHES[1:], *SCOPES[1:]))
            raise ContextscopeError(f"protocol {text!r}: {part!r} is not one of {known}")
        if name in given:
            raise ContextscopeError(f"protocol {text!r}: {name} is given twice")
        given[name] = value
    if data == "naive" and "writer" in given:
        raise ContextscopeError(f"protocol {text!r}: naive is the news itself, nobody writes it")
    protocol = Protocol(data, **given)
    if protocol.id != text.strip():
        raise ContextscopeError(f"protocol {text!r}: write it {protocol.id!r}")
    return protocol


def alternating(news: Sequence[News]) -> list[News]:
    """The news in an order in which domains take turns, by id inside a domain."""
    queues = [sorted((item for item in news if item.domain == domain), key=lambda item: item.id) for domain in DOMAINS]
    ordered: list[News] = []
    while any(queues):
        ordered += [queue.pop(0) for queue in queues if queue]
    return ordered


def partners(blocks: Sequence[Sequence[str]]) -> dict[str, str]:
    """Each news' *other* news: the next in its block, the first after the last.

    Raises ContextscopeError where a block has fewer than two news or a news stands twice.
    """
    other: dict[str, str] = {}
    for block in blocks:
        if len(block) < 2:
            raise ContextscopeError(f"block {list(block)}: another news is needed beside each: give at least two")
        for k, id in enumerate(block):
            if id in other:
                raise ContextscopeError(f"news {id!r} stands twice in the blocks")
            other[id] = block[(k + 1) % len(block)]
    return other
