"""Reading what is no recording; test_write.py reads back what it wrote."""

from dataclasses import replace

import numpy as np
import pytest

from contextscope import ContextscopeError, FormatError, read_recording, ring, validate_file
from contextscope.recording.format import Labels
from contextscope.recording.record import Plan, record
from contextscope.recording.safetensors_file import read_header
from contextscope.recording.storage import save


def test_a_file_of_another_kind_is_refused_on_reading(tmp_path):
    path = tmp_path / "m.safetensors"
    path.write_bytes(b"PK\x03\x04 not this")
    with pytest.raises(FormatError, match=r"m.safetensors: header length"):
        read_recording(path)
    with pytest.raises(FormatError, match="cannot be read"):
        read_recording(tmp_path / "absent.safetensors")


@pytest.fixture
def apart(gemma):
    return record(gemma, Plan(ring(6), length=60, seeds=(1, 2), word_seed=3), Labels("tiny", "Tiny"))


@pytest.mark.parametrize("stored", ["F16", "BF16", "F32"])
def test_sequences_kept_apart_are_read_back_and_saved_again(apart, tmp_path, stored):
    path, again = tmp_path / "a.safetensors", tmp_path / "b.safetensors"
    save(path, replace(apart, stored=stored))
    (layer,) = apart.by_sequence
    found = read_recording(path)
    assert found.metadata["layersBySequence"] == [layer] and np.array_equal(found.cells, apart.cells)
    assert np.allclose(found.by_sequence[layer], apart.by_sequence[layer], rtol=2.0**-7)
    assert read_header(path).tensors[f"residual_by_sequence.{layer}"].dtype == stored
    save(again, found)
    assert again.read_bytes() == path.read_bytes()


def test_a_layer_with_a_sequence_beyond_f16_is_stored_as_f32_in_both_tensors(apart, tmp_path):
    (layer,) = apart.by_sequence
    cells, values, pooled = apart.cells, apart.by_sequence[layer].copy(), apart.residual[layer].copy()
    row = next(k for k, (_, s, i) in enumerate(cells) if ((cells[:, 1] == s) & (cells[:, 2] == i)).sum() == 1)
    values[row, 0] = pooled[cells[row, 1], cells[row, 2], 0] = 70_000
    flags = save(
        tmp_path / "a.safetensors",
        replace(apart, by_sequence={layer: values}, residual={**apart.residual, layer: pooled}),
    )
    assert {"kind": "stored-as-f32", "layer": layer, "largest": 70_000.0} in flags
    header = read_header(tmp_path / "a.safetensors")
    assert {header.tensors[f"{name}.{layer}"].dtype for name in ("residual", "residual_by_sequence")} == {"F32"}
    assert validate_file(tmp_path / "a.safetensors") == []


def test_means_by_sequence_that_do_not_give_the_pooled_ones_are_refused(apart, tmp_path):
    (layer,) = apart.by_sequence
    values = apart.by_sequence[layer].copy()
    values[5] *= 1.01
    _, s, i = apart.cells[5]
    told = rf"residual_by_sequence.{layer} disagrees with residual.{layer} in 1 means, the first: segment {s}, node {i}"
    with pytest.raises(ContextscopeError, match=told):
        save(tmp_path / "a.safetensors", replace(apart, by_sequence={layer: values}))
    assert not (tmp_path / "a.safetensors").exists()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"layersBySequence": [0]}, r"layersBySequence is \[0\], the arrays are for \[\d\]"),
        ({"layersBySequence": [2, 1]}, "layersBySequence must ascend"),
        ({"layersBySequence": [99]}, r"layersBySequence holds \[99\]"),
        ({"layersBySequence": []}, "layersBySequence"),
    ],
)
def test_metadata_that_do_not_fit_the_sequences_kept_apart_are_refused(apart, tmp_path, change, told):
    with pytest.raises(ContextscopeError, match=told):
        save(tmp_path / "a.safetensors", replace(apart, metadata={**apart.metadata, **change}))
