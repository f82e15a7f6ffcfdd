"""`contextscope version`."""

from __future__ import annotations

import typer

from ..version import __version__

app = typer.Typer(add_completion=False)


@app.command()
def version() -> None:
    """Print the version of this package."""
    typer.echo(__version__)
