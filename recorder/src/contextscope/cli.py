"""The command `contextscope-record`: run, inspect, validate, packages."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from . import graphs
from .errors import ContextscopeError
from .inspection import describe_flag, inspect_text
from .model_choice import check_computation, gguf_file, local_folder
from .packages import PACKAGED_MODELS, packaged_model
from .progress import token_progress
from .record import BOS, Plan, check_plan, fit, record
from .recording import Labels, save
from .samplers import DEFAULT_STAY, SAMPLERS
from .segments import parse_schedule
from .validate import validate_file
from .version import __version__

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

INTERRUPTED = 130


def main() -> None:
    """Entry point: errors a user can put right become one line and exit code 1."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        # Without standalone mode, the code a command exits with is returned; Ctrl-C comes back as 130.
        code = app(standalone_mode=False) or 0
    except ContextscopeError as error:
        _fail(str(error), 1)
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except Exception as error:
        if not hasattr(error, "format_message"):
            raise
        _fail(error.format_message(), 2)
    if code == INTERRUPTED:
        _fail("interrupted: nothing was written", INTERRUPTED)
    sys.exit(code)


@app.callback()
def _root() -> None:
    """Record how a language model's representations reorganise as its context grows."""


@app.command()
def run(
    out: Annotated[Path, typer.Option(help="File to write, NAME.safetensors.")],
    model: Annotated[str | None, typer.Option(help="Hub id or local folder.")] = None,
    gguf: Annotated[Path | None, typer.Option(help="GGUF file.")] = None,
    package: Annotated[str | None, typer.Option(help="Model shipped as packages, see `packages`.")] = None,
    revision: Annotated[str | None, typer.Option(help="Branch, tag or commit of a hub model.")] = None,
    graph: Annotated[str, typer.Option(help="ring, grid, hex, weekdays, or the path of an edge list (JSON).")] = "grid",
    size: Annotated[str | None, typer.Option(help="Ring: 12. Grid, hex: 4x4 (hex counts hexagons).")] = None,
    step: Annotated[int | None, typer.Option(help="Weekdays: days from one word to the next, 1 to 6.")] = None,
    order: Annotated[str | None, typer.Option(help="Weekdays: once around, e.g. Mon,Thu,... or 0,3,...")] = None,
    sampler: Annotated[str, typer.Option(help=f"{', '.join(SAMPLERS)}.")] = "random-walk",
    stay: Annotated[float, typer.Option(help="Lazy walk: probability of repeating the word.")] = DEFAULT_STAY,
    length: Annotated[int, typer.Option(help="Words a sequence.")] = 450,
    sequences: Annotated[int, typer.Option(help="Sequences, pooled in one recording.")] = 4,
    seed: Annotated[int, typer.Option(help="Seed of the first sequence; the others count up.")] = 1,
    words: Annotated[str | None, typer.Option(help="In node order, comma-separated. Default: built-in nouns.")] = None,
    word_seed: Annotated[int, typer.Option(help="Chooses and places the built-in nouns.")] = 0,
    prefix: Annotated[str, typer.Option(help="bos, none, or text read before the first word.")] = "bos",
    layers: Annotated[str, typer.Option(help="all, or e.g. 0,12,15-18.")] = "all",
    segments: Annotated[str, typer.Option(help="SIZE:UNTIL,...,SIZE in tokens.")] = "10:50,25:200,50",
    store: Annotated[str, typer.Option(help="float16, bfloat16 or float32.")] = "float16",
    dtype: Annotated[str, typer.Option(help="Of the computation: auto, float32, bfloat16, float16.")] = "auto",
    device: Annotated[str, typer.Option(help="auto, cpu or cuda.")] = "auto",
    chunk: Annotated[int, typer.Option(help="Tokens read at a time; smaller needs less memory.")] = 512,
    logit_chunk: Annotated[int, typer.Option(help="Positions whose logits are held at a time.")] = 64,
    id: Annotated[str | None, typer.Option(help="Default: the file's name.")] = None,
    title: Annotated[str | None, typer.Option(help="Default: from the graph.")] = None,
    description: Annotated[str, typer.Option(help="A sentence on what to see.")] = "",
    group: Annotated[str | None, typer.Option(help="Replicates share a group.")] = None,
    licence: Annotated[str | None, typer.Option(help="Of the recording. Default: names the model's.")] = None,
    created: Annotated[str | None, typer.Option(help="UTC time, e.g. 2026-11-23T12:00:00Z. Default: now.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace an existing file.")] = False,
) -> None:  # fmt: skip
    """Record a model reading words along a graph."""
    if out.suffix != ".safetensors":
        raise ContextscopeError(f"--out {out}: a recording is named *.safetensors")
    if out.exists() and not force:
        raise ContextscopeError(f"--out {out} exists: choose another name, or --force to replace it")
    if sequences < 1:
        raise ContextscopeError(f"--sequences {sequences}: at least one is needed")
    context, references = chosen_graphs(graph, size, step, order)
    plan = Plan(
        context,
        references,
        sampler,
        stay,
        length,
        seeds=tuple(range(seed, seed + sequences)),
        words=tuple(word.strip() for word in words.split(",")) if words else None,
        word_seed=word_seed,
        prefix={"bos": BOS, "none": ""}.get(prefix, prefix),
        layers=parse_layers(layers),
        schedule=parse_schedule(segments),
        store=store,
    )
    check_plan(plan, chunk, logit_chunk)
    loaded = load_model(model, gguf, package, revision, device, dtype, plan)
    terms = f" ({loaded.licence})" if loaded.licence else ""
    labels = Labels(
        id=id or out.stem,
        title=title or default_title(context),
        description=description,
        group=group,
        licence=licence or f"recorded from {loaded.id}, whose terms apply{terms}",
        created=created,
    )
    total = sequences * (length + len(fit(plan, loaded.tokenizer, loaded.config).prefix_ids))
    with token_progress(labels.id, total) as advance:
        recording = record(loaded, plan, labels, chunk, logit_chunk, advance)
    flags = save(out, recording)
    for flag in flags:
        _say("flag", describe_flag(flag), typer.colors.YELLOW)
    typer.echo(inspect_text(out))


