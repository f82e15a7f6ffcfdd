"""Running many units: skip what is done, one single-thread process a job, stop in time, lose at most what is in hand.

Beside the results file stands a folder NAME.units with one JSON file a unit, written under another name and renamed,
and its raw states as .npz. A run that was killed goes on where it stopped.
"""

from __future__ import annotations

import json
import multiprocessing
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import ContextscopeError
from ..files import atomic_file
from .adapter import Settings
from .catalog import NewsCatalog, digest
from .protocols import SELF, parse_protocol
from .texts import TextsFile, read_texts
from .units import Bench, Unit, unit_digests

PLAN_FILE = "plan.json"


@dataclass(frozen=True)
class ModelChoice:
    """Which model to load and where to compute; one of `model`, `gguf`, `package` is given."""

    model: str | None = None
    gguf: str | None = None
    package: str | None = None
    revision: str | None = None
    device: str = "auto"
    dtype: str = "float32"

    def load(self, report: Callable[[str], None] = lambda _: None) -> Any:
        from .. import models

        if sum(choice is not None for choice in (self.model, self.gguf, self.package)) != 1:
            raise ContextscopeError("give exactly one of --model, --gguf and --package")
        if self.model is not None:
            return models.load_hub(self.model, self.revision, self.device, self.dtype)
        if self.gguf is not None:
            return models.load_gguf(Path(self.gguf), self.device, self.dtype)
        return models.load_package(str(self.package), self.device, self.dtype, report)


@dataclass(frozen=True)
class Plan:
    """Everything a run does. `texts`: files by writer key, the model's own under `self`. `states_of`: protocols whose
    states are kept."""

    choice: ModelChoice
    catalog: NewsCatalog
    protocols: tuple[str, ...]
    seeds: tuple[int, ...] = (0,)
    settings: Settings = field(default_factory=Settings)
    texts: Mapping[str, Path] = field(default_factory=dict)
    states_of: tuple[str, ...] = ()
    machine: str = ""

    def units(self) -> list[Unit]:
        """In order of worth: what needs no training, then seed by seed, protocol by protocol, news by news."""
        units = [Unit("ability"), *(Unit("contexts", item.id) for item in self.catalog.news)]
        for seed in self.seeds:
            for id in self.protocols:
                if parse_protocol(id).scope == "joint":
                    units.append(Unit("joint", protocol=id, seed=seed))
                else:
                    units += [Unit("train", item.id, id, seed) for item in self.catalog.news]
        return units


def units_folder(out: Path) -> Path:
    """Where the units of results file `out` are kept."""
    return out.with_name(out.stem + ".units")


def pending(plan: Plan, folder: Path, texts: Mapping[str, TextsFile]) -> list[Unit]:
    """Units without a result, or with one that rests on other news, other texts or a file that cannot be read."""
    return [unit for unit in plan.units() if not _is_done(plan, folder, texts, unit)]


def run_units(
    plan: Plan,
    out: Path,
    jobs: int = 1,
    stop_after: float | None = None,
    report: Callable[[str], None] = lambda _: None,
) -> int:
    """Do what is pending; returns how many units are still pending at the end.

    `jobs`: processes, each with one CPU thread and a model of its own; on CUDA they share the card. `stop_after`:
    seconds after which no further unit is begun; 0 does none. `report` gets one line a unit, with the time left.
    Raises ContextscopeError for a folder begun with another model or other settings, and for a unit that fails.
    """
    for id in plan.protocols:
        parse_protocol(id)
    folder = units_folder(out)
    folder.mkdir(parents=True, exist_ok=True)
    texts = {key: read_texts(path) for key, path in plan.texts.items()}
    _check_texts(plan, texts)
    todo = pending(plan, folder, texts)
    total = len(plan.units())
    report(f"{total} units, {total - len(todo)} done before, {len(todo)} to do")
    if not todo or (stop_after is not None and stop_after <= 0):
        return len(todo)
    started = time.monotonic()
    deadline = None if stop_after is None else time.time() + stop_after
    done = 0

    def note(name: str, seconds: float) -> None:
        nonlocal done
        done += 1
        left = (time.monotonic() - started) / done * (len(todo) - done)
        report(f"{done} of {len(todo)}  {name}  {seconds:.1f} s, about {_duration(left)} left")

    if jobs <= 1:
        bench = _open(plan, folder)
        for unit in todo:
            if deadline is not None and time.time() > deadline:
                break
            note(unit.name, _do(bench, folder, unit))
        return len(todo) - done
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(min(jobs, len(todo)), context, _begin, (plan, folder, deadline))
    try:
        for future in as_completed([pool.submit(_work, unit) for unit in todo]):
            name, seconds = future.result()
            if seconds is not None:
                note(name, seconds)
    except BaseException:
        processes = list((getattr(pool, "_processes", None) or {}).values())
        pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()
        raise
    pool.shutdown()
    return len(todo) - done


