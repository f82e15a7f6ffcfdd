"""`contextscope news`: check, generate, run, inspect, validate."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from ..errors import ContextscopeError

app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    help="What a model learns of news from its context, and from being fine-tuned on it.",
)  # fmt: skip

CORE = "naive,selfqa,selfqa.own,selfqa.other,selfqa.neutral"

Model = Annotated[str | None, typer.Option(help="Hub id or local folder.")]
Gguf = Annotated[str | None, typer.Option(help="GGUF file.")]
Package = Annotated[str | None, typer.Option(help="Model shipped as packages, see `packages`.")]
Device = Annotated[str, typer.Option(help="auto, cpu or cuda.")]
NewsFolder = Annotated[Path, typer.Option("--news", help="Folder of news files, or one file.")]
Blocks = Annotated[
    Path | None, typer.Option(help='JSON {"blocks": [[ids], ...]}: the order, and which news is the other.')
]
First = Annotated[int | None, typer.Option(help="Only the first so many news; a block must end there.")]
Only = Annotated[str | None, typer.Option(help="Only these news, ids comma-separated, as one block.")]


def _say(line: str) -> None:
    typer.echo(line, err=True)


def _catalog(news: Path, blocks: Path | None, first: int | None, only: str | None) -> Any:
    from .catalog import read_catalog

    ids = [part.strip() for part in only.split(",")] if only else None
    return read_catalog(news, blocks, first, ids)


@app.command()
def check(
    news: Annotated[Path, typer.Argument(help="Folder of news files, or one file.")],
    scores: Annotated[Path | None, typer.Option(help="Folder of check-NAME.json files.")] = None,
    package: Annotated[list[str] | None, typer.Option(help="Packaged model to ask; repeat.")] = None,
    texts: Annotated[Path | None, typer.Option(help="Training texts to compare with.")] = None,
    mark: Annotated[bool, typer.Option("--mark", help="Write flags and checks into the news files.")] = False,
    device: Device = "auto",
) -> None:  # fmt: skip
    """Check a data set: ids, keys, options' priors, what models answer, overlap with training texts.

    Without --package the scores already kept are used and no model is loaded.
    """
    from functools import partial

    from ..models.packages import PACKAGED_MODELS
    from .check import check as check_news
    from .check import check_text, marked
    from .dataset import save_news

    def load(name: str) -> Any:
        from ..models.loading import load_package

        return load_package(name, device, "float32", _say)

    models: dict[str, Any] = {}
    for name in PACKAGED_MODELS if package is None else package:
        if package is not None:
            models[name] = partial(load, name)
        elif scores is not None and (scores / f"check-{name}.json").is_file():
            models[name] = None
    report = check_news(news, models, scores, texts, report=_say)
    if mark:
        for item in marked(report):
            save_news(item, news if news.is_dir() else news.parent)
    typer.echo(check_text(report))


@app.command()
def generate(
    news: NewsFolder,
    out: Annotated[Path, typer.Option(help="File to write or go on with, NAME.json.")],
    key: Annotated[str, typer.Option(help="Short name of the writer, as in the protocol id `selfqa.by-KEY`.")],
    model: Model = None,
    gguf: Gguf = None,
    package: Package = None,
    endpoint: Annotated[str | None, typer.Option(help="OpenAI-compatible: http://localhost:8080/v1")] = None,
    endpoint_model: Annotated[str, typer.Option(help="Name of the model at the endpoint.")] = "default",
    api: Annotated[str, typer.Option(help="Of the endpoint: completions or chat.")] = "completions",
    kinds: Annotated[str, typer.Option(help="Comma-separated.")] = "paraphrase,implication,selfqa",
    count: Annotated[int, typer.Option(help="Texts a news and kind.")] = 32,
    seed: Annotated[int, typer.Option(help="Of the sampling.")] = 0,
    batch: Annotated[int, typer.Option(help="Texts written at a time.")] = 40,
    group: Annotated[int, typer.Option(help="News written about at a time.")] = 1,
    blocks: Blocks = None,
    first: First = None,
    only: Only = None,
    device: Device = "auto",
    dtype: Annotated[str, typer.Option(help="Of the computation: float32, bfloat16.")] = "float32",
) -> None:  # fmt: skip
    """Let a model write training texts: paraphrases, implications, questions and answers."""
    from .generate import EndpointWriter, ModelWriter, Writer
    from .generate import generate as write

    catalog = _catalog(news, blocks, first, only)
    if not 1 <= count <= 4096:
        raise ContextscopeError(f"--count {count}: from 1 to 4096")
    writer: Writer
    if endpoint is not None:
        if any(choice is not None for choice in (model, gguf, package)):
            raise ContextscopeError("give either --endpoint or one of --model, --gguf and --package")
        if api not in ("completions", "chat"):
            raise ContextscopeError(f"--api {api}: choose completions or chat")
        import os

        writer = EndpointWriter(endpoint, endpoint_model, api, os.environ.get("OPENAI_API_KEY"))
    else:
        from .adapter import compute_reproducibly
        from .run import ModelChoice

        compute_reproducibly()
        loaded = ModelChoice(model, gguf, package, None, device, dtype).load(_say)
        writer = ModelWriter(loaded.model, loaded.tokenizer, loaded.metadata(), batch)
    write(writer, key, catalog.news, out, tuple(kind.strip() for kind in kinds.split(",")), count, seed, group, _say)
    typer.echo(f"{out}: texts about {len(catalog.news)} news")


@app.command()
def run(
    news: NewsFolder,
    out: Annotated[Path, typer.Option(help="Results file to write, NAME.json; units are kept beside it.")],
    model: Model = None,
    gguf: Gguf = None,
    package: Package = None,
    protocols: Annotated[str, typer.Option(help="Comma-separated ids; empty: contexts alone.")] = CORE,
    texts: Annotated[Path | None, typer.Option(help="Training texts the model wrote itself.")] = None,
    texts_by: Annotated[list[Path] | None, typer.Option(help="Texts of another writer; repeat.")] = None,
    seeds: Annotated[str, typer.Option(help="Comma-separated.")] = "0",
    states: Annotated[str, typer.Option(help="Protocols whose states are kept: ids, all, or none.")] = "all",
    coordinates: Annotated[int, typer.Option(help="Kept of a displacement, a layer.")] = 16,
    full: Annotated[bool, typer.Option(help="Keep the states of one layer in full, too.")] = True,
    rank: Annotated[int, typer.Option(help="Of the adapter.")] = 8,
    alpha: Annotated[int, typer.Option(help="Of the adapter; its update is scaled by alpha / rank.")] = 8,
    learning_rate: Annotated[float, typer.Option(help="Constant.")] = 5e-4,
    steps: Annotated[int, typer.Option(help="Checkpoints are 0, 1, 2, 4 ... and this.")] = 16,
    jobs: Annotated[int, typer.Option(help="Processes, each with one CPU thread and its own copy of the model.")] = 1,
    stop_after: Annotated[float | None, typer.Option(help="Minutes; then no unit is begun. 0: collect only.")] = None,
    collecting: Annotated[bool, typer.Option("--collect/--no-collect", help="Write the file at the end.")] = True,
    blocks: Blocks = None,
    first: First = None,
    only: Only = None,
    device: Device = "auto",
    machine: Annotated[str, typer.Option(help="What results say they ran on.")] = "",
    id: Annotated[str | None, typer.Option(help="Default: the file's name.")] = None,
    title: Annotated[str | None, typer.Option(help="Default: from the model.")] = None,
    licence: Annotated[str | None, typer.Option(help="Of the results. Default: names the model's.")] = None,
) -> None:  # fmt: skip
    """Fine-tune on each news, evaluate at checkpoints, and write a results file. Goes on where it was stopped."""
    from .collect import Labels, collect
    from .run import run_units

    if out.suffix != ".json":
        raise ContextscopeError(f"--out {out}: a results file is named *.json")
    plan = _plan(
        news, protocols, texts, texts_by, seeds, states, blocks, first, only, machine,
        (model, gguf, package, device), (rank, alpha, learning_rate, steps),
    )  # fmt: skip
    try:
        left = run_units(plan, out, jobs, None if stop_after is None else stop_after * 60, _say)
    except KeyboardInterrupt:
        _say("interrupted: the same command goes on from here")
        raise
    if not collecting:
        return
    collect(plan, out, Labels(id=id, title=title, licence=licence), coordinates, full, _say)
    if left:
        _say(f"{left} units are still to do: the same command goes on with them")
    typer.echo(_inspection(out))


@app.command()
def inspect(file: Path) -> None:
    """Print what is in a results file: news, protocols, accuracy and log p(right), states."""
    typer.echo(_inspection(file))


@app.command()
def validate(files: list[Path]) -> None:
    """Check results files against the format. Exit code 1, and what is wrong, where one is not sound."""
    from ..commands.terminal import report_soundness
    from .results import validate_news

    report_soundness(files, validate_news, "sound contextscope-news/1 results")


def _inspection(file: Path) -> str:
    from .inspection import inspect_results

    return inspect_results(file)


def _plan(
    news: Path, protocols: str, texts: Path | None, texts_by: list[Path] | None, seeds: str, states: str,
    blocks: Path | None, first: int | None, only: str | None, machine: str,
    choice: tuple[str | None, str | None, str | None, str], adapter: tuple[int, int, float, int],
) -> Any:  # fmt: skip
    from .adapter import Settings
    from .protocols import SELF, parse_protocol
    from .run import ModelChoice, Plan
    from .texts import read_texts

    ids = tuple(parse_protocol(part).id for part in protocols.split(",") if part.strip())
    wanted: tuple[str, ...]
    if states == "all":
        wanted = tuple(id for id in ids if parse_protocol(id).scope == "news") or ids
    else:
        wanted = tuple(parse_protocol(part).id for part in states.split(",")) if states != "none" else ()
    files: dict[str, Path] = {} if texts is None else {SELF: texts}
    for file in texts_by or []:
        files[read_texts(file).key] = file
    parts = [part.strip() for part in seeds.split(",")]
    if not all(part.isdigit() for part in parts):
        raise ContextscopeError(f"--seeds {seeds}: expected whole numbers, comma-separated")
    rank, alpha, learning_rate, steps = adapter
    for name, value in (("rank", rank), ("alpha", alpha), ("learning-rate", learning_rate), ("steps", steps)):
        if not value > 0:
            raise ContextscopeError(f"--{name} {value}: must be above 0")
    model, gguf, package, device = choice
    return Plan(
        ModelChoice(model, gguf, package, None, device),
        _catalog(news, blocks, first, only),
        ids,
        tuple(map(int, parts)),
        Settings(rank, alpha, learning_rate, steps),
        files,
        wanted,
        machine,
    )
