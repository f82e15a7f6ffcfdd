"""Write tests/goldens/arrays/: small files of arrays as numpy writes them, and what they hold (expected.json).

python tests/goldens/make_array_goldens.py     # needs numpy only; the same bytes every time
"""

from __future__ import annotations

import io
import json
import struct
import zipfile
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).resolve().parent / "arrays"
SEED = 5
WORDS = np.array([["été", "b"], ["猫🐈", ""], ["<b>x</b>", "tail "]])
NAMES = {
    "b1": "bool", "i1": "i8", "u1": "u8", "i2": "i16", "u2": "u16", "i4": "i32", "u4": "u32", "i8": "i64", "u8": "u64",
    "f2": "f16", "f4": "f32", "f8": "f64", "U": "text", "S": "text",
}  # fmt: skip


def numbers(kind: str, shape: tuple[int, ...], rng: np.random.Generator) -> np.ndarray:
    """Values over the whole range of a type, its ends first; 64-bit integers up to 2^53."""
    dtype = np.dtype(kind)
    if dtype.kind == "b":
        return rng.integers(0, 2, shape).astype(dtype)
    if dtype.kind == "f":
        values = rng.normal(size=shape).astype(dtype)
        values.flat[:4] = [np.nan, np.inf, -np.inf, -0.0]
        return values
    info = np.iinfo(dtype)
    low, high = max(info.min, -(2**53) + 1), min(info.max, 2**53 - 1)
    values = rng.integers(low, high, shape, dtype=np.int64, endpoint=True).astype(dtype)
    values.flat[:2] = [low, high]
    return values


def plain(value: object) -> object:
    """A value as JSON holds it: what is not finite becomes its name."""
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, (str, bool, np.bool_)):
        return value if isinstance(value, str) else int(value)
    number = float(value)
    return number if np.isfinite(number) else str(number)


def described(array: np.ndarray, dtype: str | None = None) -> dict[str, object]:
    kind = array.dtype.kind
    name = dtype or NAMES[kind if kind in "US" else f"{kind}{array.dtype.itemsize}"]
    return {"dtype": name, "shape": list(array.shape), "values": [plain(v) for v in array.ravel(order="C").tolist()]}


def npy(array: np.ndarray, version: tuple[int, int] | None = None) -> bytes:
    buffer = io.BytesIO()
    np.lib.format.write_array(buffer, array, version=version, allow_pickle=True)
    return buffer.getvalue()


class Pipe(io.RawIOBase):
    """A file that cannot seek: zipfile then writes data descriptors after the entries."""

    def __init__(self) -> None:
        self.bytes = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:
        self.bytes += bytes(data)
        return len(data)


def archive(arrays: dict[str, np.ndarray], *, deflated: bool, seekable: bool = True, zip64: bool = False) -> bytes:
    target = io.BytesIO() if seekable else Pipe()
    method = zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED
    limits = zipfile.ZIP64_LIMIT, zipfile.ZIP_FILECOUNT_LIMIT
    if zip64:  # as if every size and offset were past 4 GiB
        zipfile.ZIP64_LIMIT, zipfile.ZIP_FILECOUNT_LIMIT = 0, 0
    with zipfile.ZipFile(target, "w", method) as file:
        for name, array in arrays.items():
            info = zipfile.ZipInfo(f"{name}.npy")
            info.compress_type = method
            with file.open(info, "w", force_zip64=zip64) as entry:
                entry.write(npy(array))
    zipfile.ZIP64_LIMIT, zipfile.ZIP_FILECOUNT_LIMIT = limits
    return target.getvalue() if seekable else bytes(target.bytes)


