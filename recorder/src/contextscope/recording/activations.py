"""Reading a sequence through a model in chunks: residual activations and next-word probabilities as they come."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import torch
from transformers import DynamicCache

from ..errors import ContextscopeError

Receive = Callable[[int, int, np.ndarray], None]
"""Called with (layer, start, [c, d] float32 activations of tokens start .. start + c - 1)."""


def read_sequence(
    model: Any,
    ids: Sequence[int],
    layers: Sequence[int],
    candidates: Sequence[int],
    receive: Receive,
    chunk: int = 512,
    logit_chunk: int = 64,
    progress: Callable[[int], None] = lambda _: None,
) -> np.ndarray:
    """Run one sequence through a causal language model; return [T, n] p(candidate | tokens up to t).

    The softmax runs over the full vocabulary, `logit_chunk` positions at a time. `receive` gets
    hidden_states[l] of every layer asked for: what enters block l, and for l = number of blocks the state after
    the final norm. `chunk` tokens are read at a time, the past held in the key-value cache, so memory does not
    grow with activations of the whole context.
    """
    past = DynamicCache(config=model.config)
    final_layer = model.config.get_text_config().num_hidden_layers
    probabilities = np.empty((len(ids), len(candidates)), dtype=np.float32)
    columns = torch.tensor(list(candidates), device=model.device)
    start = 0

    def forward_layer(layer: int, hidden: torch.Tensor) -> None:
        receive(layer, start, hidden[0].detach().float().cpu().numpy())

    with torch.inference_mode(), _residual_hooks(model, layers, forward_layer):
        while start < len(ids):
            piece = torch.tensor([list(ids[start : start + chunk])], device=model.device)
            output = model.base_model(input_ids=piece, past_key_values=past, use_cache=True)
            final = output.last_hidden_state
            if final_layer in layers:
                forward_layer(final_layer, final)
            for low in range(0, final.shape[1], logit_chunk):
                answer = type(output)(last_hidden_state=final[:, low : low + logit_chunk])
                logits = head_logits(model, answer)[0].float()
                log_p = logits[:, columns] - torch.logsumexp(logits, dim=-1, keepdim=True)
                stop = start + low + len(log_p)
                probabilities[start + low : stop] = log_p.exp().cpu().numpy()
                progress(len(log_p))
            start += piece.shape[1]
    return probabilities


@contextmanager
def _residual_hooks(model: Any, layers: Sequence[int], receive: Callable[[int, torch.Tensor], None]) -> Iterator[None]:
    """While open, `receive(l, [1, c, d])` is called with the input of every block l in `layers`."""
    blocks = _blocks(model)
    handles = []

    def hook_for(layer: int):
        def hook(_module, args, kwargs):
            receive(layer, args[0] if args else kwargs["hidden_states"])

        return hook

    try:
        for layer in layers:
            if layer < len(blocks):
                handles.append(blocks[layer].register_forward_pre_hook(hook_for(layer), with_kwargs=True))
        yield
    finally:
        for handle in handles:
            handle.remove()


def _blocks(model: Any) -> torch.nn.ModuleList:
    """The list of transformer blocks of the language model."""
    expected = model.config.get_text_config().num_hidden_layers
    found = [
        module
        for name, module in model.named_modules()
        if isinstance(module, torch.nn.ModuleList) and len(module) == expected and "vision" not in name
    ]
    if len(found) != 1:
        raise ContextscopeError(
            f"{type(model).__name__}: found {len(found)} lists of {expected} blocks to hook, expected one: "
            "record it yourself and use contextscope.write_recording"
        )
    return found[0]


def head_logits(model: Any, answer: Any) -> torch.Tensor:
    """[1, c, vocabulary] logits from a base model's output, by the model's own head.

    The causal model's forward is run with its base model giving `answer`, so that soft caps and scales that
    some architectures apply after the head are applied here too.
    """
    base, states = model.base_model, answer.last_hidden_state
    base.forward = lambda *_, **__: answer
    try:
        return model(input_ids=torch.zeros(states.shape[:2], dtype=torch.long, device=states.device)).logits
    finally:
        del base.forward
