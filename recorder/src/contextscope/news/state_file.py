"""What the states file of a results file holds: displacements in a shared basis, one layer whole, cosine matrices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from .adapter import checkpoints
from .dataset import News
from .run import Plan, read_states
from .states import (
    ADAPTER_OTHER,
    ADAPTER_OWN,
    CONDITIONS,
    CONTEXT_OTHER,
    CONTEXT_OWN,
    Rows,
    bridge_layers,
    coordinates,
    cosines,
    fit_basis,
    full_layer,
)
from .units import Unit

Arrays = dict[str, np.ndarray]
Tensors = dict[str, tuple[str, np.ndarray]]
"""By name: dtype as the file says it, and values."""

MAX_HALF = 65_504


@dataclass(frozen=True)
class RawStates:
    """The raw states of units, by news. `trained`: by (protocol, seed). `marks`: steps of the checkpoints after 0."""

    news: tuple[News, ...]
    other: dict[str, str]
    contexts: dict[str, Arrays]
    trained: dict[tuple[str, int], dict[str, Arrays]]
    marks: tuple[int, ...]

    @property
    def protocols(self) -> list[str]:
        return list(dict.fromkeys(protocol for protocol, _ in self.trained))

    @property
    def seeds(self) -> list[int]:
        return sorted({seed for _, seed in self.trained})

    @property
    def base(self) -> np.ndarray:
        """[questions of all news, layers + 1, d]: answer position, nothing in context, no adapter."""
        return np.concatenate([self.contexts[item.id]["answer.none"] for item in self.news])


def read_raw(plan: Plan, folder: Path, units: Sequence[Unit], news: Sequence[News]) -> RawStates | None:
    """The states of `units` that are done; None where a news' contexts were computed without."""
    contexts = {unit.news: read_states(folder, unit) for unit in units if unit.kind == "contexts"}
    if not all("answer.none" in found for found in contexts.values()):
        return None
    trained: dict[tuple[str, int], dict[str, Arrays]] = {}
    for unit in units:
        if unit.kind == "train" and unit.protocol in plan.states_of and unit.news in contexts:
            found = read_states(folder, unit)
            if found:
                trained.setdefault((unit.protocol, unit.seed), {})[unit.news] = found
    marks = tuple(mark for mark in checkpoints(plan.settings.steps) if mark)
    return RawStates(tuple(news), dict(plan.catalog.other), contexts, trained, marks)


def pack(
    raw: RawStates, k: int, full: bool = True, report: Callable[[str], None] = lambda _: None
) -> tuple[dict[str, Any], Tensors]:
    """`states` of the JSON, and the tensors. Displacements of the first seed, cosine matrices of every seed."""
    base = raw.base
    blocks = base.shape[1] - 1
    states: dict[str, Any] = {
        "layers": list(range(blocks + 1)),
        "k": 0,
        "conditions": list(CONDITIONS),
        "protocols": raw.protocols,
        "seeds": raw.seeds[:1],
        "checkpoints": list(raw.marks),
        "bridgeLayers": list(bridge_layers(blocks)),
    }
    tensors: Tensors = {}
    for position, kept in (("answer", "kept"), ("entity", "entityKept")):
        report(f"states: basis at the {position}")
        rows, moved = displacements(raw, position)
        if not len(moved):
            continue
        context = rows.condition <= CONTEXT_OTHER
        groups = {"context": moved[context]}
        if not context.all():
            groups["tuning"] = moved[~context]
        if position == "answer":
            groups["questions"] = base - base.mean(axis=0)
        basis = fit_basis(groups, k)
        states[kept] = {name: [round(float(x), 4) for x in share] for name, share in basis.kept.items()}
        tensors[f"rows.{position}"] = ("I32", rows.table())
        tensors[f"coordinates.{position}"] = half(coordinates(moved, basis))
        if position != "answer":
            continue
        states["k"] = basis.vectors.shape[1]
        tensors["base.answer"] = half(coordinates(groups["questions"], basis))
        if full:
            at = states["fullLayer"] = full_layer(blocks)
            final = context | (rows.checkpoint == len(raw.marks) - 1)
            tensors["full.rows"] = ("I32", np.flatnonzero(final).astype(np.int32))
            tensors["full.values"] = half(moved[final, at])
            tensors["full.base"] = half(base[:, at])
            tensors["full.basis"] = ("F32", basis.vectors[at].astype(np.float32))
    report("states: cosines")
    states["bridge"], matrices = bridge(raw)
    return states, tensors | matrices


