"""One LoRA adapter inside a model, put back to a seeded start for every run; and computing reproducibly."""

from __future__ import annotations

import math
import os
from dataclasses import asdict, dataclass
from typing import Any

import torch
from peft import LoraConfig, PeftModel, get_peft_model
from peft.tuners.lora import LoraLayer

NAME = "default"


@dataclass(frozen=True)
class Settings:
    """How an adapter is trained. `learning_rate` is constant; there is no weight decay and no clipping."""

    rank: int = 8
    alpha: int = 8
    learning_rate: float = 5e-4
    steps: int = 16

    def to_json(self) -> dict[str, Any]:
        return {
            "method": "LoRA",
            "targets": "every linear layer but the head",
            "dropout": 0,
            "optimizer": "AdamW, betas 0.9 and 0.999, no weight decay, constant learning rate, no clipping",
            "rank": self.rank,
            "alpha": self.alpha,
            "learningRate": self.learning_rate,
            "steps": self.steps,
            "checkpoints": list(checkpoints(self.steps)),
        }

    def key(self) -> str:
        """What tells two settings apart, for file names and messages."""
        return "-".join(str(value) for value in asdict(self).values())


def checkpoints(steps: int) -> tuple[int, ...]:
    """0, 1, 2, 4, 8 ... and the last step."""
    marks = [0]
    mark = 1
    while mark < steps:
        marks.append(mark)
        mark *= 2
    return (*marks, steps)


def compute_reproducibly(threads: int = 1) -> None:
    """Deterministic kernels, full float32 products, `threads` CPU threads. Call before anything runs on CUDA."""
    os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")
    torch.use_deterministic_algorithms(True)
    # Nothing here reads memory before it is written; filling it first would only cost time.
    torch.utils.deterministic.fill_uninitialized_memory = False
    torch.backends.cuda.matmul.allow_tf32 = False
    torch.backends.cudnn.allow_tf32 = False
    torch.set_num_threads(threads)


def attach(model: Any, settings: Settings) -> PeftModel:
    """`model` with a LoRA adapter on every linear layer but the head. The model's own weights are frozen."""
    config = LoraConfig(
        r=settings.rank,
        lora_alpha=settings.alpha,
        lora_dropout=0.0,
        bias="none",
        target_modules="all-linear",
        task_type="CAUSAL_LM",
    )
    adapted = get_peft_model(model, config, adapter_name=NAME)
    return adapted.eval()


def reset(adapted: PeftModel, seed: int) -> list[torch.nn.Parameter]:
    """Start afresh: A drawn uniformly as PEFT does (Kaiming, a = sqrt 5) but from `seed`, B zero. Returns both.

    Drawn on the CPU, so that the start is the same whatever the device.
    """
    generator = torch.Generator().manual_seed(seed)
    trained: list[torch.nn.Parameter] = []
    for module in adapted.modules():
        if not isinstance(module, LoraLayer):
            continue
        a, b = module.lora_A[NAME].weight, module.lora_B[NAME].weight
        start = torch.empty(a.shape, dtype=torch.float32)
        torch.nn.init.kaiming_uniform_(start, a=math.sqrt(5), generator=generator)
        with torch.no_grad():
            a.copy_(start)
            b.zero_()
        for weight in (a, b):
            weight.grad = None
            trained.append(weight)
    return trained
