"""From the units that are done to one results file with its states."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import ContextscopeError
from .ability import ability_items
from .catalog import NewsCatalog
from .dataset import News
from .protocols import SELF, parse_protocol
from .results import news_entry, write_news_results
from .run import Plan, pending, read_plan, read_unit, units_folder
from .state_file import pack, read_raw
from .texts import read_texts

COORDINATES = 16
"""Coordinates kept of a displacement."""

PROMPTS = {
    "question": "Question: {question}\\nAnswer:",
    "context": "News: {text}\\n\\n before the question; the same before a training text as its prefix",
    "training": "the text and a line end; selfqa: the question prompt, the answer and a line end",
}
GRADING = "summed log-probability of the tokens of ' {option}' after the prompt"


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
        raw = read_raw(plan, folder, units, news)
        if raw is not None:
            states, tensors = pack(raw, k, full, report)
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
    here = {item.id for item in news}
    entries = []
    for item in news:
        entry = news_entry(item)
        if catalog.other[item.id] in here:
            entry["other"] = catalog.other[item.id]
        if item.flags:
            entry["flags"] = sorted({flag.flag for flag in item.flags})
        entries.append(entry)
    return entries


def _licence(about: Mapping[str, Any]) -> str:
    terms = f" ({about['licence']})" if about.get("licence") else ""
    return f"computed with {about['model']['id']}, whose terms apply{terms}"
