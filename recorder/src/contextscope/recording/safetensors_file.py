"""Strict reading and whole-or-nothing writing of the safetensors container.

Layout: 8 bytes little-endian header length N, N bytes of UTF-8 JSON, then the tensors' bytes.
Written here rather than with the safetensors package for three reasons: tensors keep the order they
are given in, BF16 needs no torch, and a damaged file gets a message that says what is wrong with it.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from ..errors import FormatError
from ..files import atomic_file
from ..strict_json import unique_object

MAX_HEADER_BYTES = 16 * 1024 * 1024

_ITEM_BYTES = {"F16": 2, "BF16": 2, "F32": 4, "I32": 4, "F64": 8, "I64": 8, "U8": 1, "I8": 1, "BOOL": 1}
_ITEM_BYTES |= {"I16": 2, "U16": 2, "U32": 4, "U64": 8}
_NUMPY = {"F16": "<f2", "F32": "<f4", "I32": "<i4", "F64": "<f8", "I64": "<i8"}


@dataclass(frozen=True)
class TensorInfo:
    """Where one tensor lies. `begin` and `end` are byte offsets into the data, after the header."""

    dtype: str
    shape: tuple[int, ...]
    begin: int
    end: int


@dataclass(frozen=True)
class Header:
    """A parsed header: string metadata, tensors by name, and the file offset at which the data begins."""

    metadata: dict[str, str]
    tensors: dict[str, TensorInfo]
    data_start: int
    path: Path = field(repr=False)


def encode(dtype: str, values: np.ndarray) -> np.ndarray:
    """Values as they are stored. BF16 is returned as its 16-bit patterns, rounded to nearest even.

    Raises FormatError where a finite value does not fit the dtype.
    """
    if dtype == "BF16":
        bits = np.ascontiguousarray(values, dtype="<f4").view("<u4").astype(np.uint64)
        rounded = (bits + 0x7FFF + ((bits >> 16) & 1)) >> 16
        return rounded.astype("<u2")
    with np.errstate(over="ignore"):
        stored = np.ascontiguousarray(values, dtype=_NUMPY[dtype])
    if dtype == "F16" and not np.array_equal(np.isfinite(stored), np.isfinite(values)):
        raise FormatError(f"values up to {np.abs(values).max():g} do not fit F16 (65504): store them as F32")
    return stored


def decode(info: TensorInfo, raw: bytes) -> np.ndarray:
    """Stored bytes as a numpy array; BF16 becomes float32."""
    if info.dtype == "BF16":
        wide = np.frombuffer(raw, dtype="<u2").astype("<u4") << 16
        return wide.view("<f4").reshape(info.shape)
    return np.frombuffer(raw, dtype=_NUMPY[info.dtype]).reshape(info.shape)


def write(path: Path, metadata: Mapping[str, str], tensors: Mapping[str, tuple[str, np.ndarray]]) -> None:
    """Write `tensors` (name -> dtype, values) in the order given. The header is padded with spaces to 8 bytes."""
    header: dict[str, object] = {"__metadata__": dict(metadata)}
    offset = 0
    stored: list[np.ndarray] = []
    for name, (dtype, values) in tensors.items():
        array = encode(dtype, values)
        header[name] = {
            "dtype": dtype,
            "shape": list(values.shape),
            "data_offsets": [offset, offset + array.nbytes],
        }
        offset += array.nbytes
        stored.append(array)
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    text += b" " * (-len(text) % 8)
    if len(text) > MAX_HEADER_BYTES:
        raise FormatError(f"{path.name}: the header needs {len(text)} bytes, the limit is {MAX_HEADER_BYTES}")
    with atomic_file(path) as stream:
        stream.write(struct.pack("<Q", len(text)))
        stream.write(text)
        for array in stored:
            stream.write(array.tobytes())


def read_header(path: Path) -> Header:
    """Parse and check the container: length, JSON, duplicate names, offsets, sizes, gaps, overlaps, file size.

    Raises FormatError naming the file, the field and the value.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            start = stream.read(8)
            if len(start) < 8:
                raise FormatError(f"{path.name}: {size} bytes, too short for a safetensors file: copy it again")
            (length,) = struct.unpack("<Q", start)
            if length > MAX_HEADER_BYTES:
                raise FormatError(
                    f"{path.name}: header length {length} exceeds the limit of {MAX_HEADER_BYTES} bytes; "
                    "is this a safetensors file?"
                )
            if 8 + length > size:
                raise FormatError(
                    f"{path.name}: truncated: the header should end at byte {8 + length}, "
                    f"the file ends at {size}: copy it again"
                )
            text = stream.read(length)
    except OSError as error:
        raise FormatError(f"{path}: cannot be read: {error.strerror}") from error
    raw = _parse_json(path, text)
    metadata = raw.pop("__metadata__", {})
    if not isinstance(metadata, dict) or not all(isinstance(v, str) for v in metadata.values()):
        raise FormatError(f"{path.name}: __metadata__ must map strings to strings")
    tensors = {name: _tensor_info(path, name, entry) for name, entry in raw.items()}
    _check_layout(path, tensors, size - 8 - length)
    return Header(metadata, tensors, 8 + length, path)


