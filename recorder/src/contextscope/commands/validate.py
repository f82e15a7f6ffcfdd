"""`contextscope validate`: are recordings sound?"""

from __future__ import annotations

from pathlib import Path

import typer

from ..recording.validate import validate_file

app = typer.Typer(add_completion=False)


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
