"""The malformed files, and metadata the schema or the checks beyond it must refuse."""

import copy
import json

import pytest
from conftest import REPOSITORY
from jsonschema import Draft202012Validator

from contextscope import validate_file
from contextscope.recording.format import read_metadata
from contextscope.recording.safetensors_file import read_header
from contextscope.recording.validate import _check_metadata, check_schema

FIXTURES = REPOSITORY / "fixtures"
SYNTHETIC = FIXTURES / "synthetic" / "ring8-tiny.safetensors"
SAID = {
    "truncated-header": "truncated: the header should end",
    "truncated-data": "truncated: the tensors need",
    "header-length-2-53": "header length 9007199254740992 exceeds the limit",
    "header-not-json": "not sound JSON",
    "duplicate-keys": "'counts' occurs twice",
    "wrong-format": "'someone-elses/1', expected 'contextscope/1': not a Contextscope recording",
    "unknown-version": "'contextscope/2', expected 'contextscope/1': update",
    "missing-counts": "tensor counts is missing",
    "missing-layer": "tensor residual.1 is missing",
    "shape-disagrees": "tensor residual.1 has shape [2, 4, 3], the metadata says [2, 4, 4]",
    "overlapping-tensors": "tensor residual.1 overlaps",
    "nan-residual": "tensor residual.1 is not finite",
    "inf-f16": "tensor residual.1 is not finite",
    "counts-disagree": "tensor counts disagrees with tokens",
    "token-out-of-range": "tensor tokens holds 0..4",
    "segments-not-increasing": "segments must strictly increase: segments[2] is 10 after 10",
    "two-context-graphs": 'exactly one graph must have the role "context"',
    "edge-out-of-range": "edges[1] = [1, 9] points beyond the 4 nodes",
    "cells-disagree": "tensor cells: row 1 is [0, 0, 2], the tokens have [0, 0, 1]",
    "cells-too-few": "tensor cells has 7 rows, the tokens fill 8 cells",
    "by-sequence-shape": "tensor residual_by_sequence.1 has shape [7, 4], the metadata says [8, 4]",
    "by-sequence-infinite": "tensor residual_by_sequence.1 is not finite in 1 values, the first: row 2 of cells",
    "by-sequence-missing": "tensor residual_by_sequence.1 is missing",
    "by-sequence-no-layer": "layersBySequence holds [7], recorded layers are [0, 1]: leave others out",
    "proto-key": "recording.model: 'layers' is a required property",
}


@pytest.mark.parametrize("name", SAID)
def test_each_damaged_file_is_refused_for_its_own_fault(name):
    messages = validate_file(FIXTURES / "malformed" / f"{name}.safetensors")
    assert messages and SAID[name] in messages[0]
    assert messages[0].startswith(f"{name}.safetensors: ")


def test_every_file_among_the_damaged_ones_is_tested_and_small():
    files = {path.stem: path for path in (FIXTURES / "malformed").glob("*.safetensors")}
    assert set(files) == {*SAID, "html-labels"}
    assert all(path.stat().st_size < 10_000 for path in files.values())
    listed = (FIXTURES / "malformed" / "README.md").read_text()
    assert all(f"`{name}`" in listed for name in files)


def test_markup_in_labels_is_sound():
    assert validate_file(FIXTURES / "malformed" / "html-labels.safetensors") == []


def test_the_synthetic_recording_is_sound():
    assert validate_file(SYNTHETIC) == []


@pytest.fixture
def metadata():
    return read_metadata(read_header(SYNTHETIC))


def test_the_schema_is_a_schema(metadata):
    schema = json.loads((REPOSITORY / "docs" / "contextscope-1.schema.json").read_text())
    Draft202012Validator.check_schema(schema)
    assert check_schema(metadata) == []


def test_unknown_keys_are_allowed_everywhere(metadata):
    for place in (metadata, metadata["model"], metadata["task"], metadata["nodes"][0], metadata["graphs"][0]):
        place["somethingNew"] = {"of": "later"}
    metadata["flags"] = [{"kind": "of-another-recorder", "whatever": 1}]
    assert check_schema(metadata) == [] and _check_metadata(metadata) == []


