"""Activations to segment sums, as they stream past: one chunk of one layer at a time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..errors import ContextscopeError
from .segments import token_counts

OUTLIER_FACTOR = 10.0
"""A token is an outlier where its norm exceeds this many times the layer's median norm."""

MAX_OUTLIER_FLAGS = 200


class SegmentReducer:
    """Segment sums of residual activations, and the norm of every token.

    Memory: layers x S x n x d float64 for the sums and layers x R x T float32 for the norms, whatever the
    chunk size. `add` may be called in any order; every (layer, sequence, position) must be added once.
    """

    def __init__(self, tokens: np.ndarray, marks: Sequence[int], n: int, layers: Sequence[int]):
        self.tokens = tokens
        self.marks = list(marks)
        self.n = n
        self.layers = list(layers)
        self.counts = token_counts(tokens, marks, n)
        self.norms = {layer: np.full(tokens.shape, np.nan, dtype=np.float32) for layer in layers}
        self._sums: dict[int, np.ndarray] = {}

    def add(self, layer: int, sequence: int, start: int, activations: np.ndarray) -> None:
        """Add [c, d] activations of positions start .. start + c - 1 of one sequence."""
        stop = start + len(activations)
        if layer not in self._sums:
            shape = (len(self.marks) - 1, self.n, activations.shape[1])
            self._sums[layer] = np.zeros(shape, dtype=np.float64)
        sums = self._sums[layer]
        self.norms[layer][sequence, start:stop] = np.linalg.norm(activations, axis=1)
        for segment, (begin, end) in enumerate(zip(self.marks, self.marks[1:], strict=False)):
            low, high = max(begin, start), min(end, stop)
            if low >= high:
                continue
            nodes = self.tokens[sequence, low:high]
            is_node = (nodes[None, :] == np.arange(self.n)[:, None]).astype(np.float64)
            # What is not finite is reported by `means`, with its place.
            with np.errstate(invalid="ignore"):
                sums[segment] += is_node @ activations[low - start : high - start].astype(np.float64)

    def means(self, layer: int) -> np.ndarray:
        """[S, n, d] float32 segment means of a layer; 0 where the count is 0."""
        missing = np.argwhere(~np.isfinite(self.norms[layer]))
        if len(missing):
            sequence, position = missing[0]
            raise ContextscopeError(
                f"layer {layer}: {len(missing)} activations are missing or not finite, the first at sequence "
                f"{sequence}, position {position}: did the model overflow? compute in float32"
            )
        return (self._sums[layer] / np.maximum(self.counts, 1)[..., None]).astype(np.float32)

    def outliers(self, factor: float = OUTLIER_FACTOR) -> list[dict[str, object]]:
        """Flags for tokens whose norm exceeds `factor` times the median norm of their layer, largest first.

        At most MAX_OUTLIER_FLAGS are listed; where there are more, a last flag says how many.
        """
        flags: list[dict[str, object]] = []
        for layer in self.layers:
            norms = self.norms[layer]
            median = float(np.median(norms))
            for sequence, position in np.argwhere(norms > factor * median):
                flags.append(
                    {
                        "kind": "outlier-token",
                        "sequence": int(sequence),
                        "position": int(position),
                        "layer": layer,
                        "norm": round(float(norms[sequence, position]), 3),
                        "median": round(median, 3),
                    }
                )
        flags.sort(key=lambda flag: -flag["norm"] / max(flag["median"], 1e-30))
        if len(flags) > MAX_OUTLIER_FLAGS:
            rest = {"kind": "outlier-tokens-not-listed", "count": len(flags) - MAX_OUTLIER_FLAGS}
            flags = [*flags[:MAX_OUTLIER_FLAGS], rest]
        return flags


def segment_means(
    activations: np.ndarray, tokens: np.ndarray, marks: Sequence[int], n: int
) -> tuple[np.ndarray, np.ndarray]:
    """[S, n, d] means and [S, n] counts from [R, T, d] activations one already has."""
    reducer = SegmentReducer(tokens, marks, n, layers=[0])
    for sequence, values in enumerate(activations):
        reducer.add(0, sequence, 0, np.asarray(values))
    return reducer.means(0), reducer.counts
