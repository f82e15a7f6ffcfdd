"""What a reader at the terminal sees on the error stream: labelled lines, times taken, a bar over tokens."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)


def say(label: str, message: str, colour: str) -> None:
    """One line, its label in colour where there is a terminal."""
    typer.echo(f"{typer.style(label, fg=colour)} {message}", err=True)


def note(line: str) -> None:
    """One plain line."""
    typer.echo(line, err=True)


def report_soundness(files: list[Path], problems_of: Callable[[Path], Sequence[str]], sound: str) -> None:
    """Say of every file what is wrong with it, or that it is `sound`. Raises typer.Exit(1) where one is not."""
    all_sound = True
    for file in files:
        problems = problems_of(file)
        for problem in problems:
            note(problem)
        if not problems:
            typer.echo(f"{file}: {sound}")
        all_sound = all_sound and not problems
    if not all_sound:
        raise typer.Exit(1)


@contextmanager
def timed(what: str) -> Iterator[None]:
    """When the block has ended well, say that `what` took so long, and how much time of the processors."""
    began, cpu = time.monotonic(), time.process_time()
    yield
    note(f"{what} in {time.monotonic() - began:.1f} s ({time.process_time() - cpu:.1f} s of CPU)")


@contextmanager
def token_progress(label: str, total: int) -> Iterator[Callable[[int], None]]:
    """Show a bar while the block runs; the block calls what it is given with the tokens just read."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("tokens, elapsed"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(label, total=total)
        yield lambda tokens: bar.update(task, advance=tokens)