@pytest.mark.parametrize(
    "path",
    [
        ("id",), ("title",), ("description",), ("created",), ("licence",), ("citation",), ("model",), ("hook",),
        ("layers",), ("task",), ("nodes",), ("graphs",), ("segments",), ("software",),
        ("model", "id"), ("model", "weights"), ("model", "layers"), ("model", "hiddenSize"),
        ("hook", "name"), ("hook", "description"),
        ("task", "kind"), ("task", "sampler"), ("task", "prefix"), ("task", "seeds"), ("task", "sequences"),
        ("task", "length"), ("nodes", 0, "label"), ("graphs", 0, "id"), ("graphs", 0, "role"), ("graphs", 0, "edges"),
    ],
    ids=lambda path: ".".join(map(str, path)),
)  # fmt: skip
def test_what_the_format_requires_the_schema_requires(metadata, path):
    place = metadata
    for key in path[:-1]:
        place = place[key]
    del place[path[-1]]
    assert check_schema(metadata)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda m: m.update(id="a b"), "recording.id"),
        (lambda m: m.update(created="2026-11-23 12:00"), "recording.created"),
        (lambda m: m.update(layers=[]), "recording.layers"),
        (lambda m: m["task"].update(kind="torus"), "recording.task.kind"),
        (lambda m: m["task"].update(sampler="stroll"), "recording.task.sampler"),
        (lambda m: m["task"].update(length="75"), "recording.task.length"),
        (lambda m: m["task"].update(sequences=0), "recording.task.sequences"),
        (lambda m: m["nodes"][2].update(label=""), "recording.nodes[2].label"),
        (lambda m: m["nodes"][2].update(tokenId=-1), "recording.nodes[2].tokenId"),
        (lambda m: m["graphs"][0].update(role="reference"), 'exactly one graph must have the role "context"'),
        (lambda m: m["graphs"][0].update(edges=[[0, 1, 2]]), "recording.graphs[0].edges[0]"),
        (lambda m: m["segments"].__setitem__(0, 1), "recording.segments[0]"),
        (lambda m: m.update(flags=[{"norm": 3}]), "recording.flags[0]"),
        (lambda m: m["software"].update(torch=2), "recording.software.torch"),
    ],
)
def test_what_a_field_may_hold_the_schema_says(metadata, change, told):
    change(metadata)
    assert any(told in message for message in check_schema(metadata))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda m: m.update(layers=[0, 2, 1]), "layers must ascend"),
        (lambda m: m.update(layers=[0, 1, 3]), "a model of 2 blocks has states 0..2"),
        (lambda m: m["task"].update(length=80), "segments end at 75, task.length is 80"),
        (lambda m: m["task"].update(seeds=[1, 2, 3]), "3 entries for 2 sequences"),
        (lambda m: m["graphs"].append({**m["graphs"][0], "role": "reference"}), "ids of their own"),
        (lambda m: m["graphs"][0].update(edges=[[1, 0]]), "an undirected edge is i < j"),
        (lambda m: m["graphs"][0].update(edges=[[1, 1]], directed=True), "from and to must differ"),
        (lambda m: m["graphs"][0].update(edges=[[0, 1], [0, 1]]), "occurs twice"),
        (lambda m: m["graphs"][0].update(edges=[]), "needs edges"),
        (lambda m: m["graphs"][0].update(layout=[[0, 0]]), "1 points for 8 nodes"),
        (lambda m: m.update(flags=[{"kind": "k", "sequence": 2}]), "flags[0] points beyond the 2 sequences"),
        (lambda m: m["model"].update(hiddenSize=65536, layers=9) or m.update(nodes=m["nodes"] * 500), "the limit is"),
    ],
)
def test_what_fields_must_say_about_one_another_is_checked_beyond_the_schema(metadata, change, told):
    changed = copy.deepcopy(metadata)
    change(changed)
    assert check_schema(changed) == []
    assert any(told in message for message in _check_metadata(changed))


def test_a_directed_graph_may_lead_from_a_higher_node_to_a_lower_one(metadata):
    metadata["graphs"][0].update(directed=True, edges=[[1, 0], [0, 1]])
    assert _check_metadata(metadata) == []
