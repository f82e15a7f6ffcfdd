"""What a GGUF file says of itself."""

import gguf
import pytest

from contextscope import ContextscopeError
from contextscope.models.pretrained import accept, gguf_place, gguf_quantization, read_pretrained


@pytest.mark.parametrize(
    ("declared", "told"),
    [
        (gguf.LlamaFileType.MOSTLY_Q4_K_M, "Q4_K_M"),
        (gguf.LlamaFileType.ALL_F32, "F32"),
        (999, "GGUF file type 999"),
        (None, "GGUF, quantization not declared"),
    ],
)
def test_a_quantization_is_named_as_the_file_declares_it(tmp_path, declared, told):
    writer = gguf.GGUFWriter(tmp_path / "m.gguf", "llama")
    if declared is not None:
        writer.add_file_type(declared)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.close()
    assert gguf_quantization(tmp_path / "m.gguf") == told


@pytest.mark.parametrize("kept", [13, 400, 1500, 20_000])
def test_a_file_that_breaks_off_is_named(tmp_path, gguf_path, kept):
    (tmp_path / "m.gguf").write_bytes(gguf_path.read_bytes()[:kept])
    with pytest.raises(ContextscopeError, match=r"^mine cannot be loaded: "):
        read_pretrained(gguf_place(tmp_path / "m.gguf"), "float32", accept, "mine")
