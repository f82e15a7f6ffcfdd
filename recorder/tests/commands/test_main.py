"""The table of subcommands: each imported when it is called, without torch."""

import subprocess
import sys

import pytest
from conftest import REPOSITORY

from contextscope.commands.main import SUBCOMMANDS, run
from contextscope.version import __version__

SYNTHETIC = REPOSITORY / "fixtures" / "synthetic" / "ring8-tiny.safetensors"
WITHOUT_TORCH = """
import sys
from contextscope.commands.main import main
try:
    main()
except SystemExit as stop:
    assert not stop.code, stop.code
print("imported:", *sorted({"torch", "transformers", "gguf"} & {*sys.modules}))
"""


@pytest.mark.parametrize(
    "arguments", [["inspect", SYNTHETIC], ["validate", SYNTHETIC], ["packages"], ["version"], ["--help"]], ids=str
)
def test_what_loads_no_model_imports_no_torch(arguments):
    command = [sys.executable, "-c", WITHOUT_TORCH, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1].strip() == "imported:" and len(done.stdout.splitlines()) > 1


def test_help_lists_every_subcommand_of_the_table(command):
    code, shown, _ = command("--help")
    assert code == 0 and all(f" {name} " in shown for name in SUBCOMMANDS)


def test_a_later_group_of_commands_is_one_line_of_the_table(command, tmp_path, monkeypatch):
    (tmp_path / "made_group.py").write_text(
        "import typer\napp = typer.Typer()\n"
        "@app.command()\ndef one(n: int): typer.echo(f'one {n}')\n"
        "@app.command()\ndef two(): typer.echo('two')\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    table = {**SUBCOMMANDS, "made": "made_group"}
    assert command("version", entry=lambda: run("contextscope", table))[1].strip() == __version__
    assert "made_group" not in sys.modules
    assert command("made", "one", "7", entry=lambda: run("contextscope", table))[:2] == (0, "one 7\n")
    assert "made_group" in sys.modules


def test_an_unknown_subcommand_is_one_line_that_names_a_near_one(command):
    code, shown, errors = command("inspct", SYNTHETIC)
    assert (code, shown) == (2, "") and errors == "contextscope: No such command 'inspct'. Did you mean 'inspect'?"


def test_the_package_runs_as_a_module():
    done = subprocess.run([sys.executable, "-m", "contextscope", "version"], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == __version__
