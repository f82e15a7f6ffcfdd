"""Activations to segment sums, as they stream past: one chunk of one layer at a time."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from ..errors import ContextscopeError
from .segments import token_counts
from .sequence_cells import pooled_means, sequence_cells

OUTLIER_FACTOR = 10.0
"""A token is an outlier where its norm exceeds this many times the layer's median norm."""

MAX_OUTLIER_FLAGS = 200


class SegmentReducer:
    """Segment sums of residual activations, and the norm of every token.

    Memory: layers x S x n x d float64 for the sums and layers x R x T float32 for the norms, whatever the
    chunk size; layers `apart`, whose sequences are kept apart, take C x d in place of S x n x d (sequence_cells).
    `add` may be called in any order; every (layer, sequence, position) must be added once.
    """

    def __init__(
        self,
        tokens: np.ndarray,
        marks: Sequence[int],
        n: int,
        layers: Sequence[int],
        apart: Collection[int] = (),
    ):
        self.tokens = tokens
        self.marks = list(marks)
        self.n = n
        self.layers = list(layers)
        self.counts = token_counts(tokens, marks, n)
        self.norms = {layer: np.full(tokens.shape, np.nan, dtype=np.float32) for layer in layers}
        self.apart = frozenset(apart)
        self.cells, self._cell_counts = sequence_cells(tokens, marks, n)
        self._cell_of = {tuple(cell): at for at, cell in enumerate(self.cells.tolist())} if self.apart else {}
        self._sums: dict[int, np.ndarray] = {}

    def add(self, layer: int, sequence: int, start: int, activations: np.ndarray) -> None:
        """Add [c, d] activations of positions start .. start + c - 1 of one sequence."""
        stop = start + len(activations)
        if layer not in self._sums:
            rows = (len(self.cells),) if layer in self.apart else (len(self.marks) - 1, self.n)
            self._sums[layer] = np.zeros((*rows, activations.shape[1]), dtype=np.float64)
        sums = self._sums[layer]
        self.norms[layer][sequence, start:stop] = np.linalg.norm(activations, axis=1)
        for segment, (begin, end) in enumerate(zip(self.marks, self.marks[1:], strict=False)):
            low, high = max(begin, start), min(end, stop)
            if low >= high:
                continue
            nodes = self.tokens[sequence, low:high]
            found = np.unique(nodes) if layer in self.apart else np.arange(self.n)
            is_node = (nodes[None, :] == found[:, None]).astype(np.float64)
            # What is not finite is reported by `means`, with its place.
            with np.errstate(invalid="ignore"):
                added = is_node @ activations[low - start : high - start].astype(np.float64)
                if layer in self.apart:
                    sums[[self._cell_of[sequence, segment, int(node)] for node in found]] += added
                else:
                    sums[segment] += added

    def means(self, layer: int) -> np.ndarray:
        """[S, n, d] float32 segment means of a layer; 0 where the count is 0."""
        self._check_complete(layer)
        if layer in self.apart:
            apart = self._sums[layer] / self._cell_counts[:, None]
            return pooled_means(self.cells, self._cell_counts, apart, self.counts).astype(np.float32)
        return (self._sums[layer] / np.maximum(self.counts, 1)[..., None]).astype(np.float32)

    def means_by_sequence(self, layer: int) -> np.ndarray:
        """[C, d] float32 means of a layer kept apart, a row for each of `cells`."""
        self._check_complete(layer)
        return (self._sums[layer] / self._cell_counts[:, None]).astype(np.float32)

    def _check_complete(self, layer: int) -> None:
        missing = np.argwhere(~np.isfinite(self.norms[layer]))
        if len(missing):
            sequence, position = missing[0]
            raise ContextscopeError(
                f"layer {layer}: {len(missing)} activations are missing or not finite, the first at sequence "
                f"{sequence}, position {position}: did the model overflow? compute in float32"
            )

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
