"""`contextscope-record`, kept for one release."""

import pytest
from conftest import REPOSITORY

from contextscope import validate_file
from contextscope.commands import alias
from contextscope.commands.main import SUBCOMMANDS

SYNTHETIC = REPOSITORY / "fixtures" / "synthetic" / "ring8-tiny.safetensors"


def test_run_still_records_and_says_what_to_call_instead(command, model_folder, tmp_path):
    out = tmp_path / "r.safetensors"
    options = ["--model", model_folder, "--graph", "ring", "--size", "4", "--length", "20", "--out", out]
    code, _, errors = command("run", *options, entry=alias.main)
    assert code == 0 and validate_file(out) == []
    assert errors.startswith("contextscope-record goes away with the next release: call `contextscope record` instead")


@pytest.mark.parametrize("arguments", [["inspect", SYNTHETIC], ["validate", SYNTHETIC], ["packages"], ["version"]])
def test_the_other_subcommands_answer_as_before(command, arguments):
    code, shown, errors = command(*arguments, entry=alias.main)
    assert f"call `contextscope {arguments[0]}` instead" in errors
    assert (code, shown) == command(*arguments)[:2] == (0, shown)


def test_the_new_command_says_nothing_of_it(command):
    assert command("inspect", SYNTHETIC)[2] == ""


def test_help_lists_the_former_names(command):
    code, shown, errors = command("--help", entry=alias.main)
    assert code == 0 and " run " in shown and " record " not in shown and "call `contextscope` instead" in errors


def test_every_former_subcommand_has_one_today():
    assert {*alias.FORMER.values()} <= {*SUBCOMMANDS}
