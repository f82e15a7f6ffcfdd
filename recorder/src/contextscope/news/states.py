"""From raw residual states to what a results file keeps: displacement coordinates, one full layer, cosine matrices.

A displacement is a state minus the state at the same position of the same question with nothing in context and no
adapter. Coordinates are those in a basis of each layer's own, shared by all questions, conditions and checkpoints: the
top k eigenvectors of a second moment about zero, to which the displacements by contexts, those by adapters and the
questions' own states (about their mean) contribute a third each. The origin of a displacement stays "nothing changed".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

CONTEXT_OWN, CONTEXT_OTHER, ADAPTER_OWN, ADAPTER_OTHER = range(4)
CONDITIONS = ("own context", "other context", "own adapter", "other news' adapter")


@dataclass(frozen=True)
class Rows:
    """What each row of a displacement array is. All [R] int32; -1 where a field does not apply.

    `question`: index over all questions of the file, news by news. `condition`: index in CONDITIONS. `protocol`:
    index in the file's protocols. `seed`: index in the file's seeds. `checkpoint`: index in the run's checkpoints.
    """

    question: np.ndarray
    condition: np.ndarray
    protocol: np.ndarray
    seed: np.ndarray
    checkpoint: np.ndarray

    def table(self) -> np.ndarray:
        """[R, 5] int32, columns in the order above."""
        columns = (self.question, self.condition, self.protocol, self.seed, self.checkpoint)
        return np.stack(columns, axis=1).astype(np.int32)


@dataclass(frozen=True)
class Basis:
    """`vectors` [L, k, d]: orthonormal rows by falling share. `kept[group]` [L]: share of the group's squared length
    that lies inside."""

    vectors: np.ndarray
    kept: dict[str, np.ndarray]


def fit_basis(groups: Mapping[str, np.ndarray], k: int) -> Basis:
    """One basis a layer for the rows of all `groups`, each [R, L, d]; groups weigh alike, however many rows they have.

    The sign of each vector is such that its entry of largest magnitude is positive.
    """
    layers, size = next(iter(groups.values())).shape[1:]
    k = min(k, size)
    vectors = np.zeros((layers, k, size))
    kept = {name: np.ones(layers) for name in groups}
    for layer in range(layers):
        moment = np.zeros((size, size))
        parts = {name: rows[:, layer].astype(np.float64) for name, rows in groups.items()}
        totals = {name: float((part**2).sum()) for name, part in parts.items()}
        for name, part in parts.items():
            if totals[name] > 0:
                moment += part.T @ part / totals[name]
        _, columns = np.linalg.eigh(moment)
        found = columns[:, ::-1][:, :k].T
        largest = np.abs(found).argmax(axis=1)
        found = found * np.sign(found[np.arange(k), largest])[:, None]
        vectors[layer] = found
        for name, part in parts.items():
            if totals[name] > 0:
                kept[name][layer] = float(((part @ found.T) ** 2).sum()) / totals[name]
    return Basis(vectors, kept)


def coordinates(displacements: np.ndarray, basis: Basis) -> np.ndarray:
    """[R, L, k]."""
    return np.einsum("rld,lkd->rlk", displacements, basis.vectors.astype(displacements.dtype))


def cosines(tuning: np.ndarray, context: np.ndarray) -> np.ndarray:
    """[L, n, n] cosine of `tuning` [n, L, d] of news i with `context` [n, L, d] of news j. NaN for a zero vector."""
    with np.errstate(invalid="ignore", divide="ignore"):
        a = tuning / np.linalg.norm(tuning, axis=2, keepdims=True)
        b = context / np.linalg.norm(context, axis=2, keepdims=True)
    return np.einsum("ild,jld->lij", a, b)


def bridge_layers(blocks: int) -> tuple[int, ...]:
    """The layers whose mean cosine is tested: 14 to 18 of 18, and the same relative depths, rounded, elsewhere."""
    return tuple(range(round(14 / 18 * blocks), blocks + 1))


def full_layer(blocks: int) -> int:
    """The one layer kept in full: 16 of 18, the middle of the tested ones, and the same relative depth elsewhere."""
    return round(16 / 18 * blocks)
