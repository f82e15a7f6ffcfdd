import numpy as np
from conftest import REPOSITORY

from contextscope import read_recording, ring, write_recording

SYNTHETIC = REPOSITORY / "fixtures" / "synthetic" / "ring8-tiny.safetensors"


def test_inspect_says_what_is_in_a_recording(command):
    code, shown, _ = command("inspect", SYNTHETIC)
    assert code == 0
    for piece in ("Synthetic ring of 8", "0, 1, 2", "2 of 75 words", "0, 10, 20", "apple", "at 75", "none"):
        assert piece in shown
    recording = read_recording(SYNTHETIC)
    assert f"{recording.accuracy[:, -15:].mean():.2f} at 75" in shown
    assert f"apple {(recording.tokens == 0).sum()}" in shown


def test_inspect_and_validate_refuse_a_damaged_file(command):
    damaged = REPOSITORY / "fixtures" / "malformed" / "counts-disagree.safetensors"
    for name in ("inspect", "validate"):
        code, _, errors = command(name, damaged)
        assert code == 1 and "counts disagrees with tokens" in errors


def test_inspect_tells_accuracy_that_was_not_recorded_from_accuracy_that_is_masked(command, tmp_path):
    tokens = np.arange(60).reshape(1, 60) % 4
    for sampler, told in (("random-walk", "not recorded"), ("shuffled", "masked throughout")):
        path = write_recording(
            tmp_path / f"{sampler}.safetensors", tokens=tokens, words=list("abcd"), graph=ring(4), sampler=sampler,
            model={"id": "mine", "layers": 2}, residual={1: np.ones((1, 60, 3))},
        )  # fmt: skip
        code, shown, _ = command("inspect", path)
        (line,) = [line for line in shown.splitlines() if line.startswith("accuracy")]
        assert code == 0 and line.split(maxsplit=1)[1].startswith(told)
