"""A tokenizer and a causal model through transformers' from_pretrained, checked before the weights are read."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..errors import ContextscopeError

Check = Callable[[Any, Any], None]
"""Called with tokenizer and (text) config before any weights are read; what it raises ends the loading."""


_UNREADABLE = (OSError, ValueError, KeyError, IndexError, struct.error)
"""What transformers raises for files that are missing, damaged or of a kind it does not know."""


def accept(tokenizer: Any, config: Any) -> None:
    """The check that refuses nothing."""


def read_pretrained(
    where: dict[str, str], dtype: str, check: Check, named: str, tokenizer_as_saved: bool = False
) -> tuple[Any, Any]:
    """(tokenizer, model on the CPU). `where`: from_pretrained's arguments. `dtype`: torch's name of one, or "auto".

    The config is read once and handed on: GGUF metadata take long to parse. A GGUF's weights are always unpacked,
    so that the numbers do not depend on which kernels are installed. `tokenizer_as_saved`: exactly what tokenizer.json
    says, where AutoTokenizer may lay its class's own rules over it (a normalizer, for Qwen2).
    Raises ContextscopeError, which calls the model `named`, where transformers cannot load it.
    """
    import torch
    from transformers import AutoConfig, AutoModelForCausalLM, AutoTokenizer, GgufConfig, PreTrainedTokenizerFast

    options: dict[str, Any] = {"dtype": "auto" if dtype == "auto" else getattr(torch, dtype)}
    if "gguf_file" in where:
        options["quantization_config"] = GgufConfig(dequantize=True)
    try:
        config = AutoConfig.from_pretrained(**where)
        if tokenizer_as_saved:
            tokenizer = PreTrainedTokenizerFast.from_pretrained(**where)
        else:
            tokenizer = AutoTokenizer.from_pretrained(**where, config=config)
    except _UNREADABLE as error:
        raise ContextscopeError(f"{named} cannot be loaded: {_first_line(error)}") from error
    check(tokenizer, config.get_text_config())
    try:
        model = AutoModelForCausalLM.from_pretrained(**where, config=config, **options)
    except _UNREADABLE as error:
        raise ContextscopeError(f"{named} cannot be loaded: {_first_line(error)}") from error
    return tokenizer, model


def gguf_place(path: Path) -> dict[str, str]:
    """from_pretrained's arguments for a GGUF file."""
    return {"pretrained_model_name_or_path": str(path.resolve().parent), "gguf_file": path.name}


def gguf_quantization(path: Path) -> str:
    """The quantization a GGUF file declares, e.g. Q4_K_M."""
    from gguf import LlamaFileType

    # gguf's own reader takes seconds: it makes an object of every word of the vocabulary.
    from transformers.integrations.gguf.reader import read_gguf_metadata

    declared = read_gguf_metadata(str(path))[0].get("general.file_type")
    if declared is None:
        return "GGUF, quantization not declared"
    try:
        return LlamaFileType(int(declared)).name.removeprefix("MOSTLY_").removeprefix("ALL_")
    except ValueError:
        return f"GGUF file type {declared}"


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
