"""Runs: bitwise reproducible, resumed after a kill, and collected into a sound file with the numbers the units hold."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import torch
from news.small import TEXTS, small_catalog, write_news, write_small_texts

from contextscope.errors import ContextscopeError
from contextscope.news.adapter import Settings, attach, checkpoints, compute_reproducibly, reset
from contextscope.news.collect import collect
from contextscope.news.results import read_news_results, validate_news
from contextscope.news.run import ModelChoice, Plan, pending, read_states, read_unit, run_units, units_folder
from contextscope.news.scoring import score
from contextscope.news.states import bridge_layers, coordinates, cosines, fit_basis, full_layer
from contextscope.news.texts import read_texts
from contextscope.news.units import Bench, Unit

SETTINGS = Settings(rank=2, alpha=2, learning_rate=1e-2, steps=3)
PROTOCOLS = ("naive", "selfqa", "selfqa.own", "naive.joint")


@pytest.fixture(autouse=True)
def _deterministic():
    compute_reproducibly()
    yield
    torch.use_deterministic_algorithms(False)


@pytest.fixture
def plan(model_folder, tmp_path) -> Plan:
    return Plan(
        ModelChoice(model=str(model_folder), device="cpu"),
        small_catalog(),
        PROTOCOLS,
        (0, 1),
        SETTINGS,
        {"self": write_small_texts(tmp_path)},
        ("naive", "selfqa"),
    )


def bench_of(loaded, texts: Path) -> Bench:
    return Bench(loaded.model, loaded.tokenizer, small_catalog(), SETTINGS, {"self": read_texts(texts)}, ["selfqa"])


def without_time(value: dict) -> dict:
    return {key: entry for key, entry in value.items() if not key.endswith("Seconds")}


def test_checkpoints_double_and_end_with_the_last_step():
    assert checkpoints(16) == (0, 1, 2, 4, 8, 16)
    assert checkpoints(10) == (0, 1, 2, 4, 8, 10)
    assert checkpoints(1) == (0, 1)


def test_a_unit_is_bitwise_the_same_again_and_after_others(gemma, tmp_path):
    bench = bench_of(gemma, write_small_texts(tmp_path))
    unit = Unit("train", "kite", "selfqa", 1)
    first = bench.run(unit)
    bench.run(Unit("train", "milk", "naive", 0))
    bench.run(Unit("contexts", "kite"))
    again = bench.run(unit)
    assert without_time(first.value) == without_time(again.value)
    assert first.states.keys() == again.states.keys()
    for name in first.states:
        np.testing.assert_array_equal(first.states[name], again.states[name])


def test_seeds_and_protocols_make_a_difference(gemma, tmp_path):
    bench = bench_of(gemma, write_small_texts(tmp_path))
    losses = [
        tuple(bench.run(Unit("train", "kite", protocol, seed)).value["losses"])
        for protocol, seed in (("selfqa", 0), ("selfqa", 1), ("selfqa.own", 0))
    ]
    assert len(set(losses)) == 3


def test_training_lowers_the_loss_and_leaves_the_model_itself_alone(gemma, tmp_path):
    bench = bench_of(gemma, write_small_texts(tmp_path))
    before = bench.run(Unit("contexts", "kite")).value["scores"]
    value = bench.run(Unit("train", "kite", "naive")).value
    assert value["losses"][-1] < value["losses"][0]
    assert value["checkpoints"][0]["scores"]["none"] == before["none"]
    assert value["checkpoints"][-1]["scores"]["none"] != before["none"]
    assert bench.run(Unit("contexts", "kite")).value["scores"] == before


def test_a_fresh_adapter_changes_nothing_and_starts_the_same_on_every_call(gemma, tmp_path):
    bench = bench_of(gemma, write_small_texts(tmp_path))
    items = bench.items("kite", "none")
    weights = reset(bench.adapted, 5)
    start = [weight.detach().clone() for weight in weights]
    with bench.adapted.disable_adapter():
        bare = score(bench.model, items).options
    assert score(bench.model, items).options == bare
    for a, b in zip(start, reset(bench.adapted, 5), strict=True):
        assert torch.equal(a, b)
    assert any(not torch.equal(a, b) for a, b in zip(start, reset(bench.adapted, 6), strict=True))


def test_every_linear_layer_but_the_head_is_adapted(gemma):
    adapted = attach(gemma.model, SETTINGS)
    names = {name.rsplit(".", 2)[0] for name, _ in adapted.named_modules() if name.endswith("lora_A.default")}
    assert len(names) == 3 * 7
    assert not any("lm_head" in name for name in names)
    assert {name for name, weight in adapted.named_parameters() if weight.requires_grad} == {
        f"{name}.{part}.default.weight" for name in names for part in ("lora_A", "lora_B")
    }


def test_counts_at_checkpoints_are_those_of_the_batches(gemma, tmp_path):
    bench = bench_of(gemma, write_small_texts(tmp_path))
    plain = bench.run(Unit("train", "kite", "selfqa")).value["checkpoints"]
    shadowed = bench.run(Unit("train", "kite", "selfqa.own")).value["checkpoints"]
    assert [mark["step"] for mark in plain] == [0, 1, 2, 3]
    assert plain[0]["tokens"] == plain[0]["examples"] == 0
    prefix = len(bench.encoder.context(TEXTS["kite"]))
    for mark, other in zip(plain, shadowed, strict=True):
        assert mark["prefixTokens"] == 0
        assert other["prefixTokens"] == prefix * other["examples"]
        # Answers are shorter than questions with answers.
        assert mark["lossTokens"] < mark["tokens"] or mark["step"] == 0
        assert abs(mark["tokens"] - other["tokens"]) <= 20


def test_a_run_is_collected_into_a_sound_file(plan, tmp_path):
    out = tmp_path / "tiny.json"
    said: list[str] = []
    assert run_units(plan, out, report=said.append) == 0
    assert said[0] == "24 units, 0 done before, 24 to do"
    collect(plan, out, k=4)
    assert validate_news(out) == []
    results = read_news_results(out)
    value = results.value
    assert [entry["news"] for entry in value["contexts"]] == list(TEXTS)
    assert len(value["runs"]) == 3 * 4 * 2
    folder = units_folder(out)
    for run in value["runs"]:
        if run["protocol"] == "naive.joint":
            continue
        unit = read_unit(folder, Unit("train", run["news"], run["protocol"], run["seed"]))
        for mark, original in zip(run["checkpoints"], unit["checkpoints"], strict=True):
            for context, rows in original["scores"].items():
                np.testing.assert_allclose(mark["scores"][context], rows, atol=6e-5)


def test_cosine_matrices_and_full_states_are_those_of_the_raw_states(plan, tmp_path):
    out = tmp_path / "tiny.json"
    run_units(plan, out)
    collect(plan, out, k=16)
    results = read_news_results(out)
    states, folder = results.value["states"], units_folder(out)
    raw = {id: read_states(folder, Unit("train", id, "selfqa", 1)) for id in TEXTS}
    contexts = {id: read_states(folder, Unit("contexts", id)) for id in TEXTS}
    before = {"kite": "opera", "milk": "kite", "opera": "milk"}
    tuning = np.stack([(raw[id]["answer"][-1] - raw[before[id]]["answerOther"][-1]).mean(0) for id in TEXTS])
    context = np.stack([(contexts[id]["answer.own"] - contexts[id]["answer.other"]).mean(0) for id in TEXTS])
    found = results.tensor("bridge.selfqa.1.3").astype(float)
    for layer in range(4):
        for i in range(3):
            for j in range(3):
                a, b = tuning[i, layer], context[j, layer]
                expected = float(a @ b / np.linalg.norm(a) / np.linalg.norm(b)) if a.any() and b.any() else np.nan
                np.testing.assert_allclose(found[layer, i, j], expected, atol=2e-3)
    rows, k = results.tensor("rows.answer"), states["k"]
    assert k == 16
    full = results.tensor("full.values").astype(float)
    inside = results.tensor("coordinates.answer")[results.tensor("full.rows"), states["fullLayer"]].astype(float)
    # With as many coordinates as dimensions nothing is lost: the basis turns one into the other.
    np.testing.assert_allclose(inside @ results.tensor("full.basis"), full, atol=0.02 * np.abs(full).max())
    assert set(rows[:, 1]) == {0, 1, 2, 3}
    assert all(min(share) > 0.999 for share in states["kept"].values())


def test_a_basis_is_orthonormal_and_says_what_it_keeps(rng):
    groups = {"context": rng.normal(size=(7, 2, 6)), "tuning": rng.normal(size=(30, 2, 6)) * 5}
    basis = fit_basis(groups, 3)
    for layer in range(2):
        np.testing.assert_allclose(basis.vectors[layer] @ basis.vectors[layer].T, np.eye(3), atol=1e-12)
        for name, rows in groups.items():
            inside = (coordinates(rows, basis)[:, layer] ** 2).sum()
            assert basis.kept[name][layer] == pytest.approx(inside / (rows[:, layer] ** 2).sum())
        strongest = np.abs(basis.vectors[layer]).argmax(1)
        assert (basis.vectors[layer][np.arange(3), strongest] > 0).all()


def test_groups_weigh_alike_however_many_rows_and_whatever_their_length(rng):
    few = np.zeros((2, 1, 4))
    few[:, 0, 0] = 1e-3
    many = np.zeros((500, 1, 4))
    many[:, 0, 1] = 1e3
    basis = fit_basis({"context": few, "tuning": many}, 2)
    assert basis.kept["context"][0] == basis.kept["tuning"][0] == pytest.approx(1)


def test_cosines_are_one_for_the_same_direction_and_not_a_number_for_none():
    a = np.array([[[1.0, 0.0]], [[0.0, 2.0]], [[0.0, 0.0]]])
    found = cosines(a, a * 3)
    np.testing.assert_allclose(found[0, :2, :2], np.eye(2), atol=1e-12)
    assert np.isnan(found[0, 2]).all()


def test_tested_layers_keep_their_relative_depth():
    assert bridge_layers(18) == (14, 15, 16, 17, 18)
    assert bridge_layers(30)[0] == 23 and bridge_layers(24)[0] == 19 and bridge_layers(28)[0] == 22
    assert full_layer(18) == 16


def test_what_is_done_is_not_done_again_and_what_changed_is(plan, tmp_path):
    out = tmp_path / "tiny.json"
    run_units(plan, out)
    folder = units_folder(out)
    stamps = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert run_units(plan, out) == 0
    assert stamps == {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    (folder / "train--kite--naive--seed0.json").write_text('{"half')
    (folder / "train--milk--selfqa--seed0.npz").unlink()
    texts = {"self": read_texts(plan.texts["self"])}
    assert {unit.name for unit in pending(plan, folder, texts)} == {
        "train--kite--naive--seed0",
        "train--milk--selfqa--seed0",
    }


def test_another_model_or_other_settings_are_refused(plan, tmp_path):
    out = tmp_path / "tiny.json"
    few = Plan(plan.choice, plan.catalog, (), (0,), SETTINGS)
    run_units(few, out)
    for changed in (Settings(rank=3, alpha=2, learning_rate=1e-2, steps=3), Settings(steps=2)):
        with pytest.raises(ContextscopeError, match="settings"):
            run_units(Plan(plan.choice, plan.catalog, ("naive",), (0,), changed), out)


def test_missing_texts_are_named_before_anything_is_computed(plan, tmp_path):
    out = tmp_path / "tiny.json"
    with pytest.raises(ContextscopeError, match=r"selfqa\.by-big: no texts by 'big'"):
        run_units(Plan(plan.choice, plan.catalog, ("selfqa.by-big",), (0,), SETTINGS), out)
    assert list(units_folder(out).iterdir()) == []


def test_nothing_is_begun_after_the_time_is_up(plan, tmp_path):
    assert run_units(plan, tmp_path / "tiny.json", stop_after=0) == 24


def test_a_killed_run_goes_on_and_ends_as_one_that_was_not(model_folder, tmp_path):
    out = tmp_path / "killed.json"
    options = {
        "--news": write_news(tmp_path), "--out": out, "--model": model_folder, "--device": "cpu", "--jobs": 2,
        "--rank": 2, "--alpha": 2, "--learning-rate": 0.01, "--steps": 3, "--protocols": "naive,naive.own",
        "--only": ",".join(TEXTS), "--seeds": "0,1,2",
    }  # fmt: skip
    command = [sys.executable, "-m", "contextscope", "news", "run"]
    command += [str(part) for pair in options.items() for part in pair]
    process = subprocess.Popen(
        command, env=os.environ | {"OMP_NUM_THREADS": "1"}, stderr=subprocess.DEVNULL, start_new_session=True
    )
    folder = units_folder(out)
    limit = time.time() + 240
    while len(list(folder.glob("train--*.json"))) < 2 and time.time() < limit and process.poll() is None:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    whole = {path.name: json.loads(path.read_bytes()) for path in folder.glob("[!.]*.json")}
    assert 2 <= sum(name.startswith("train--") for name in whole) < 18

    choice = ModelChoice(model=str(model_folder), device="cpu")
    protocols = ("naive", "naive.own")
    plan = Plan(choice, small_catalog(), protocols, (0, 1, 2), SETTINGS, states_of=protocols)
    said: list[str] = []
    assert run_units(plan, out, report=said.append) == 0
    kept = sum(name != "plan.json" for name in whole)
    assert said[0] == f"22 units, {kept} done before, {22 - kept} to do"
    for name, value in whole.items():
        assert json.loads((folder / name).read_bytes()) == value

    run_units(plan, tmp_path / "whole.json")
    fresh = units_folder(tmp_path / "whole.json")
    for path in fresh.glob("train--*.json"):
        a, b = (json.loads(file.read_bytes()) for file in (path, folder / path.name))
        assert without_time(a) == without_time(b)
    for path in fresh.glob("*.npz"):
        with np.load(path) as a, np.load(folder / path.name) as b:
            for name in a.files:
                np.testing.assert_array_equal(a[name], b[name])
