"""Tiny random models and a tokenizer, made here: no test but the marked one needs a network or a download."""

from __future__ import annotations

import http.client
from pathlib import Path

import gguf
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

from contextscope.commands.main import main
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


def ask(port, path, method="GET", **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.putrequest(method, path, skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


@pytest.fixture
def command(capsys, monkeypatch):
    """Run an entry point (default: `contextscope`) with arguments; returns exit code, stdout, stderr on one line."""

    def call(*arguments, entry=main):
        monkeypatch.setattr("sys.argv", ["contextscope", *map(str, arguments)])
        code = 0
        try:
            entry()
        except SystemExit as stop:
            code = stop.code or 0
        captured = capsys.readouterr()
        return code, captured.out, " ".join(captured.err.split())

    return call


def write_tiny_gguf(path: Path, architecture: str) -> Path:
    """A llama or a qwen2 of two blocks: random weights in Q8_0, norms, biases and one matrix in F32; words are letters.

    Of the two, llama has a SentencePiece tokenizer and qwen2 one of bytes.
    """
    rng = np.random.default_rng(5)
    letters = "abcdefgh"
    space = {"llama": "\u2581", "qwen2": "\u0120"}[architecture]
    tokens = ["<unk>", "<s>", "</s>", space, *letters, *(space + letter for letter in letters)]
    blocks, hidden, inner, heads = 2, 32, 64, 4
    writer = gguf.GGUFWriter(path, architecture)
    writer.add_name(f"tiny {architecture}")
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_Q8_0)
    writer.add_context_length(256)
    writer.add_embedding_length(hidden)
    writer.add_block_count(blocks)
    writer.add_feed_forward_length(inner)
    writer.add_head_count(heads)
    writer.add_head_count_kv(heads)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_freq_base(10_000.0)
    writer.add_vocab_size(len(tokens))
    writer.add_token_list(tokens)
    writer.add_token_types([2, 3, 3, *[1] * (len(tokens) - 3)])
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    if architecture == "llama":
        writer.add_tokenizer_model("llama")
        writer.add_token_scores([0.0] * 4 + [-float(k) for k in range(len(tokens) - 4)])
        writer.add_unk_token_id(0)
    else:
        writer.add_tokenizer_model("gpt2")
        writer.add_tokenizer_pre("qwen2")
        writer.add_token_merges([f"{space} {letter}" for letter in letters])

    def matrix(name: str, rows: int, columns: int, plain: bool = False) -> None:
        values = rng.normal(scale=0.3, size=(rows, columns)).astype(np.float32)
        kind = gguf.GGMLQuantizationType.Q8_0
        if plain:
            writer.add_tensor(name, values)
        else:
            writer.add_tensor(name, gguf.quantize(values, kind), raw_dtype=kind)

    def vector(name: str, mean: float) -> None:
        writer.add_tensor(name, rng.normal(mean, 0.1, hidden).astype(np.float32))

    matrix("token_embd.weight", len(tokens), hidden)
    matrix("output.weight", len(tokens), hidden, plain=True)
    vector("output_norm.weight", 1)
    for block in range(blocks):
        for name in ("attn_q", "attn_k", "attn_v", "attn_output"):
            matrix(f"blk.{block}.{name}.weight", hidden, hidden)
            if architecture == "qwen2" and name != "attn_output":
                vector(f"blk.{block}.{name}.bias", 0)
        matrix(f"blk.{block}.ffn_gate.weight", inner, hidden)
        matrix(f"blk.{block}.ffn_up.weight", inner, hidden)
        matrix(f"blk.{block}.ffn_down.weight", hidden, inner)
        for name in ("attn_norm", "ffn_norm"):
            vector(f"blk.{block}.{name}.weight", 1)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


@pytest.fixture(scope="session")
def gguf_path(tmp_path_factory) -> Path:
    return write_tiny_gguf(tmp_path_factory.mktemp("gguf") / "tiny-llama.gguf", "llama")
