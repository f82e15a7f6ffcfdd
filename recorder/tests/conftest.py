"""Tiny random models and a tokenizer, made here: no test but the marked one needs a network or a download."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import (
    AutoModelForCausalLM,
    Gemma2Config,
    Gemma3TextConfig,
    GPT2Config,
    LlamaConfig,
    PreTrainedTokenizerFast,
)

from contextscope.models import LoadedModel

# Tiny matrices gain nothing from threads, and lose much where other processes want the cores.
torch.set_num_threads(1)

REPOSITORY = Path(__file__).resolve().parents[2]
VOCABULARY_WORDS = (
    "apple", "bird", "car", "egg", "house", "milk", "plane", "opera", "box", "sand", "sun", "mango",
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "red", "blue", "a", "b", "c",
)  # fmt: skip


def tiny_tokenizer() -> PreTrainedTokenizerFast:
    """Whole words for VOCABULARY_WORDS, letters for everything else."""
    pieces = [("<unk>", 0.0), ("<bos>", 0.0)]
    pieces += [(f"\u2581{word}", -1.0) for word in VOCABULARY_WORDS]
    letters = sorted(set("abcdefghijklmnopqrstuvwxyz.") - {"x"})
    pieces += [("\u2581", -5.0), *((letter, -6.0) for letter in letters)]
    backend = Tokenizer(models.Unigram(pieces, unk_id=0))
    backend.pre_tokenizer = pre_tokenizers.Metaspace(replacement="\u2581", prepend_scheme="always")
    return PreTrainedTokenizerFast(tokenizer_object=backend, unk_token="<unk>", bos_token="<bos>")


def tiny_config(family: str, vocabulary: int):
    """A model of three blocks and hidden size 16, large enough to have every part of its family."""
    common = {
        "vocab_size": vocabulary,
        "hidden_size": 16,
        "intermediate_size": 24,
        "num_hidden_layers": 3,
        "num_attention_heads": 2,
        "num_key_value_heads": 1,
        "head_dim": 8,
        "max_position_embeddings": 256,
        "initializer_range": 0.5,
        "bos_token_id": 1,
        "eos_token_id": None,
        "pad_token_id": None,
    }
    if family == "llama":
        return LlamaConfig(**common)
    if family == "gemma3":
        kinds = ["sliding_attention", "full_attention", "sliding_attention"]
        return Gemma3TextConfig(**common, sliding_window=12, layer_types=kinds, query_pre_attn_scalar=8)
    if family == "gemma2":
        return Gemma2Config(**common, sliding_window=12, final_logit_softcapping=2.0, query_pre_attn_scalar=8)
    if family == "gpt2":
        return GPT2Config(
            vocab_size=vocabulary, n_embd=16, n_layer=3, n_head=2, n_positions=256, initializer_range=0.5,
            bos_token_id=1, eos_token_id=1,
        )  # fmt: skip
    raise ValueError(family)


def tiny_model(family: str) -> LoadedModel:
    tokenizer = tiny_tokenizer()
    torch.manual_seed(11)
    model = AutoModelForCausalLM.from_config(tiny_config(family, len(tokenizer))).eval()
    return LoadedModel(model, tokenizer, id=f"tiny-{family}", weights="float32", source="random")


@pytest.fixture(scope="session", params=["llama", "gemma3", "gemma2", "gpt2"])
def any_model(request) -> LoadedModel:
    return tiny_model(request.param)


@pytest.fixture
def gemma() -> LoadedModel:
    """A model of its own for each test, free to be altered."""
    return tiny_model("gemma3")


@pytest.fixture(scope="session")
def model_folder(tmp_path_factory) -> Path:
    """A tiny model as transformers saves one, for the command line."""
    folder = tmp_path_factory.mktemp("models") / "tiny-gemma3"
    loaded = tiny_model("gemma3")
    loaded.model.save_pretrained(folder)
    loaded.tokenizer.save_pretrained(folder)
    return folder


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(3)
