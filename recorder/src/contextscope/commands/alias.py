"""The former command `contextscope-record`, kept for one release: it says what to call instead, and does it."""

from __future__ import annotations

import sys

import typer

from .main import SUBCOMMANDS, run
from .terminal import say

FORMER = {"run": "record", "inspect": "inspect", "validate": "validate", "packages": "packages", "version": "version"}
"""Each former subcommand, and its name today."""


def main() -> None:
    """Entry point of `contextscope-record`."""
    asked = next((argument for argument in sys.argv[1:] if argument in FORMER), None)
    instead = "contextscope" if asked is None else f"contextscope {FORMER[asked]}"
    say("contextscope-record", f"goes away with the next release: call `{instead}` instead", typer.colors.YELLOW)
    run("contextscope-record", {name: SUBCOMMANDS[today] for name, today in FORMER.items()})
