"""From the units that are done to one results file with its states."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import ContextscopeError
from .ability import ability_items
from .adapter import checkpoints
from .catalog import NewsCatalog
from .dataset import News
from .protocols import SELF, parse_protocol
from .results import write_news_results
from .run import Plan, pending, read_plan, read_states, read_unit, units_folder
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
from .texts import read_texts
from .units import Unit

COORDINATES = 16
"""Coordinates kept of a displacement."""


@dataclass(frozen=True)
class Labels:
    """What the file says of itself."""

    id: str | None = None
    title: str | None = None
    description: str = ""
    licence: str | None = None
    created: str | None = None


def collect(
    plan: Plan,
    out: Path,
    labels: Labels | None = None,
    k: int = COORDINATES,
    full: bool = True,
    report: Callable[[str], None] = lambda _: None,
) -> Path:
    """Write `out` (and NAME.safetensors) from what is done of `plan`; news without contexts are left out.

    `k`: coordinates of a displacement. `full`: keep one layer in full, too.

    Raises ContextscopeError where nothing is done.
    """
    labels = labels or Labels()
    folder = units_folder(out)
    about = read_plan(folder)
    texts = {key: read_texts(path) for key, path in plan.texts.items()}
    missing = set(pending(plan, folder, texts))
    units = [unit for unit in plan.units() if unit not in missing]
    values = {unit: read_unit(folder, unit) or {} for unit in units}
    with_contexts = [unit.news for unit in units if unit.kind == "contexts"]
    if not with_contexts:
        raise ContextscopeError(f"{folder}: no news is done yet: run `news run` first")
    news = [item for item in plan.catalog.news if item.id in set(with_contexts)]
    machines = list(dict.fromkeys(value["machine"] for value in values.values() if "machine" in value))
    contexts, runs, ability = [], [], None
    for unit in units:
        value = values[unit]
        if unit.kind == "ability":
            ability = {
                "items": [
                    {"id": item.id, "question": item.question, "options": list(item.options)}
                    for item in ability_items()
                ],
                "scores": value["scores"],
            }
        elif unit.kind == "contexts":
            contexts.append(
                {"news": unit.news, "scores": value["scores"], "free": value["free"]} | _cost(value, machines)
            )
        elif unit.kind == "train" and unit.news in set(with_contexts):
            run = {
                key: value[key]
                for key in ("news", "protocol", "seed", "texts", "losses", "checkpoints", "free", "ability")
            }
            runs.append(run | _cost(value, machines))
        elif unit.kind == "joint":
            runs += _joint_runs(value, [item.id for item in news], machines)
    order = {item.id: k for k, item in enumerate(news)}
    protocols = list(dict.fromkeys(run["protocol"] for run in runs))
    runs.sort(key=lambda run: (protocols.index(run["protocol"]), run["seed"], order[run["news"]]))
    entries = _news_entries(news, plan.catalog)
    further: dict[str, Any] = {
        "description": labels.description,
        "licence": labels.licence or _licence(about),
        "machines": machines,
        "settings": about["settings"] | {"prompts": PROMPTS, "grading": GRADING},
        "blocks": [list(block) for block in plan.catalog.blocks if set(block) <= set(order)],
        "texts": [
            {"key": file.key, "self": key == SELF, "file": file.name, "sha256": file.sha256}
            | {"writer": str(file.value["writer"].get("model", file.key))[:200]}
            for key, file in texts.items()
        ],
    }
    if ability is not None and runs:
        further["ability"] = ability
    else:
        for run in runs:
            run.pop("ability", None)
    states, tensors = None, None
    if plan.states_of:
        report("states: reading")
        states, tensors = _states(plan, folder, units, news, k, full, report)
    model = about["model"] | {key: about[key] for key in ("licence", "citation") if about.get(key)}
    return write_news_results(
        out,
        model=model,
        news=entries,
        contexts=contexts,
        runs=runs,
        protocols=[parse_protocol(id).to_json() for id in protocols],
        id=labels.id,
        title=labels.title,
        created=labels.created,
        states=states,
        tensors=tensors,
        **further,
    )


PROMPTS = {
    "question": "Question: {question}\\nAnswer:",
    "context": "News: {text}\\n\\n before the question; the same before a training text as its prefix",
    "training": "the text and a line end; selfqa: the question prompt, the answer and a line end",
}
GRADING = "summed log-probability of the tokens of ' {option}' after the prompt"


def _cost(value: Mapping[str, Any], machines: Sequence[str]) -> dict[str, Any]:
    cost: dict[str, Any] = {"wallSeconds": value["wallSeconds"], "cpuSeconds": value["cpuSeconds"]}
    if "machine" in value:
        cost["machine"] = machines.index(value["machine"])
    return cost


def _joint_runs(value: Mapping[str, Any], news: Sequence[str], machines: Sequence[str]) -> list[dict[str, Any]]:
    """One entry a news; the cost, shared by all, is divided evenly, and counts are those of the whole adapter."""
    cost = _cost(value, machines)
    trained = len(value["digests"])
    cost |= {key: round(cost[key] / trained, 3) for key in ("wallSeconds", "cpuSeconds")}
    runs = []
    for id in news:
        if id not in value["digests"]:
            continue
        marks = [
            mark | {"scores": {context: scores[id] for context, scores in mark["scores"].items()}}
            for mark in value["checkpoints"]
        ]
        run = {"news": id, "protocol": value["protocol"], "seed": value["seed"], "losses": value["losses"]}
        runs.append(run | {"checkpoints": marks, "ability": value["ability"]} | cost)
    return runs


def _news_entries(news: Sequence[News], catalog: NewsCatalog) -> list[dict[str, Any]]:
    from .results import _news_entry

    here = {item.id for item in news}
    entries = []
    for item in news:
        entry = _news_entry(item)
        if catalog.other[item.id] in here:
            entry["other"] = catalog.other[item.id]
        if item.flags:
            entry["flags"] = sorted({flag.flag for flag in item.flags})
        entries.append(entry)
    return entries


def _licence(about: Mapping[str, Any]) -> str:
    terms = f" ({about['licence']})" if about.get("licence") else ""
    return f"computed with {about['model']['id']}, whose terms apply{terms}"


def _states(
    plan: Plan,
    folder: Path,
    units: Sequence[Unit],
    news: Sequence[News],
    k: int,
    full: bool,
    report: Callable[[str], None],
) -> tuple[dict[str, Any] | None, dict[str, tuple[str, np.ndarray]] | None]:
    """`states` of the JSON, and the tensors, for the first seed; cosine matrices for every seed."""
    first_question: dict[str, int] = {}
    total = 0
    for item in news:
        first_question[item.id] = total
        total += len(item.questions)
    contexts = {unit.news: read_states(folder, unit) for unit in units if unit.kind == "contexts"}
    if not all("answer.none" in found for found in contexts.values()):
        return None, None
    trained: dict[tuple[str, int], dict[str, dict[str, np.ndarray]]] = {}
    for unit in units:
        if unit.kind == "train" and unit.protocol in plan.states_of and unit.news in contexts:
            found = read_states(folder, unit)
            if found:
                trained.setdefault((unit.protocol, unit.seed), {})[unit.news] = found
    marks = [mark for mark in checkpoints(plan.settings.steps) if mark]
    protocols = list(dict.fromkeys(protocol for protocol, _ in trained))
    seeds = sorted({seed for _, seed in trained})
    other = plan.catalog.other

    gathered: dict[str, list[tuple[np.ndarray, tuple[int, int, int, int, int]]]] = {"answer": [], "entity": []}

    def gather(
        position: str, about: str, state: np.ndarray, condition: int, protocol: int, seed: int, mark: int
    ) -> None:
        moved = state - contexts[about][f"{position}.none"]
        for q, row in enumerate(moved):
            if np.isfinite(row).all():
                gathered[position].append((row, (first_question[about] + q, condition, protocol, seed, mark)))

    learned = {id for by_news in trained.values() for id in by_news} or set(contexts)
    for item in news:
        if item.id not in learned:
            continue
        for condition, context in ((CONTEXT_OWN, "own"), (CONTEXT_OTHER, "other")):
            for position in ("answer", "entity"):
                gather(position, item.id, contexts[item.id][f"{position}.{context}"], condition, -1, -1, -1)
    last = len(marks) - 1
    for (protocol, seed), by_news in trained.items():
        if seed != seeds[0]:
            continue
        p = protocols.index(protocol)
        for id, found in by_news.items():
            for mark in range(len(marks)):
                gather("answer", id, found["answer"][mark], ADAPTER_OWN, p, 0, mark)
            gather("entity", id, found["entity"], ADAPTER_OWN, p, 0, last)
            if other[id] in contexts:
                gather("answer", other[id], found["answerOther"][last], ADAPTER_OTHER, p, 0, last)
                gather("entity", other[id], found["entityOther"], ADAPTER_OTHER, p, 0, last)

    base = np.concatenate([contexts[item.id]["answer.none"] for item in news])
    blocks = base.shape[1] - 1
    layers = list(range(blocks + 1))
    tensors: dict[str, tuple[str, np.ndarray]] = {}
    kept: dict[str, dict[str, list[float]]] = {}
    for position in ("answer", "entity"):
        if not gathered[position]:
            continue
        report(f"states: basis at the {position}")
        rows = Rows(*np.array([key for _, key in gathered[position]], dtype=np.int32).T)
        moved = np.stack([row for row, _ in gathered[position]])
        context = rows.condition <= CONTEXT_OTHER
        groups = {"context": moved[context]}
        if (~context).any():
            groups["tuning"] = moved[~context]
        if position == "answer":
            groups["questions"] = base - base.mean(axis=0)
        basis = fit_basis(groups, k)
        kept[position] = {name: [round(float(x), 4) for x in share] for name, share in basis.kept.items()}
        tensors[f"rows.{position}"] = ("I32", rows.table())
        tensors[f"coordinates.{position}"] = _half(coordinates(moved, basis))
        if position == "answer":
            tensors["base.answer"] = _half(coordinates(groups["questions"], basis))
        if position == "answer" and full:
            at = full_layer(blocks)
            final = context | (rows.checkpoint == last)
            tensors["full.rows"] = ("I32", np.flatnonzero(final).astype(np.int32))
            tensors["full.values"] = _half(moved[final, at])
            tensors["full.base"] = _half(base[:, at])
            tensors["full.basis"] = ("F32", basis.vectors[at].astype(np.float32))
    report("states: cosines")
    bridge = []
    tested = list(bridge_layers(blocks))
    for (protocol, seed), by_news in trained.items():
        before = plan.catalog.before
        both = [item.id for item in news if item.id in by_news and before[item.id] in by_news]
        if len(both) < 2:
            continue
        context_part = np.stack(
            [(contexts[id]["answer.own"] - contexts[id]["answer.other"]).mean(axis=0) for id in both]
        )
        for mark, step in enumerate(marks):
            tuning = np.stack(
                [(by_news[id]["answer"][mark] - by_news[before[id]]["answerOther"][mark]).mean(axis=0) for id in both]
            )
            shown = layers if mark == last else tested
            name = f"bridge.{protocol}.{seed}.{step}"
            tensors[name] = _half(cosines(tuning[:, shown], context_part[:, shown]))
            entry = {"protocol": protocol, "seed": seed, "step": step, "layers": shown, "news": both, "tensor": name}
            bridge.append(entry)
    states = {
        "layers": layers,
        "k": tensors["coordinates.answer"][1].shape[2],
        "conditions": list(CONDITIONS),
        "protocols": protocols,
        "seeds": seeds[:1],
        "checkpoints": marks,
        "bridgeLayers": tested,
        "kept": kept["answer"],
        "bridge": bridge,
    }
    if full:
        states["fullLayer"] = full_layer(blocks)
    if "entity" in kept:
        states["entityKept"] = kept["entity"]
    return states, tensors


def _half(values: np.ndarray) -> tuple[str, np.ndarray]:
    """float16, or float32 where a value would not fit."""
    fits = not np.isfinite(values).any() or float(np.nanmax(np.abs(values))) < 65_504
    return ("F16" if fits else "F32"), values.astype(np.float32)