def safetensors(tensors: dict[str, tuple[str, tuple[int, ...], bytes]]) -> bytes:
    header, data = {}, b""
    for name, (dtype, shape, raw) in tensors.items():
        header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    rng = np.random.default_rng(SEED)
    kinds = ["b1", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8"]
    shape = (2, 3)
    little = {f"a_{k}": numbers("|" + k if k[1] == "1" else "<" + k, shape, rng) for k in kinds}
    big = {f"a_{k}": numbers(">" + k, shape, rng) for k in kinds if k[1] != "1"}
    fortran = {
        "matrix": np.asfortranarray(numbers("<f4", (3, 4), rng)),
        "cube": np.asfortranarray(numbers(">i2", (2, 3, 4), rng)),
        "words": np.asfortranarray(WORDS),
    }
    text = {"little": WORDS.astype("<U8"), "big": WORDS.astype(">U8"), "bytes": np.array([b"abc", b"", "é".encode()]), "one": np.array("grid"), "none": np.zeros((0, 3), "<U4")}
    shapes = {"scalar": np.float64(1.5), "integer": np.int64(26), "empty": np.zeros((4, 0, 2), "<f4"), "line": numbers("<f8", (5,), rng), "__proto__": np.arange(3.0), "<b>.npy": np.arange(2, dtype="<i4")}
    mixed = {"means": np.arange(60, dtype="<f4").reshape(3, 4, 5), "words": WORDS, "mask": np.array([True, False, True])}

    files: dict[str, bytes] = {}
    expected: dict[str, dict[str, object]] = {}

    def keep(name: str, data: bytes, arrays: dict[str, np.ndarray]) -> None:
        files[name] = data
        expected[name] = {key: described(np.asarray(array)) for key, array in arrays.items()}

    keep("little.npz", archive(little, deflated=False), little)
    keep("big.npz", archive(big, deflated=True), big)
    keep("fortran.npz", archive(fortran, deflated=True), fortran)
    keep("text.npz", archive(text, deflated=False), text)
    keep("shapes.npz", archive(shapes, deflated=False), shapes)
    keep("zip64-stored.npz", archive(mixed, deflated=False, zip64=True), mixed)
    keep("zip64-deflated.npz", archive(mixed, deflated=True, zip64=True), mixed)
    keep("descriptor.npz", archive(mixed, deflated=True, seekable=False), mixed)
    keep("descriptor-zip64.npz", archive(mixed, deflated=True, seekable=False, zip64=True), mixed)
    for writer, name in ((np.savez, "savez.npz"), (np.savez_compressed, "savez-compressed.npz")):
        buffer = io.BytesIO()
        writer(buffer, **mixed)
        keep(name, buffer.getvalue(), mixed)
    for version in ((1, 0), (2, 0), (3, 0)):
        keep(f"version{version[0]}.npy", npy(little["a_f4"], version), {f"version{version[0]}": little["a_f4"]})

    # An array of records named in Japanese needs a version 3 header; records are refused.
    files["refused-structured.npy"] = npy(np.zeros(2, [("名", "<f4"), ("b", "<i4")]))
    files["refused-object.npz"] = archive({"means": np.arange(3.0), "config": np.array({"layer": 3}, dtype=object)}, deflated=False)
    files["refused-complex.npy"] = npy(np.zeros(2, "<c8"))
    files["refused-dates.npy"] = npy(np.zeros(2, "<M8[s]"))
    files["refused-void.npy"] = npy(np.zeros(2, "|V2"))

    bits = rng.integers(0, 2**16, (3, 4), dtype=np.uint16)
    singles = (bits.astype(np.uint32) << 16).view(np.float32)
    tensors = {key: (code, array) for (key, array), code in zip(little.items(), ["BOOL", "I8", "U8", "I16", "U16", "I32", "U32", "I64", "U64", "F16", "F32", "F64"], strict=True)}
    files["any.safetensors"] = safetensors({k: (code, a.shape, a.tobytes()) for k, (code, a) in tensors.items()} | {"model.layers.3<i>": ("BF16", bits.shape, bits.tobytes())})
    expected["any.safetensors"] = {k: described(a) for k, (_, a) in tensors.items()} | {"model.layers.3<i>": described(singles, "bf16")}
    files["refused-f8.safetensors"] = safetensors({"w": ("F8_E4M3", (2, 2), b"\0" * 4)})

    nested = {"class_means": {"200": [[1, 2.5], [None, -3e-7]]}, "labels": ["été", "<b>x</b>"], "mask": [True, False], "layer": 26, "__proto__": [1, 2], "empty": [[], []]}
    files["nested.json"] = json.dumps(nested).encode()
    expected["nested.json"] = {
        "class_means.200": {"dtype": "f64", "shape": [2, 2], "values": [1, 2.5, "nan", -3e-7]},
        "labels": {"dtype": "text", "shape": [2], "values": nested["labels"]},
        "mask": {"dtype": "bool", "shape": [2], "values": [1, 0]},
        "layer": {"dtype": "f64", "shape": [], "values": [26]},
        "__proto__": {"dtype": "f64", "shape": [2], "values": [1, 2]},
        "empty": {"dtype": "f64", "shape": [2, 0], "values": []},
    }

    for name, data in files.items():
        (FOLDER / name).write_bytes(data)
    lines = ",\n".join(f" {json.dumps(name)}: {json.dumps(arrays, ensure_ascii=False)}" for name, arrays in expected.items())
    (FOLDER / "expected.json").write_text(f"{{\n{lines}\n}}\n")


if __name__ == "__main__":
    main()
