"""Scores of all options of many questions, and residual states, in one forward pass.

The options of a question share its prompt: they stand one after another behind it, each at the positions that follow
the prompt, and a mask keeps every option from seeing the others. That is a prompt with four continuations read at the
price of one; scores are those of four separate readings, up to rounding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from ..recording.activations import head_logits
from .prompts import Encoder, Prompt


@dataclass(frozen=True)
class Item:
    """A prompt with its options' token ids."""

    prompt: Prompt
    options: tuple[tuple[int, ...], ...]

    @property
    def length(self) -> int:
        return len(self.prompt.ids) + sum(map(len, self.options))


@dataclass(frozen=True)
class Scores:
    """`options[i][k]`: summed log-probability (natural) of option k of item i.

    `answer`, `entity`: [items, layers + 1, d] float32 states at the last prompt token, and their mean over the entity's
    tokens (NaN where the question does not name it); None unless asked for.
    """

    options: list[list[float]]
    answer: np.ndarray | None = None
    entity: np.ndarray | None = None


def scoring_item(
    encoder: Encoder, question: str, options: Sequence[str], entity: str = "", context: str | None = None
) -> Item:
    return Item(encoder.prompt(question, entity, context), tuple(encoder.option(option) for option in options))


@torch.no_grad()
def score(model: Any, items: Sequence[Item], states: bool = False, tokens_at_a_time: int = 16_384) -> Scores:
    """Score items in as few passes as `tokens_at_a_time` (padding included) allows, in their order."""
    options: list[list[float]] = []
    answers, entities = [], []
    for group in _groups(items, tokens_at_a_time):
        part = _score_group(model, group, states)
        options += part.options
        answers.append(part.answer)
        entities.append(part.entity)
    if not states:
        return Scores(options)
    return Scores(options, np.concatenate(answers), np.concatenate(entities))


def _groups(items: Sequence[Item], limit: int) -> list[list[Item]]:
    groups: list[list[Item]] = []
    longest = 0
    for item in items:
        longest = max(longest, item.length)
        if groups and longest * (len(groups[-1]) + 1) <= limit:
            groups[-1].append(item)
        else:
            groups.append([item])
            longest = item.length
    return groups


def _score_group(model: Any, items: Sequence[Item], states: bool) -> Scores:
    width = max(item.length for item in items)
    ids = np.zeros((len(items), width), dtype=np.int64)
    positions = np.zeros((len(items), width), dtype=np.int64)
    branch = np.full((len(items), width), -2, dtype=np.int64)
    # Where a prediction is read: (item, position); the last prompt token serves every option of its item.
    rows: list[int] = []
    targets: list[tuple[int, int, int, int]] = []
    for i, item in enumerate(items):
        n = len(item.prompt.ids)
        ids[i, :n], positions[i, :n], branch[i, :n] = item.prompt.ids, range(n), -1
        shared = len(rows)
        rows.append(i * width + n - 1)
        at = n
        for k, option in enumerate(item.options):
            ids[i, at : at + len(option)] = option
            positions[i, at : at + len(option)] = range(n, n + len(option))
            branch[i, at : at + len(option)] = k
            for j, token in enumerate(option):
                if j:
                    rows.append(i * width + at + j - 1)
                targets.append((i, k, len(rows) - 1 if j else shared, token))
            at += len(option)
    place = model.device
    output = model.base_model(
        input_ids=torch.from_numpy(ids).to(place),
        attention_mask=_attention(model, branch, positions),
        position_ids=torch.from_numpy(positions).to(place),
        use_cache=False,
        output_hidden_states=states,
    )
    last = output.last_hidden_state
    read = last.flatten(0, 1)[torch.tensor(rows, device=place)]
    logits = head_logits(model, type(output)(last_hidden_state=read[None]))[0].float()
    totals = torch.logsumexp(logits, dim=-1)
    where = torch.tensor([target[2] for target in targets], device=place)
    token = torch.tensor([target[3] for target in targets], device=place)
    log_p = (logits[where, token] - totals[where]).double().cpu().numpy()
    scores = [[0.0] * len(item.options) for item in items]
    for (i, k, _, _), value in zip(targets, log_p, strict=True):
        scores[i][k] += float(value)
    if not states:
        return Scores(scores)
    return Scores(scores, *_states(output.hidden_states, items))


def _attention(model: Any, branch: np.ndarray, positions: np.ndarray) -> Any:
    """The mask in the form the model takes: one, or one for each kind of its layers where some see only a window."""
    config = model.config.get_text_config()
    window = getattr(config, "sliding_window", None)
    kinds = getattr(config, "layer_types", None)
    if window is None or int(positions.max()) < window:
        return _additive(model, _mask(branch))
    near = positions[:, :, None] - positions[:, None, :] < window
    windowed = _additive(model, _mask(branch) & near)
    if not kinds:
        return windowed
    return {"full_attention": _additive(model, _mask(branch)), "sliding_attention": windowed}


def _additive(model: Any, seen: np.ndarray) -> torch.Tensor:
    """[B, 1, T, T]: 0 where a token is seen, the least number elsewhere."""
    least = torch.finfo(model.dtype).min
    mask = torch.zeros(seen.shape, dtype=model.dtype).masked_fill(~torch.from_numpy(seen), least)
    return mask[:, None].to(model.device)


def _mask(branch: np.ndarray) -> np.ndarray:
    """[B, T, T] bool: who sees whom. -1: the prompt, -2: padding, which sees itself alone, so that no row is empty."""
    width = branch.shape[1]
    causal = np.tril(np.ones((width, width), dtype=bool))
    same = branch[:, :, None] == branch[:, None, :]
    seen = causal & (same | (branch[:, None, :] == -1)) & (branch[:, :, None] != -2)
    return seen | np.eye(width, dtype=bool)


def _states(hidden: Sequence[torch.Tensor], items: Sequence[Item]) -> tuple[np.ndarray, np.ndarray]:
    stacked = torch.stack([layer.float() for layer in hidden], dim=1)
    answer = torch.stack([stacked[i, :, len(item.prompt.ids) - 1] for i, item in enumerate(items)])
    absent = torch.full_like(answer[0], float("nan"))
    entity = torch.stack(
        [
            absent if item.prompt.entity is None else stacked[i, :, slice(*item.prompt.entity)].mean(dim=1)
            for i, item in enumerate(items)
        ]
    )
    return answer.cpu().numpy(), entity.cpu().numpy()


@torch.no_grad()
def free_answers(model: Any, encoder: Encoder, prompts: Sequence[Prompt], new_tokens: int = 16) -> list[str]:
    """Greedy continuations, cut at the line's end, white space trimmed. One batch, padded on the left."""
    width = max(len(prompt.ids) for prompt in prompts)
    ids = torch.zeros((len(prompts), width), dtype=torch.long)
    mask = torch.zeros((len(prompts), width), dtype=torch.long)
    for i, prompt in enumerate(prompts):
        ids[i, width - len(prompt.ids) :] = torch.tensor(prompt.ids)
        mask[i, width - len(prompt.ids) :] = 1
    produced = model.generate(
        input_ids=ids.to(model.device),
        attention_mask=mask.to(model.device),
        do_sample=False,
        num_beams=1,
        temperature=None,
        top_p=None,
        top_k=None,
        max_new_tokens=new_tokens,
        pad_token_id=encoder.tokenizer.pad_token_id or 0,
    )
    return [first_line(encoder.decode(row[width:].tolist())) for row in produced]


def first_line(text: str) -> str:
    """The first line with something on it, trimmed."""
    return next((line.strip() for line in text.splitlines() if line.strip()), "")
