"""What the options of a recording mean: the graphs, layers and model they ask for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..errors import ContextscopeError
from ..models.choice import check_computation, gguf_file, local_folder
from ..models.loading import LoadedModel, load_gguf, load_hub, load_package
from ..models.packages import packaged_model
from ..recording.record import Plan, fit
from ..tasks import graphs
from .terminal import note, timed


def chosen_graphs(
    graph: str, size: str | None, step: int | None, order: str | None
) -> tuple[graphs.Graph, tuple[graphs.Graph, ...]]:
    """The context graph and the reference graphs the options ask for."""
    if graph != "weekdays" and (step is not None or order is not None):
        raise ContextscopeError(f"--step and --order belong to --graph weekdays, not {graph}")
    if graph == "weekdays":
        if size is not None:
            raise ContextscopeError("--size does not apply to weekdays: there are seven")
        context = graphs.weekdays(step, None if order is None else parse_weekday_order(order))
        return context, () if context.edges == graphs.calendar().edges else (graphs.calendar(),)
    if graph == "ring":
        return graphs.ring(_numbers(size or "10", 1)[0]), ()
    if graph == "grid":
        return graphs.grid(*_numbers(size or "4x4", 2)), ()
    if graph == "hex":
        return graphs.hex_lattice(*_numbers(size or "3x3", 2)), ()
    if Path(graph).suffix == ".json":
        if size is not None:
            raise ContextscopeError("--size does not apply to an edge list: its nodes say how many there are")
        return graphs.from_edge_list(Path(graph)), ()
    raise ContextscopeError(f"--graph {graph}: choose ring, grid, hex, weekdays or a .json edge list")


def default_title(context: graphs.Graph) -> str:
    """What a recording is called where no title is given: its graph's, and that it is about weekdays."""
    if context.kind != "weekdays":
        return context.title
    return "Weekdays, order given" if context.step is None else f"Weekdays, step {context.step}"


def parse_weekday_order(text: str) -> list[int]:
    """`Monday,Thursday,...`, `Mon,Thu,...` or `0,3,...` -> indices, 0 = Monday."""
    order = []
    for part in (part.strip() for part in text.split(",")):
        if part.isdigit():
            order.append(int(part))
            continue
        matching = [
            k for k, day in enumerate(graphs.WEEKDAYS) if len(part) >= 2 and day.lower().startswith(part.lower())
        ]
        if len(matching) != 1:
            raise ContextscopeError(f"--order: {part!r} is not a day of the week")
        order.append(matching[0])
    return order


def parse_layers(text: str, option: str = "--layers") -> tuple[int, ...] | None:
    """`all` -> None; `0,12,15-18` -> (0, 12, 15, 16, 17, 18)."""
    if text == "all":
        return None
    layers: list[int] = []
    for part in text.split(","):
        first, dash, last = part.strip().partition("-")
        if not first.isdigit() or (dash and not last.isdigit()) or (dash and int(last) < int(first)):
            raise ContextscopeError(f"{option} {text}: {part!r} is not a layer or a range such as 15-18")
        layers += range(int(first), int(last if dash else first) + 1)
    return tuple(layers)


def parse_by_sequence(text: str) -> tuple[int, ...] | None:
    """`default` -> None, the layer a recording opens on; `none` -> (); else layers as in parse_layers."""
    if text == "default":
        return None
    if text == "none":
        return ()
    if text == "all":
        raise ContextscopeError("--by-sequence all: name the layers; each takes about twice its own size again")
    return parse_layers(text, "--by-sequence")


def load_model(
    model: str | None,
    gguf: Path | None,
    package: str | None,
    revision: str | None,
    device: str,
    dtype: str,
    plan: Plan,
    convert: bool = True,
) -> LoadedModel:
    """The one model asked for, once `plan` is known to fit it. What is wrong at first sight is said before loading."""
    if sum(choice is not None for choice in (model, gguf, package)) != 1:
        raise ContextscopeError("give exactly one of --model, --gguf and --package")
    if revision is not None and model is None:
        raise ContextscopeError("--revision belongs to --model")
    check_computation(device, dtype)
    if model is not None:
        local_folder(model)
        name = model
    elif gguf is not None:
        name = gguf_file(gguf).name
    else:
        name = packaged_model(str(package)).model_id
    note(f"loading {name} (this can take a minute)...")

    def check(tokenizer: Any, config: Any) -> None:
        fit(plan, tokenizer, config)

    with timed(f"loaded {name}"):
        if model is not None:
            return load_hub(model, revision, device, dtype, check)
        if gguf is not None:
            return load_gguf(gguf, device, dtype, check, convert=convert, report=note)
        return load_package(str(package), device, dtype, note, check, convert=convert)


def _numbers(text: str, count: int) -> Sequence[int]:
    parts = text.lower().split("x")
    if len(parts) != count or not all(part.isdigit() for part in parts):
        raise ContextscopeError(
            f"--size {text}: expected {'a number such as 12' if count == 1 else 'two numbers such as 4x4'}"
        )
    return [int(part) for part in parts]
