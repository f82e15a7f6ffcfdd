"""`contextscope record`: a model reads words along a graph, and a recording of it is written."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..errors import ContextscopeError
from ..recording.format import Labels
from ..recording.inspection import describe_flag, inspect_text
from ..recording.record import BOS, Plan, check_plan, fit
from ..recording.record import record as record_plan
from ..recording.segments import parse_schedule
from ..recording.storage import save
from ..tasks.samplers import DEFAULT_STAY, SAMPLERS
from .options import chosen_graphs, default_title, load_model, parse_by_sequence, parse_layers
from .terminal import say, timed, token_progress

app = typer.Typer(add_completion=False)


@app.command()
def record(
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
    by_sequence: Annotated[str, typer.Option(help="Layers to keep sequences apart in; default, none.")] = "default",
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
    convert: Annotated[bool, typer.Option(help="Keep a GGUF's weights, converted once, in the cache.")] = True,
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
        by_sequence=parse_by_sequence(by_sequence),
    )
    check_plan(plan, chunk, logit_chunk)
    loaded = load_model(model, gguf, package, revision, device, dtype, plan, convert)
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
    try:
        with timed(f"read {total} tokens"), token_progress(labels.id, total) as advance:
            recording = record_plan(loaded, plan, labels, chunk, logit_chunk, advance)
        flags = save(out, recording)
    except KeyboardInterrupt:
        say("stopped", "nothing was written", typer.colors.YELLOW)
        raise
    for flag in flags:
        say("flag", describe_flag(flag), typer.colors.YELLOW)
    typer.echo(inspect_text(out))
