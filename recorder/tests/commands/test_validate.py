from conftest import REPOSITORY

SYNTHETIC = REPOSITORY / "fixtures" / "synthetic" / "ring8-tiny.safetensors"


def test_validate_accepts_a_sound_file(command):
    code, shown, _ = command("validate", SYNTHETIC)
    assert code == 0 and "sound contextscope/1 recording" in shown


def test_validate_takes_several_files_and_fails_where_one_is_not_sound(command):
    damaged = REPOSITORY / "fixtures" / "malformed" / "counts-disagree.safetensors"
    code, shown, errors = command("validate", damaged, SYNTHETIC)
    assert code == 1 and f"{SYNTHETIC}: a sound" in shown and "counts-disagree.safetensors: tensor counts" in errors
    code, shown, _ = command("validate", SYNTHETIC, SYNTHETIC)
    assert code == 0 and len(shown.splitlines()) == 2
