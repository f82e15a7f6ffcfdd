"""Every sample recording, reopened: what the catalog says of it is so."""

import hashlib
import importlib.util
import json
import sys

import numpy as np
import pytest
from conftest import REPOSITORY

from contextscope import read_recording
from contextscope.recording.safetensors_file import read_header
from contextscope.tasks.graphs import ring
from contextscope.tasks.samplers import constrained_positions, sample

FIXTURES = REPOSITORY / "fixtures"
CATALOG = json.loads((FIXTURES / "catalog.json").read_text(encoding="utf-8"))
ENTRIES = CATALOG["recordings"]
README = (FIXTURES / "README.md").read_text(encoding="utf-8")
MAX_TOTAL_BYTES = 105_000_000
MAX_FILE_BYTES = 20_000_000


def load_script(name):
    spec = importlib.util.spec_from_file_location(name, FIXTURES / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def test_the_catalog_lists_every_sample_of_the_script_and_every_file_once():
    assert CATALOG["format"] == "contextscope-catalog/1"
    ids = [entry["id"] for entry in ENTRIES]
    assert len(set(ids)) == len(ids) and CATALOG["default"] in ids
    assert ids == [sample.id for sample in load_script("make_samples").samples()]
    assert {entry["file"] for entry in ENTRIES} == {
        f"recordings/{path.name}" for path in (FIXTURES / "recordings").glob("*.safetensors")
    }


def test_the_samples_keep_to_their_budget():
    sizes = [(FIXTURES / entry["file"]).stat().st_size for entry in ENTRIES]
    assert sum(sizes) <= MAX_TOTAL_BYTES and max(sizes) <= MAX_FILE_BYTES


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry["id"] for entry in ENTRIES])
def test_a_sample_is_what_the_catalog_says(entry):
    path = FIXTURES / entry["file"]
    assert path.stat().st_size == entry["bytes"]
    assert hashlib.sha256(path.read_bytes()).hexdigest() == entry["sha256"]
    recording = read_recording(path)  # against the schema, the counts, finite values
    meta = recording.metadata
    for key in ("id", "title", "description", "group", "licence", "layers"):
        assert meta[key] == entry[key]
    assert len(meta["nodes"]) == entry["nodes"]
    for part in ("model", "task"):
        assert {key: meta[part][key] for key in entry[part]} == entry[part]
    blocks = meta["model"]["layers"]
    late = {blocks - 2} if "kinds" in meta["id"] else {blocks - 2, blocks - 1, blocks}
    assert {0} | late <= set(meta["layers"])
    assert np.array_equal(
        np.isfinite(recording.accuracy),
        np.broadcast_to(
            constrained_positions(meta["task"]["sampler"], meta["task"]["length"]), recording.accuracy.shape
        ),
    )
    assert {info.dtype for name, info in read_header(path).tensors.items() if name.startswith("residual")} == {"F16"}


def test_every_sample_holds_the_settings_its_script_asks_for():
    script = load_script("make_samples")
    assert [sample.id for sample in script.samples() if not script.is_current(sample)] == []


def test_sequences_can_be_drawn_again_from_their_seeds():
    recording = read_recording(FIXTURES / "recordings" / "gemma3-270m-ring12-a.safetensors")
    for seed, nodes in zip(recording.metadata["task"]["seeds"], recording.tokens, strict=True):
        assert np.array_equal(nodes, sample("random-walk", ring(12), len(nodes), np.random.default_rng(seed)))


@pytest.mark.parametrize(
    ("walk", "shuffled"), [("ring16-a", "ring16-shuffled-a"), ("weekdays-step3-a", "weekdays-step3-shuffled-a")]
)
def test_a_shuffled_control_holds_the_words_and_layers_of_its_walks(walk, shuffled):
    walk, shuffled = sample_recording(walk), sample_recording(shuffled)
    assert np.array_equal(walk.counts.sum(axis=0), shuffled.counts.sum(axis=0))
    assert not np.array_equal(walk.tokens, shuffled.tokens)
    for key in ("nodes", "graphs", "layers", "segments", "model"):
        assert walk.metadata[key] == shuffled.metadata[key]
    assert walk.metadata["task"]["seeds"] == shuffled.metadata["task"]["seeds"]


def sample_recording(name):
    return read_recording(FIXTURES / "recordings" / f"gemma3-270m-{name}.safetensors")


def energies(recording, begin, end):
    """Normalised Dirichlet energy at layer 15 over tokens begin..end: in all dimensions, and in the window's PC1-2."""
    meta = recording.metadata
    first, last = meta["segments"].index(begin), meta["segments"].index(end)
    counts = recording.counts[first:last].astype(float)
    assert (counts.sum(axis=0) > 0).all()
    means = (counts[..., None] * recording.residual[15][first:last]).sum(axis=0) / counts.sum(axis=0)[:, None]
    means -= means.mean(axis=0)
    plane = means @ np.linalg.svd(means, full_matrices=False)[2][:2].T
    edges = np.array(next(graph["edges"] for graph in meta["graphs"] if graph["role"] == "context"))
    pairs = np.argwhere(np.triu(np.ones((len(means), len(means)), dtype=bool), 1))

    def mean_square(points, ends):
        return ((points[ends[:, 0]] - points[ends[:, 1]]) ** 2).sum(axis=1).mean()

    return [mean_square(points, edges) / mean_square(points, pairs) for points in (means, plane)]


def test_the_readme_states_the_energies_of_the_ring_and_its_shuffled_control():
    ring16, shuffled = sample_recording("ring16-a"), sample_recording("ring16-shuffled-a")
    told = " ".join(README.split())
    contexts = (50, 100, 200, 250, 350, 450)
    series = ", ".join(f"{energies(ring16, max(end - 200, 0), end)[0]:.2f}" for end in contexts)
    assert f"at contexts 50, 100, 200, 250, 350 and 450 has {series}" in told
    control, walk = energies(shuffled, 250, 450), energies(ring16, 250, 450)
    assert f"its energy is {control[0]:.2f} in all d dimensions and {control[1]:.2f} in its own PC1-2" in told
    assert f"`ring16-a` has {walk[0]:.2f} and {walk[1]:.2f}" in told
    control, walk = energies(shuffled, 0, 50), energies(ring16, 0, 50)
    assert f"it is {control[0]:.2f} and {control[1]:.2f}, against {walk[0]:.2f} and {walk[1]:.2f}" in told
    accuracy = [np.nanmean(ring16.accuracy[:, begin:end]) for begin, end in ((0, 50), (250, 450))]
    assert f"climbs from {accuracy[0]:.2f} to {accuracy[1]:.2f}" in told


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry["id"] for entry in ENTRIES])
def test_the_readme_states_the_accuracy_that_is_in_the_file(entry):
    (row,) = [line for line in README.splitlines() if line.startswith(f"| `{entry['id']}` |")]
    accuracy = read_recording(FIXTURES / entry["file"]).accuracy[:, -50:]
    stated = row.split("|")[6].strip()
    assert stated == ("masked" if np.isnan(accuracy).all() else f"{np.nanmean(accuracy):.2f}")
