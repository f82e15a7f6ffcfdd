"""Reading what is no recording; test_write.py reads back what it wrote."""

import pytest

from contextscope import FormatError, read_recording


def test_a_file_of_another_kind_is_refused_on_reading(tmp_path):
    path = tmp_path / "m.safetensors"
    path.write_bytes(b"PK\x03\x04 not this")
    with pytest.raises(FormatError, match=r"m.safetensors: header length"):
        read_recording(path)
    with pytest.raises(FormatError, match="cannot be read"):
        read_recording(tmp_path / "absent.safetensors")
