"""Training one adapter: steps over batches of examples, with a call at every checkpoint."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import torch

from ..recording.activations import head_logits
from .adapter import Settings, checkpoints
from .examples import Example


@dataclass
class Exposure:
    """What an adapter has been shown. `tokens` leaves out prefixes, which `prefix_tokens` counts, and start tokens."""

    step: int = 0
    examples: int = 0
    tokens: int = 0
    prefix_tokens: int = 0
    loss_tokens: int = 0
    losses: list[float] = field(default_factory=list)

    def to_json(self) -> dict[str, int]:
        return {
            "step": self.step,
            "examples": self.examples,
            "tokens": self.tokens,
            "prefixTokens": self.prefix_tokens,
            "lossTokens": self.loss_tokens,
        }


def train(
    model: Any,
    weights: Sequence[torch.nn.Parameter],
    batches: Iterator[Sequence[Example]],
    settings: Settings,
    at_checkpoint: Callable[[Exposure], None],
    steps_a_round: int = 1,
) -> Exposure:
    """Train `weights` of the causal `model` for `settings.steps` rounds; `at_checkpoint` is called at each mark, 0 too.

    A round is `steps_a_round` steps: one, or, for an adapter shared by several news, one for each.
    """
    optimizer = torch.optim.AdamW(weights, lr=settings.learning_rate, betas=(0.9, 0.999), weight_decay=0.0)
    marks = set(checkpoints(settings.steps))
    exposure = Exposure()
    at_checkpoint(exposure)
    for round_ in range(1, settings.steps + 1):
        for _ in range(steps_a_round):
            batch = next(batches)
            loss = mean_loss(model, batch)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
            exposure.losses.append(float(loss.detach()))
            exposure.examples += len(batch)
            exposure.tokens += sum(example.seen for example in batch)
            exposure.prefix_tokens += sum(example.prefix for example in batch)
            exposure.loss_tokens += sum(example.under_loss for example in batch)
        exposure.step = round_
        if round_ in marks:
            at_checkpoint(exposure)
    return exposure


def mean_loss(model: Any, batch: Sequence[Example]) -> torch.Tensor:
    """Mean negative log-likelihood (natural) over the tokens under the loss, all examples of the batch together.

    Rows are padded on the right: with causal attention no token sees the padding, so no mask is needed.
    """
    width = max(len(example.ids) for example in batch)
    ids = torch.zeros((len(batch), width), dtype=torch.long)
    rows: list[int] = []
    targets: list[int] = []
    for i, example in enumerate(batch):
        ids[i, : len(example.ids)] = torch.tensor(example.ids)
        for t, stated in enumerate(example.stated):
            if stated and t:
                rows.append(i * width + t - 1)
                targets.append(example.ids[t])
    place = model.device
    output = model.base_model(input_ids=ids.to(place), use_cache=False)
    read = output.last_hidden_state.flatten(0, 1).index_select(0, torch.tensor(rows, device=place))
    logits = head_logits(model, type(output)(last_hidden_state=read[None]))[0].float()
    return torch.nn.functional.cross_entropy(logits, torch.tensor(targets, device=place))
