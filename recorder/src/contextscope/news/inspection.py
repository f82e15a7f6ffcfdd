"""What `contextscope news inspect` prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from .results import read_news_results


def accuracy(rows: Sequence[Sequence[float]]) -> list[float]:
    """Per question: 1 where the right option (the first) scores highest, a share of 1 where it ties, else 0."""
    found = []
    for row in rows:
        best = [k for k, value in enumerate(row) if value == max(row)]
        found.append(1 / len(best) if 0 in best else 0.0)
    return found


def log_p_right(rows: Sequence[Sequence[float]]) -> list[float]:
    """Per question: log-softmax (natural) of the right option, the first, among the options."""
    return [float(row[0] - np.logaddexp.reduce(row)) for row in map(np.asarray, rows)]


def inspect_results(path: Path) -> str:
    """Raises FormatError where the file is not sound."""
    results = read_news_results(path)
    value = results.value
    model = value["model"]
    lines = [f"{value['id']}: {value['title']}", f"model      {model['id']}"]
    lines.append(f"news       {len(value['news'])}, {sum(len(item['questions']) for item in value['news'])} questions")
    lines += [f"machine    {machine}" for machine in value.get("machines", [])]
    lines.append("")
    lines.append(f"{'condition':<34}{'news':>5}{'seeds':>6}{'accuracy':>10}{'log p':>8}")
    for context, label in (("none", "nothing"), ("own", "news in context"), ("other", "another news in context")):
        rows = [entry["scores"][context] for entry in value["contexts"] if context in entry["scores"]]
        lines += _line(label, rows, len(rows), 0)
    for protocol in value["protocols"]:
        runs = [run for run in value["runs"] if run["protocol"] == protocol["id"]]
        seeds = len({run["seed"] for run in runs})
        news = len({run["news"] for run in runs})
        for context, label in (("none", ""), ("own", ", news in context")):
            rows = [_last(run)[context] for run in runs if context in _last(run)]
            lines += _line(protocol["id"] + label, rows, news, seeds)
    if results.states is not None:
        states = value["states"]
        kept = ", ".join(f"{name} {min(share):.2f}-{max(share):.2f}" for name, share in states.get("kept", {}).items())
        rows = results.states.tensors["rows.answer"].shape[0]
        lines += ["", f"states     {rows} rows, {states['k']} coordinates a layer; share kept: {kept}"]
    return "\n".join(lines)


def _last(run: Mapping[str, Any]) -> Mapping[str, Any]:
    return run["checkpoints"][-1]["scores"]


def _line(label: str, tables: Sequence[Any], news: int, seeds: int) -> list[str]:
    if not tables:
        return []
    right = np.mean([np.mean(accuracy(table)) for table in tables])
    log_p = np.mean([np.mean(log_p_right(table)) for table in tables])
    return [f"{label:<34}{news:>5}{seeds or '':>6}{right:>10.3f}{log_p:>8.3f}"]
