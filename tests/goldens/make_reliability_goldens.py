"""Write tests/goldens/reliability.json: what numpy and scipy say about sequences kept apart.

Independent of the TypeScript code, which works on inner products alone: here every mean is taken from the activations,
offsets come from a least-squares solver, components from a singular value decomposition, distances from differences.
Run from the repository root after the sample changes:

    python tests/goldens/make_reliability_goldens.py
"""

from __future__ import annotations

import hashlib
import itertools
import json
import struct
from pathlib import Path

import numpy as np
from scipy import stats

ROOT = Path(__file__).resolve().parents[2]
RECORDING, LAYER, PAIR, DRAWS, SEED = "gemma3-270m-ring16-a", 15, (0, 1), 199, 7
WINDOWS = {20: (1, 4, 15), 200: (0, 1, 10, 15)}
"""Tokens of the window -> frames."""
DTYPES = {"F16": "<f2", "F32": "<f4", "I32": "<i4"}


def read(name: str) -> tuple[str, dict, dict[str, np.ndarray]]:
    data = (ROOT / "fixtures" / "recordings" / f"{name}.safetensors").read_bytes()
    (size,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + size])
    metadata = json.loads(header.pop("__metadata__")["recording"])
    tensors = {}
    for tensor, entry in header.items():
        start, end = (8 + size + offset for offset in entry["data_offsets"])
        tensors[tensor] = np.frombuffer(data[start:end], DTYPES[entry["dtype"]]).reshape(entry["shape"])
    return hashlib.sha256(data).hexdigest(), metadata, tensors


def means_by_sequence(metadata: dict, tensors: dict, begin: int, end: int) -> tuple[np.ndarray, np.ndarray]:
    """[R, n, d] means over tokens begin..end of every sequence, NaN where a word does not occur, and [R, n] tokens."""
    marks, tokens = metadata["segments"], tensors["tokens"]
    n, d = len(metadata["nodes"]), metadata["model"]["hiddenSize"]
    sums, counts = np.zeros((len(tokens), n, d)), np.zeros((len(tokens), n))
    for (r, s, i), mean in zip(
        tensors["cells"],
        tensors[f"residual_by_sequence.{LAYER}"].astype(float),
        strict=True,
    ):
        if marks[s] >= begin and marks[s + 1] <= end:
            here = int((tokens[r, marks[s] : marks[s + 1]] == i).sum())
            sums[r, i] += here * mean
            counts[r, i] += here
    with np.errstate(invalid="ignore"):
        return sums / counts[..., None], counts


def uniform_indices(seed: int):
    """seededIndex of core/linalg/random.ts: mulberry32."""
    state = seed & 0xFFFFFFFF
    while True:
        state = (state + 0x6D2B79F5) & 0xFFFFFFFF
        mixed = ((state ^ (state >> 15)) * (state | 1)) & 0xFFFFFFFF
        mixed ^= (mixed + (((mixed ^ (mixed >> 7)) * (mixed | 61)) & 0xFFFFFFFF)) & 0xFFFFFFFF
        uniform = ((mixed ^ (mixed >> 14)) & 0xFFFFFFFF) / 4294967296 * 2 - 1
        below = yield
        while below is None:
            below = yield
        yield int((uniform + 1) / 2 * below)


def resamples(sequences: int, draws: int, seed: int) -> list[np.ndarray]:
    generator = uniform_indices(seed)
    drawn = []
    for _ in range(draws):
        weights = np.zeros(sequences)
        for _ in range(sequences):
            next(generator)
            weights[generator.send(sequences)] += 1
        drawn.append(weights)
    return drawn


