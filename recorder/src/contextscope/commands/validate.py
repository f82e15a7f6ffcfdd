"""`contextscope validate`: are recordings sound?"""

from __future__ import annotations

from pathlib import Path

import typer

from ..recording.validate import validate_file
from .terminal import report_soundness

app = typer.Typer(add_completion=False)


@app.command()
def validate(files: list[Path]) -> None:
    """Check recordings against the format. Exit code 1, and what is wrong, where one is not sound."""
    report_soundness(files, validate_file, "a sound contextscope/1 recording")