def displacements(raw: RawStates, position: str) -> tuple[Rows, np.ndarray]:
    """Rows and [R, layers + 1, d] float32 displacements at `answer` or `entity`, first seed.

    Contexts of the news that were trained on (of all where none was); adapters on their own news at every checkpoint
    (at the entity: the last), and on the other news at the last. States that are not there are left out.
    """
    starts = dict(zip((item.id for item in raw.news), _starts(raw.news), strict=True))
    keys: list[tuple[int, int, int, int, int]] = []
    moved: list[np.ndarray] = []

    def add(about: str, states: np.ndarray, condition: int, protocol: int = -1, seed: int = -1, mark: int = -1) -> None:
        for q, row in enumerate(states - raw.contexts[about][f"{position}.none"]):
            if np.isfinite(row).all():
                keys.append((starts[about] + q, condition, protocol, seed, mark))
                moved.append(row)

    learned = {id for by_news in raw.trained.values() for id in by_news} or set(raw.contexts)
    for item in raw.news:
        if item.id in learned:
            add(item.id, raw.contexts[item.id][f"{position}.own"], CONTEXT_OWN)
            add(item.id, raw.contexts[item.id][f"{position}.other"], CONTEXT_OTHER)
    last = len(raw.marks) - 1
    for (protocol, seed), by_news in raw.trained.items():
        if seed != raw.seeds[0]:
            continue
        p = raw.protocols.index(protocol)
        for id, found in by_news.items():
            if position == "answer":
                for mark, states in enumerate(found["answer"]):
                    add(id, states, ADAPTER_OWN, p, 0, mark)
            else:
                add(id, found["entity"], ADAPTER_OWN, p, 0, last)
            if raw.other[id] in raw.contexts:
                beside = found["answerOther"][last] if position == "answer" else found["entityOther"]
                add(raw.other[id], beside, ADAPTER_OTHER, p, 0, last)
    rows = Rows(*np.array(keys, dtype=np.int32).reshape(-1, 5).T)
    return rows, np.stack(moved) if moved else np.zeros((0, 0, 0), dtype=np.float32)


def bridge(raw: RawStates) -> tuple[list[dict[str, Any]], Tensors]:
    """Entries of `states.bridge` and their matrices: all layers at the last checkpoint, the tested ones before."""
    before = {other: id for id, other in raw.other.items()}
    entries: list[dict[str, Any]] = []
    tensors: Tensors = {}
    for (protocol, seed), by_news in raw.trained.items():
        ids = [item.id for item in raw.news if item.id in by_news and before[item.id] in by_news]
        if len(ids) < 2:
            continue
        contexts = np.stack(
            [_mean_move(raw.contexts[id]["answer.own"], raw.contexts[id]["answer.other"]) for id in ids]
        )
        blocks = contexts.shape[1] - 1
        for mark, step in enumerate(raw.marks):
            tuning = np.stack(
                [_mean_move(by_news[id]["answer"][mark], by_news[before[id]]["answerOther"][mark]) for id in ids]
            )
            layers = list(range(blocks + 1)) if mark == len(raw.marks) - 1 else list(bridge_layers(blocks))
            name = f"bridge.{protocol}.{seed}.{step}"
            tensors[name] = half(cosines(tuning[:, layers], contexts[:, layers]))
            entry = {"protocol": protocol, "seed": seed, "step": step, "layers": layers, "news": ids, "tensor": name}
            entries.append(entry)
    return entries, tensors


def half(values: np.ndarray) -> tuple[str, np.ndarray]:
    """As float16, or as float32 where a value would not fit."""
    fits = not np.isfinite(values).any() or float(np.nanmax(np.abs(values))) <= MAX_HALF
    return ("F16" if fits else "F32"), values.astype(np.float32)


def _mean_move(to: np.ndarray, origin: np.ndarray) -> np.ndarray:
    """[layers + 1, d]: mean over the questions of to - origin."""
    return (to - origin).mean(axis=0)


def _starts(news: Sequence[News]) -> list[int]:
    """The index of each news' first question over all questions."""
    return np.cumsum([0, *(len(item.questions) for item in news)])[:-1].tolist()
