"""Files that appear whole or not at all."""

import hashlib

import pytest

from contextscope.files import atomic_file, sha256_of


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, MemoryError, OSError])
def test_an_interrupted_write_leaves_the_old_file_and_no_other(tmp_path, interruption):
    path = tmp_path / "m.safetensors"
    path.write_bytes(b"before")
    with pytest.raises(interruption), atomic_file(path) as stream:
        stream.write(b"half of the new")
        raise interruption
    assert [p.name for p in tmp_path.iterdir()] == ["m.safetensors"] and path.read_bytes() == b"before"


def test_the_digest_of_a_file_is_that_of_its_bytes(tmp_path):
    path = tmp_path / "some.bin"
    content = bytes(range(256)) * 5000
    path.write_bytes(content)
    assert sha256_of(path) == hashlib.sha256(content).hexdigest()
