"""Which news a run is about, in which order, and which news is the *other* one of each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ..errors import ContextscopeError
from .dataset import News, load_news, news_json
from .protocols import alternating, partners

MAX_BLOCKS_BYTES = 1 << 20


@dataclass(frozen=True)
class NewsCatalog:
    """News in blocks; see protocols.partners for what a block decides."""

    news: tuple[News, ...]
    blocks: tuple[tuple[str, ...], ...]

    @cached_property
    def by_id(self) -> dict[str, News]:
        return {item.id: item for item in self.news}

    @cached_property
    def other(self) -> dict[str, str]:
        return partners(self.blocks)

    @cached_property
    def before(self) -> dict[str, str]:
        """The news whose other news this one is."""
        return {other: id for id, other in self.other.items()}


def read_catalog(
    folder: Path, blocks_file: Path | None = None, first: int | None = None, only: Sequence[str] | None = None
) -> NewsCatalog:
    """The news of `folder`, in the blocks of `blocks_file`, else in one block with domains taking turns.

    `first`: so many news, which must end a block. `only`: these ids, one block in the order given.
    Raises ContextscopeError for ids that are not there and for a cut inside a block.
    """
    known = {item.id: item for item in load_news(folder)}
    if only is not None:
        blocks = [list(only)]
    elif blocks_file is not None:
        blocks = _read_blocks(blocks_file)
    else:
        blocks = [[item.id for item in alternating(list(known.values()))]]
    for block in blocks:
        for id in block:
            if id not in known:
                raise ContextscopeError(f"news {id!r} is not in {folder}: known are {', '.join(known)}")
    if first is not None:
        blocks = _first(blocks, first)
    partners(blocks)
    return NewsCatalog(tuple(known[id] for block in blocks for id in block), tuple(map(tuple, blocks)))


def digest(item: News) -> str:
    """SHA-256 (hex) of what a model can be shown of a news: its JSON without format, rules, flags and checks.

    Keys sorted, no white space, UTF-8.
    """
    text = json.dumps(shown(item), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def shown(item: News) -> dict[str, Any]:
    """A news as a results file holds it: id, domain, entity, text and questions with their options."""
    entry = {key: value for key, value in news_json(item).items() if key in ("id", "domain", "entity", "text")}
    entry["questions"] = [
        {"id": question.id, "kind": question.kind, "text": question.text, "options": list(question.options)}
        for question in item.questions
    ]
    return entry


def _read_blocks(path: Path) -> list[list[str]]:
    """`{"blocks": [["id", ...], ...]}`"""
    if not path.is_file():
        raise ContextscopeError(f"--blocks {path}: no such file")
    if path.stat().st_size > MAX_BLOCKS_BYTES:
        raise ContextscopeError(f"--blocks {path}: larger than {MAX_BLOCKS_BYTES} bytes")
    try:
        value = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise ContextscopeError(f"--blocks {path}: not JSON: {error}") from error
    blocks = value.get("blocks") if isinstance(value, dict) else None
    if not isinstance(blocks, list) or not all(
        isinstance(block, list) and all(isinstance(id, str) for id in block) for block in blocks
    ):
        raise ContextscopeError(f'--blocks {path}: blocks: expected lists of news ids, {{"blocks": [["id", ...]]}}')
    return blocks


def _first(blocks: list[list[str]], first: int) -> list[list[str]]:
    kept: list[list[str]] = []
    for block in blocks:
        if sum(map(len, kept)) == first:
            break
        kept.append(block)
    if sum(map(len, kept)) != first:
        ends = [sum(map(len, blocks[: k + 1])) for k in range(len(blocks))]
        raise ContextscopeError(f"--first {first}: a block must end there, they end at {ends}")
    return kept
