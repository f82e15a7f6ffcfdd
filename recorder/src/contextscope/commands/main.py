"""The command `contextscope`: its subcommands, each imported when it is called."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from ..errors import ContextscopeError
from .terminal import say

SUBCOMMANDS = {
    "record": "contextscope.commands.record",
    "inspect": "contextscope.commands.inspect",
    "validate": "contextscope.commands.validate",
    "packages": "contextscope.commands.packages",
    "news": "contextscope.news.cli",
    "version": "contextscope.commands.version",
}
"""Name -> the module whose `app`, a typer.Typer, is the subcommand: one command, or a group of several.

`contextscope --help` imports all of them, so they import torch only once they run.
"""

INTERRUPTED = 130


class _Imported(Mapping[str, Any]):
    """Subcommands by name, imported when one is taken."""

    def __init__(self, modules: Mapping[str, str]) -> None:
        self._modules = modules

    def __getitem__(self, name: str) -> Any:
        command = typer.main.get_command(import_module(self._modules[name]).app)
        command.name = name
        return command

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __len__(self) -> int:
        return len(self._modules)


def main() -> None:
    """Entry point of `contextscope`."""
    run("contextscope", SUBCOMMANDS)


def run(program: str, subcommands: Mapping[str, str]) -> None:
    """Run the command line of this process and exit; what a user can put right becomes one line and exit code 1."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    group = TyperGroup(
        name=program,
        commands=_Imported(subcommands),
        no_args_is_help=True,
        help="How a language model's representations reorganise as it learns: recorded, checked, shown.",
    )
    try:
        # Without standalone mode, the code a command exits with is returned; Ctrl-C comes back as 130.
        code = group.main(prog_name=program, standalone_mode=False) or 0
    except ContextscopeError as error:
        _fail(program, str(error), 1)
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except Exception as error:
        if not hasattr(error, "format_message"):
            raise
        _fail(program, error.format_message(), 2)
    if code == INTERRUPTED:
        _fail(program, "interrupted", INTERRUPTED)
    sys.exit(code)


def _fail(program: str, message: str, code: int) -> None:
    say(f"{program}:", message, typer.colors.RED)
    sys.exit(code)
