"""`contextscope inspect`: what is in a recording."""

from __future__ import annotations

from pathlib import Path

import typer

from ..recording.inspection import inspect_text

app = typer.Typer(add_completion=False)


@app.command()
def inspect(file: Path) -> None:
    """Print what is in a recording: task, model, accuracy by context, tokens per node, flags."""
    typer.echo(inspect_text(file))