def read_unit(folder: Path, unit: Unit) -> dict[str, Any] | None:
    """A unit's JSON, None where it is not there or not whole."""
    try:
        value = json.loads((folder / f"{unit.name}.json").read_bytes())
    except (OSError, ValueError):
        return None
    return value if isinstance(value, dict) else None


def read_states(folder: Path, unit: Unit) -> dict[str, np.ndarray]:
    """A unit's raw states; empty where it has none."""
    path = folder / f"{unit.name}.npz"
    if not path.is_file():
        return {}
    with np.load(path, allow_pickle=False) as archive:
        return {name: archive[name] for name in archive.files}


_bench: Bench | None = None
_folder = Path()
_deadline: float | None = None


def _begin(plan: Plan, folder: Path, deadline: float | None) -> None:
    global _bench, _folder, _deadline
    _bench, _folder, _deadline = _open(plan, folder), folder, deadline


def _work(unit: Unit) -> tuple[str, float | None]:
    if _deadline is not None and time.time() > _deadline:
        return unit.name, None
    assert _bench is not None
    return unit.name, _do(_bench, _folder, unit)


def _open(plan: Plan, folder: Path) -> Bench:
    from .adapter import compute_reproducibly

    compute_reproducibly()
    loaded = plan.choice.load()
    _check_plan(plan, folder, loaded)
    texts = {key: read_texts(path) for key, path in plan.texts.items()}
    return Bench(loaded.model, loaded.tokenizer, plan.catalog, plan.settings, texts, plan.states_of, plan.machine)


def _do(bench: Bench, folder: Path, unit: Unit) -> float:
    """Run and keep one unit; the JSON comes last, so that it stands for the whole."""
    done = bench.run(unit)
    if done.states:
        with atomic_file(folder / f"{unit.name}.npz") as stream:
            np.savez(stream, **done.states)
    with atomic_file(folder / f"{unit.name}.json") as stream:
        stream.write(json.dumps(done.value, ensure_ascii=False, allow_nan=False).encode())
    return float(done.value["wallSeconds"])


def _is_done(plan: Plan, folder: Path, texts: Mapping[str, TextsFile], unit: Unit) -> bool:
    value = read_unit(folder, unit)
    if value is None:
        return False
    if unit.kind == "ability":
        return True
    if unit.kind == "joint":
        wanted = {item.id: unit_digests(plan.catalog, texts, unit, item.id) for item in plan.catalog.news}
    else:
        wanted = unit_digests(plan.catalog, texts, unit, unit.news)
    if value.get("digests") != wanted:
        return False
    keeps = bool(plan.states_of) if unit.kind == "contexts" else unit.protocol in plan.states_of
    return not keeps or (folder / f"{unit.name}.npz").is_file()


def _check_texts(plan: Plan, texts: Mapping[str, TextsFile]) -> None:
    """Every text a protocol needs is there before anything is computed."""
    for id in plan.protocols:
        protocol = parse_protocol(id)
        if protocol.data == "naive":
            continue
        if protocol.writer not in texts:
            option = "--texts" if protocol.writer == SELF else "--texts-by"
            raise ContextscopeError(f"protocol {id}: no texts by {protocol.writer!r}: give their file with {option}")
        for item in plan.catalog.news:
            texts[protocol.writer].of(item.id, protocol.data)
            made_for = texts[protocol.writer].value["news"][item.id].get("digest")
            if made_for is not None and made_for != digest(item):
                raise ContextscopeError(
                    f"{texts[protocol.writer].name}: the texts about {item.id!r} were written for another version of "
                    "this news: run `news generate` again"
                )


def _check_plan(plan: Plan, folder: Path, loaded: Any) -> None:
    """What must stay the same in a folder is written down with the first unit and held against later ones."""
    now = {"model": loaded.metadata() | {"parameters": loaded.model.num_parameters()}}
    now["settings"] = plan.settings.to_json()
    now["citation"] = loaded.citation
    now["licence"] = loaded.licence
    path = folder / PLAN_FILE
    if path.is_file():
        before = json.loads(path.read_bytes())
        for field_ in ("model", "settings"):
            if before.get(field_) != now[field_]:
                raise ContextscopeError(
                    f"{folder.name} was begun with another {field_} ({before.get(field_)}): choose another --out"
                )
        return
    with atomic_file(path) as stream:
        stream.write(json.dumps(now, ensure_ascii=False).encode())


def read_plan(folder: Path) -> dict[str, Any]:
    """What _check_plan wrote: model, settings, citation, licence."""
    path = folder / PLAN_FILE
    if not path.is_file():
        raise ContextscopeError(f"{folder}: nothing was run here yet")
    return json.loads(path.read_bytes())


def seeds_done(units: Sequence[Unit]) -> tuple[int, ...]:
    """Seeds of the trained units, ascending."""
    return tuple(sorted({unit.seed for unit in units if unit.protocol}))


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s"