@app.command()
def inspect(file: Path) -> None:
    """Print what is in a recording: task, model, accuracy by context, tokens per node, flags."""
    typer.echo(inspect_text(file))


@app.command()
def validate(files: list[Path]) -> None:
    """Check recordings against the format. Exit code 1, and what is wrong, where one is not sound."""
    sound = True
    for file in files:
        problems = validate_file(file)
        for problem in problems:
            typer.echo(problem, err=True)
        if not problems:
            typer.echo(f"{file}: a sound contextscope/1 recording")
        sound = sound and not problems
    if not sound:
        raise typer.Exit(1)


@app.command()
def packages() -> None:
    """List the models --package knows."""
    for name, packaged in PACKAGED_MODELS.items():
        typer.echo(f"{name:<26}{packaged.model_id} {packaged.weights} ({packaged.licence})")


@app.command()
def version() -> None:
    """Print the recorder's version."""
    typer.echo(__version__)


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


def parse_layers(text: str) -> tuple[int, ...] | None:
    """`all` -> None; `0,12,15-18` -> (0, 12, 15, 16, 17, 18)."""
    if text == "all":
        return None
    layers: list[int] = []
    for part in text.split(","):
        first, dash, last = part.strip().partition("-")
        if not first.isdigit() or (dash and not last.isdigit()) or (dash and int(last) < int(first)):
            raise ContextscopeError(f"--layers {text}: {part!r} is not a layer or a range such as 15-18")
        layers += range(int(first), int(last if dash else first) + 1)
    return tuple(layers)


def load_model(
    model: str | None,
    gguf: Path | None,
    package: str | None,
    revision: str | None,
    device: str,
    dtype: str,
    plan: Plan,
) -> Any:
    """The one model asked for, once `plan` is known to fit it.

    Imports torch only here, so that inspect and validate, and what is wrong at first sight, come at once.
    """
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
    typer.echo(f"loading {name} (this can take a minute)...", err=True)
    from . import models

    def check(tokenizer: Any, config: Any) -> None:
        fit(plan, tokenizer, config)

    if model is not None:
        return models.load_hub(model, revision, device, dtype, check)
    if gguf is not None:
        return models.load_gguf(gguf, device, dtype, check)
    return models.load_package(str(package), device, dtype, lambda line: typer.echo(line, err=True), check)


def _numbers(text: str, count: int) -> Sequence[int]:
    parts = text.lower().split("x")
    if len(parts) != count or not all(part.isdigit() for part in parts):
        raise ContextscopeError(
            f"--size {text}: expected {'a number such as 12' if count == 1 else 'two numbers such as 4x4'}"
        )
    return [int(part) for part in parts]


def _say(label: str, message: str, colour: str) -> None:
    typer.echo(f"{typer.style(label, fg=colour)} {message}", err=True)


def _fail(message: str, code: int) -> None:
    _say("contextscope-record:", message, typer.colors.RED)
    sys.exit(code)


if __name__ == "__main__":
    main()
