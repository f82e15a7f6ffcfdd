"""Sequences kept apart: which cells (sequence, segment, word) hold tokens, and what their means give when pooled."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np


def sequence_cells(tokens: np.ndarray, marks: Sequence[int], n: int) -> tuple[np.ndarray, np.ndarray]:
    """Every (sequence, segment, word) with at least one token, and how many it has.

    tokens: [R, T] node indices. Returns [C, 3] int32, ascending by sequence, then segment, then word, and [C] int32.
    Both follow from tokens and segments alone; C is at most R T.
    """
    cells: list[np.ndarray] = []
    counts: list[np.ndarray] = []
    for sequence, nodes in enumerate(tokens):
        for segment, (begin, end) in enumerate(itertools.pairwise(marks)):
            held = np.bincount(nodes[begin:end], minlength=n)
            words = np.flatnonzero(held)
            place = np.broadcast_to([sequence, segment], (len(words), 2))
            cells.append(np.column_stack([place, words]))
            counts.append(held[words])
    return np.concatenate(cells).astype(np.int32), np.concatenate(counts).astype(np.int32)


def pooled_means(cells: np.ndarray, cell_counts: np.ndarray, apart: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """[S, n, d] float64 means over all sequences from the [C, d] means of the cells; 0 where [S, n] `counts` is 0.

    Mean of word i in segment s = sum over sequences of count x mean / sum of counts.
    """
    sums = np.zeros((*counts.shape, apart.shape[1]))
    np.add.at(sums, (cells[:, 1], cells[:, 2]), cell_counts[:, None] * apart.astype(np.float64))
    return sums / np.maximum(counts, 1)[..., None]