def read_tensor(header: Header, name: str) -> np.ndarray:
    """One tensor of an open header, read from disk; the rest of the file is not touched."""
    info = header.tensors[name]
    if info.dtype not in _NUMPY and info.dtype != "BF16":
        raise FormatError(f"{header.path.name}: tensor {name}: dtype {info.dtype} is not one this format uses")
    with header.path.open("rb") as stream:
        stream.seek(header.data_start + info.begin)
        return decode(info, stream.read(info.end - info.begin))


def _parse_json(path: Path, text: bytes) -> dict[str, object]:
    try:
        raw = json.loads(text.decode("utf-8"), object_pairs_hook=unique_object)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise FormatError(f"{path.name}: the header is not sound JSON: {error}") from error
    if not isinstance(raw, dict):
        raise FormatError(f"{path.name}: the header must be a JSON object, found {type(raw).__name__}")
    return raw


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _tensor_info(path: Path, name: str, entry: object) -> TensorInfo:
    where = f"{path.name}: tensor {name}"
    if not isinstance(entry, dict):
        raise FormatError(f"{where}: expected an object with dtype, shape and data_offsets, found {entry!r:.80}")
    dtype, shape, offsets = entry.get("dtype"), entry.get("shape"), entry.get("data_offsets")
    if dtype not in _ITEM_BYTES:
        raise FormatError(f"{where}: unknown dtype {dtype!r:.40}")
    if not isinstance(shape, list) or not all(map(_is_count, shape)):
        raise FormatError(f"{where}: shape must list whole numbers, found {shape!r:.80}")
    if not isinstance(offsets, list) or len(offsets) != 2 or not all(map(_is_count, offsets)):
        raise FormatError(f"{where}: data_offsets must be two whole numbers, found {offsets!r:.80}")
    begin, end = offsets
    needed = _ITEM_BYTES[dtype]
    for extent in shape:
        needed *= extent
    if end - begin != needed:
        raise FormatError(f"{where}: {dtype} {shape} needs {needed} bytes, data_offsets {offsets} give {end - begin}")
    return TensorInfo(dtype, tuple(shape), begin, end)


def _check_layout(path: Path, tensors: Mapping[str, TensorInfo], data_bytes: int) -> None:
    cursor = 0
    for name, info in sorted(tensors.items(), key=lambda item: (item[1].begin, item[1].end)):
        if info.begin != cursor:
            kind = "overlaps the tensor before it" if info.begin < cursor else "leaves a gap before it"
            raise FormatError(f"{path.name}: tensor {name} {kind}: begins at {info.begin}, expected {cursor}")
        cursor = info.end
    if cursor > data_bytes:
        raise FormatError(
            f"{path.name}: truncated: the tensors need {cursor} bytes, the file holds {data_bytes}: copy it again"
        )
    if cursor < data_bytes:
        raise FormatError(f"{path.name}: {data_bytes - cursor} bytes after the last tensor belong to nothing")
