"""What is in a recording, as text for a terminal."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np

from .format import Recording
from .safetensors_file import read_header
from .storage import read_recording

_CONTEXTS = (25, 50, 100, 200, 400, 800, 1600, 3200, 6400)
_TRAILING = 15
_FLAGS_SHOWN = 8


def inspect_text(path: Path) -> str:
    """A report of some twenty lines. Raises FormatError where the file is not a sound recording."""
    recording = read_recording(path)
    header = read_header(path)
    meta, task, model = recording.metadata, recording.metadata["task"], recording.metadata["model"]
    stored = Counter(header.tensors[f"residual.{layer}"].dtype for layer in meta["layers"])
    rows = [
        ("recording", f"{meta['id']}: {meta['title']}"),
        ("", meta["description"]),
        ("model", f"{model['id']}, {model['weights']}, {_blocks(model)}hidden size {model['hiddenSize']}"),
        ("source", " ".join(filter(None, (model.get("source", ""), model.get("revision", ""))))),
        ("task", f"{task['kind']} {_size(task)}, {task['sampler']}"),
        ("sequences", f"{task['sequences']} of {task['length']} words" if task["sequences"] else "not stated"),
        ("prefix, seeds", f"{task['prefix']!r}, {task['seeds']}"),
        *((f"graph {graph['id']}", f"{graph['role']}, {len(graph['edges'])} edges") for graph in meta["graphs"]),
        ("hook", f"{meta['hook']['name']}: {meta['hook']['description']}"),
        ("layers", f"{', '.join(map(str, meta['layers']))} ({', '.join(f'{k} x {d}' for d, k in stored.items())})"),
        ("by sequence", ", ".join(map(str, meta.get("layersBySequence", [])))),
        _segments(meta),
        ("accuracy", _accuracy(recording)),
        ("tokens per node", "" if _fixed(meta) and recording.counts.max() <= 1 else _tokens_per_node(recording)),
        ("flags", _flags(recording)),
        ("created", f"{meta['created']}, {', '.join(f'{name} {v}' for name, v in meta['software'].items())}"),
        ("licence", meta["licence"]),
        ("citation", meta["citation"]),
        ("size", f"{path.stat().st_size / 1e6:.2f} MB"),
    ]  # fmt: skip
    return "\n".join(f"{name:<16}{text}" for name, text in rows if text)


def accuracy_by_context(accuracy: np.ndarray, trailing: int = _TRAILING) -> list[tuple[int, float]]:
    """(context, mean accuracy over the `trailing` positions up to it and all sequences); masked ones left out."""
    length = accuracy.shape[1]
    contexts = [context for context in _CONTEXTS if context < length] + [length]
    table = []
    for context in contexts:
        window = accuracy[:, max(context - trailing, 0) : context]
        if not np.isnan(window).all():
            table.append((context, float(np.nanmean(window))))
    return table


def _accuracy(recording: Recording) -> str:
    if recording.context_accuracy is not None:
        return _context_accuracy(recording.metadata["segments"][1:], recording.context_accuracy)
    if recording.accuracy is None:
        return "not recorded"
    chance = recording.metadata["task"].get("chanceLevel")
    chance_text = "" if chance is None else f"; knowing only word frequencies: {chance:.2f}"
    table = accuracy_by_context(recording.accuracy)
    if not table:
        missing = "masked throughout" if recording.metadata["task"]["sampler"] == "shuffled" else "not recorded"
        return f"{missing}{chance_text}"
    shown = "  ".join(f"{value:.2f} at {context}" for context, value in table)
    return f"{shown} (mean of the last {_TRAILING} positions){chance_text}"


def _tokens_per_node(recording: Recording) -> str:
    totals = recording.counts.sum(axis=0)
    labels = [node["label"] for node in recording.metadata["nodes"]]
    listed = ", ".join(f"{label} {total}" for label, total in zip(labels, totals, strict=True))
    return f"{totals.min()} to {totals.max()}: {listed}"


def _context_accuracy(contexts: list[int], rows: np.ndarray) -> str:
    known = ((context, column[~np.isnan(column)]) for context, column in zip(contexts, rows.T, strict=True))
    shown = "  ".join(f"{column.mean():.2f} at {context}" for context, column in known if len(column))
    return f"{shown} (as the file gives it)" if shown else "not recorded"


def _segments(metadata: dict) -> tuple[str, str]:
    marks = metadata["segments"]
    if _fixed(metadata):
        return ("contexts", f"{', '.join(map(str, marks[1:]))}; window fixed by the file")
    return ("segments", f"{len(marks) - 1}: {', '.join(map(str, marks))}")


def _fixed(metadata: dict) -> bool:
    return metadata.get("windows") == "fixed"


def _blocks(model: dict) -> str:
    return f"{model['layers']} blocks, " if model["layers"] else ""


def _flags(recording: Recording) -> str:
    flags = recording.metadata.get("flags", [])
    if not flags:
        return "none"
    kinds = ", ".join(f"{count} {kind}" for kind, count in Counter(flag["kind"] for flag in flags).items())
    shown = [describe_flag(flag) for flag in flags[:_FLAGS_SHOWN]]
    return f"{kinds}: {'; '.join(shown)}{' ...' if len(flags) > len(shown) else ''}"


def describe_flag(flag: dict) -> str:
    """One flag in words."""
    fields = " ".join(f"{key} {value}" for key, value in flag.items() if key != "kind")
    return f"{flag['kind']} ({fields})"


def _size(task: dict) -> str:
    size = task.get("size", {})
    text = f"{size['rows']}x{size['cols']}" if "rows" in size and "cols" in size else str(size.get("n", ""))
    return f"{text}, step {task['step']}" if "step" in task else text