def pooled(means: np.ndarray, counts: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """[n, d]; NaN rows for words that no weighted sequence has."""
    weight = counts * weights[:, None]
    total = weight.sum(0)
    sums = np.where(weight[..., None] > 0, weight[..., None] * np.nan_to_num(means), 0).sum(0)
    return np.where(total[:, None] > 0, sums / np.maximum(total, 1)[:, None], np.nan)


def squared(points: np.ndarray, others: np.ndarray | None = None) -> np.ndarray:
    """[n, n] squared distances; with `others`, products of the differences in both."""
    own = points[:, None] - points[None]
    return (own * (own if others is None else others[:, None] - others[None])).sum(-1)


def energy(distances: np.ndarray, edges: list) -> float | None:
    pairs = distances[np.triu_indices(len(distances), 1)]
    if not np.nanmean(pairs) > 0:
        return None
    along = np.array([distances[a, b] for a, b in edges])
    return float(np.nanmean(along) / np.nanmean(pairs)) if np.isfinite(along).any() else None


def spearman(distances: np.ndarray, paths: np.ndarray) -> float:
    known = np.isfinite(distances) & np.triu(np.ones_like(distances, dtype=bool), 1)
    return float(stats.spearmanr(distances[known], paths[known])[0])


def paths_of(edges: list, n: int) -> np.ndarray:
    paths = np.full((n, n), np.inf)
    np.fill_diagonal(paths, 0)
    for a, b in edges:
        paths[a, b] = paths[b, a] = 1
    for k in range(n):
        paths = np.minimum(paths, paths[:, k : k + 1] + paths[k : k + 1])
    return paths


def slow_modes(edges: list, n: int) -> np.ndarray:
    """[n, 2] the two slowest modes; a ring's share their eigenvalue with no third."""
    laplacian = np.zeros((n, n))
    for a, b in edges:
        laplacian[[a, b], [a, b]] += 1
        laplacian[a, b] = laplacian[b, a] = -1
    return np.linalg.eigh(laplacian)[1][:, 1:3]


def subspace_r2(scores: np.ndarray, modes: np.ndarray) -> float:
    """[n, 2] scores, NaN rows for missing words, which modes of the whole graph are restricted to; both then orthonormal."""
    seen = np.isfinite(scores[:, 0])
    basis, restricted = (np.linalg.qr(part[seen] - part[seen].mean(0))[0] for part in (scores, modes))
    return float(np.square(basis.T @ restricted).sum() / 2)


def drawn_in(fitted: np.ndarray, drawn: np.ndarray) -> np.ndarray:
    """[n, 2] of `drawn` in the PCA of `fitted`; NaN rows for missing words."""
    rows = fitted[np.isfinite(fitted[:, 0])]
    loadings = np.linalg.svd(rows - rows.mean(0), full_matrices=False)[2]
    return (drawn - np.nanmean(drawn, axis=0)) @ loadings[list(PAIR)].T


def without_offsets(means: np.ndarray, counts: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """[n, d] word terms of h_ri = m_i + o_r by weighted least squares over single (sequence, word) means."""
    cells = [(r, i) for r, i in np.argwhere(counts > 0) if weights[r] > 0]
    design = np.zeros((len(cells), counts.shape[1] + len(counts)))
    for row, (r, i) in enumerate(cells):
        design[row, [i, counts.shape[1] + r]] = 1
    root = np.sqrt([counts[r, i] * weights[r] for r, i in cells])[:, None]
    rows = np.stack([means[r, i] for r, i in cells])
    words = np.linalg.lstsq(root * design, root * rows, rcond=None)[0][: counts.shape[1]]
    seen = np.isin(np.arange(counts.shape[1]), [i for _, i in cells])
    return np.where(seen[:, None], words, np.nan)


def halves(sequences: int) -> list[np.ndarray]:
    chosen = [c for c in itertools.combinations(range(sequences), sequences // 2) if sequences % 2 or 0 in c]
    return [np.isin(np.arange(sequences), c) for c in chosen]


def mean_or_none(values: list) -> float | None:
    known = [value for value in values if value is not None and np.isfinite(value)]
    return float(np.mean(known)) if known else None


def figures(means: np.ndarray, counts: np.ndarray, weights: np.ndarray, edges: list) -> dict[str, float | None]:
    n = counts.shape[1]
    paths, modes = paths_of(edges, n), slow_modes(edges, n)
    whole = pooled(means, counts, weights)
    agreement, across, held_energy, held_r2, shared = [], [], [], [], []
    for half in halves(len(counts)):
        parts = [pooled(means, counts, weights * side) for side in (half, ~half)]
        if any(np.isnan(part).all() for part in parts):
            continue
        both = np.isfinite(parts[0][:, 0]) & np.isfinite(parts[1][:, 0])
        shared.append(int(both.sum()))
        a, b = (part[both] - part[both].mean(0) if both.any() else part[both] for part in parts)
        if both.sum() >= 3:
            agreement.append(float((a * b).sum() / np.sqrt((a * a).sum() * (b * b).sum())))
        across.append(squared(*parts))
        for fitted, drawn in (parts, parts[::-1]):
            if min(np.isfinite(part[:, 0]).sum() for part in (fitted, drawn)) <= 2:
                continue
            points = drawn_in(fitted, drawn)
            held_energy.append(energy(squared(points), edges))
            held_r2.append(subspace_r2(points, modes))
    crossed = np.full((n, n), np.nan)
    if across:
        known = np.isfinite(across).sum(0)
        crossed = np.where(known > 0, np.nansum(across, axis=0) / np.maximum(known, 1), np.nan)
    weighted = counts * weights[:, None] > 0
    together = (weighted.T.astype(int) @ weighted.astype(int)) > 0
    apart = np.where(together, squared(without_offsets(means, counts, weights)), np.nan)
    seen = np.isfinite(whole[:, 0])
    plane = drawn_in(whole, whole)
    r = mean_or_none(agreement)
    out = {
        "sharedWords": mean_or_none(shared),
        "halves": r,
        "reliability": None if r is None else 2 * r / (1 + r) if r > 0 else r,
        "pooled.energy": energy(squared(whole), edges),
        "pooled.correlation": spearman(squared(whole), paths),
        "pooled.pairEnergy": energy(squared(plane), edges),
        "offsetsRemoved.energy": energy(apart, edges),
        "offsetsRemoved.correlation": spearman(apart, paths),
        "acrossSequences.energy": energy(crossed, edges),
        "acrossSequences.correlation": spearman(crossed, paths),
        "heldOut.pairEnergy": mean_or_none(held_energy),
    }
    out["pooled.r2"] = subspace_r2(plane, modes)
    out["heldOut.r2"] = mean_or_none(held_r2)
    among = crossed[np.ix_(seen, seen)]
    out["acrossSequences.r2"] = None
    if np.isfinite(among).all():
        centring = np.eye(len(among)) - 1 / len(among)
        values, vectors = np.linalg.eigh(-centring @ among @ centring / 2)
        axes = np.full((n, 2), np.nan)
        axes[seen] = vectors[:, np.argsort(-values)[list(PAIR)]]
        out["acrossSequences.r2"] = subspace_r2(axes, modes)
    return out


def frame_golden(metadata: dict, tensors: dict, window: int, frame: int) -> dict:
    marks = metadata["segments"]
    end = marks[frame + 1]
    begin = marks[min(frame, int(np.searchsorted(marks, end - window)))]
    means, counts = means_by_sequence(metadata, tensors, begin, end)
    edges = metadata["graphs"][0]["edges"]
    values = figures(means, counts, np.ones(len(counts)), edges)
    drawn = [figures(means, counts, weights, edges) for weights in resamples(len(counts), DRAWS, SEED)]
    intervals = {}
    for name in values:
        found = [draw.get(name) for draw in drawn]
        found = [value for value in found if value is not None and np.isfinite(value)]
        if name == "sharedWords":
            continue
        enough = 2 * len(found) >= DRAWS and values[name] is not None
        intervals[name] = [float(np.quantile(found, q)) for q in (0.025, 0.975)] if enough else None
    return {
        "window": window,
        "frame": frame,
        "start": begin,
        "context": end,
        "values": values,
        "intervals": intervals,
    }


def main() -> None:
    sha256, metadata, tensors = read(RECORDING)
    frames = [frame_golden(metadata, tensors, window, f) for window, chosen in WINDOWS.items() for f in chosen]
    golden = {
        "recording": RECORDING,
        "sha256": sha256,
        "layer": LAYER,
        "pair": PAIR,
        "draws": DRAWS,
        "seed": SEED,
    }
    out = ROOT / "tests" / "goldens" / "reliability.json"
    out.write_text(json.dumps({**golden, "frames": frames}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    with np.errstate(invalid="ignore", divide="ignore"):
        main()
