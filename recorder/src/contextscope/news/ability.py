"""General ability: a small fixed set of everyday questions, scored like the news', so that forgetting shows."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True)
class AbilityItem:
    """One question; `options[0]` is right."""

    id: str
    question: str
    options: tuple[str, ...]


@cache
def ability_items() -> tuple[AbilityItem, ...]:
    """The items of ability.json, in its order."""
    text = resources.files("contextscope.news").joinpath("ability.json").read_text(encoding="utf-8")
    return tuple(
        AbilityItem(entry["id"], entry["question"], tuple(entry["options"])) for entry in json.loads(text)["items"]
    )
