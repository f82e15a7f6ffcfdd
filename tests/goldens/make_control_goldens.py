"""Write tests/goldens/controls.json: what numpy and scipy say about nulls, spectra, baselines and fits.

Independent of the TypeScript code: dense eigenvectors, plain loops over tokens, every relabelling of six words by
itertools, scipy for Procrustes, Student's t, regression and the minimum of the piecewise fit. Run from the repository
root after the samples change:

    python tests/goldens/make_control_goldens.py
"""

from __future__ import annotations

import hashlib
import itertools
import json
import struct
from pathlib import Path

import numpy as np
from scipy import optimize, spatial, stats

ROOT = Path(__file__).resolve().parents[2]
LAYER, WINDOW = 15, 200
DTYPES = {"F16": "<f2", "F32": "<f4", "I32": "<i4"}


def read(name: str) -> tuple[str, dict, dict[str, np.ndarray]]:
    """Checksum, metadata and tensors of a recording."""
    data = (ROOT / "fixtures" / "recordings" / f"{name}.safetensors").read_bytes()
    (size,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + size])
    metadata = json.loads(header.pop("__metadata__")["recording"])
    tensors = {}
    for tensor, entry in header.items():
        start, end = (8 + size + offset for offset in entry["data_offsets"])
        tensors[tensor] = np.frombuffer(data[start:end], DTYPES[entry["dtype"]]).reshape(entry["shape"])
    return hashlib.sha256(data).hexdigest(), metadata, tensors


def frame_means(metadata: dict, tensors: dict[str, np.ndarray], frame: int) -> np.ndarray:
    """[n, d] count-weighted means of one frame's window; NaN rows for missing nodes."""
    marks = metadata["segments"]
    first = min(frame, int(np.searchsorted(marks, marks[frame + 1] - WINDOW)))
    weights = tensors["counts"][first : frame + 1].astype(float)[..., None]
    values = np.where(weights > 0, tensors[f"residual.{LAYER}"][first : frame + 1].astype(float), 0)
    with np.errstate(invalid="ignore"):
        return (weights * values).sum(0) / weights.sum(0)


def induced(adjacency: np.ndarray, seen: np.ndarray) -> np.ndarray:
    return adjacency[np.ix_(seen, seen)]


def adjacency_of(edges: list, n: int) -> np.ndarray:
    out = np.zeros((n, n))
    for a, b in edges:
        out[a, b] = out[b, a] = 1
    return out


def modes(adjacency: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Eigenvalues and eigenvectors (columns) on the space of centred vectors, through an explicit basis of it."""
    n = len(adjacency)
    centred = np.linalg.svd(np.eye(n) - 1 / n)[0][:, : n - 1]
    laplacian = np.diag(adjacency.sum(0)) - adjacency
    values, vectors = np.linalg.eigh(centred.T @ laplacian @ centred)
    return values, centred @ vectors


def at_present(vectors: np.ndarray, seen: np.ndarray) -> np.ndarray:
    """The entries of the present nodes, centred: modes of the whole graph on a part of it, not orthonormal where nodes are missing."""
    part = vectors[seen]
    return part - part.mean(0)


def span(vectors: np.ndarray) -> np.ndarray:
    """Orthonormal basis of the columns, by singular values."""
    left, singular, _ = np.linalg.svd(vectors, full_matrices=False)
    return left[:, singular > 1e-6]


def spectrum(rows: np.ndarray, adjacency: np.ndarray, seen: np.ndarray) -> dict:
    """`adjacency` of the whole graph: what each of its eigenspaces adds to the span of the smoother ones."""
    values, vectors = modes(adjacency)
    part = at_present(vectors, seen)
    starts = [0, *(np.flatnonzero(np.diff(values) > 1e-6) + 1), len(values)]
    out: dict = {"eigenvalues": [], "multiplicity": [], "share": []}
    rank, held = 0, 0.0
    for first, end in itertools.pairwise(starts):
        basis = span(part[:, :end])
        share = float((basis.T @ rows).ravel() @ (basis.T @ rows).ravel() / (rows**2).sum())
        if basis.shape[1] > rank:
            out["eigenvalues"].append(float(values[first]))
            out["multiplicity"].append(int(basis.shape[1] - rank))
            out["share"].append(share - held)
        rank, held = basis.shape[1], share
    return out


def pair_r2(rows: np.ndarray, adjacency: np.ndarray, seen: np.ndarray, pair: int) -> float:
    """By projection onto the left singular vectors of the data, with the orthogonal projector written out."""
    left = np.linalg.svd(rows, full_matrices=False)[0][:, 2 * pair : 2 * pair + 2]
    leading = span(at_present(modes(adjacency)[1][:, :2], seen))
    return float(np.linalg.norm(left @ left.T @ leading) ** 2 / np.linalg.norm(leading) ** 2)


def energy(rows: np.ndarray, adjacency: np.ndarray) -> float:
    squared = ((rows[:, None] - rows[None]) ** 2).sum(-1)
    n = len(rows)
    return float((squared * adjacency).sum() / adjacency.sum() / (squared.sum() / (n * (n - 1))))


def overlay_residual(rows: np.ndarray, adjacency: np.ndarray, seen: np.ndarray) -> float:
    left, singular, _ = np.linalg.svd(rows, full_matrices=False)
    _, _, disparity = spatial.procrustes(left[:, :2] * singular[:2], at_present(modes(adjacency)[1][:, :2], seen))
    return float(np.sqrt(disparity))


def geometry(name: str) -> dict:
    checksum, metadata, tensors = read(name)
    n = len(metadata["nodes"])
    adjacency = adjacency_of(next(g for g in metadata["graphs"] if g["role"] == "context")["edges"], n)
    frames = []
    for frame in (0, len(metadata["segments"]) - 2):
        means = frame_means(metadata, tensors, frame)
        seen = ~np.isnan(means[:, 0])
        rows, graph = means[seen] - means[seen].mean(0), induced(adjacency, seen)
        frames.append(
            {
                "frame": frame,
                "present": int(seen.sum()),
                "energy": energy(rows, graph),
                "spectrum": spectrum(rows, adjacency, seen),
                "pairR2": [pair_r2(rows, adjacency, seen, pair) for pair in range(3)],
                "overlayResidual": overlay_residual(rows, adjacency, seen),
            }
        )
    return {"recording": name, "sha256": checksum, "layer": LAYER, "windowTokens": WINDOW, "frames": frames}


def enumerated(name: str) -> dict:
    """Every relabelling of six words but the identity."""
    checksum, metadata, tensors = read(name)
    adjacency = adjacency_of(metadata["graphs"][0]["edges"], 6)
    rows = frame_means(metadata, tensors, len(metadata["segments"]) - 2)
    observed = energy(rows, adjacency)
    null = np.array([energy(rows[list(order)], adjacency) for order in itertools.permutations(range(6))][1:])
    at_most = int((null <= observed + 1e-9).sum())
    return {
        "recording": name, "sha256": checksum, "observed": observed, "mean": null.mean(), "sd": null.std(),
        "low": float(np.quantile(null, 0.05)), "high": float(np.quantile(null, 0.95)),
        "z": (observed - null.mean()) / null.std(), "atMost": at_most, "p": (1 + at_most) / 720, "draws": len(null),
    }  # fmt: skip


def baselines(name: str) -> dict:
    """Token by token with sets and dictionaries, at a few positions of every sequence."""
    checksum, metadata, tensors = read(name)
    edges = [tuple(sorted(edge)) for edge in metadata["graphs"][0]["edges"]]
    n, positions, out = len(metadata["nodes"]), [0, 1, 17, 100, 449], []
    neighbours = {i: {b for a, b in edges if a == i} | {a for a, b in edges if b == i} for i in range(n)}
    for r, words in enumerate(tensors["tokens"].tolist()):
        for t in positions:
            steps = [tuple(sorted(step)) for step in itertools.pairwise(words[: t + 1])]
            walked = [step for step in steps if step in edges]
            followers = [b for a, b in itertools.pairwise(words[: t + 1]) if a == words[t]]
            read_words = words[: t + 1]
            near = neighbours[words[t]]
            m = len(walked)
            unigram = sum(word in near for word in read_words) / len(read_words)
            masked = bool(np.isnan(tensors["accuracy"][r, t]))
            out.append(
                {
                    "sequence": r, "position": t,
                    "seenOnce": len(set(walked)) / len(edges),
                    "seenTwice": sum(walked.count(edge) >= 2 for edge in edges) / len(edges),
                    "iidOnce": 1 - float(stats.binom.pmf(0, m, 1 / len(edges))),
                    "iidTwice": 1 - float(stats.binom.cdf(1, m, 1 / len(edges))),
                    "unigram": None if masked else unigram,
                    "bigram": None if masked else sum(word in near for word in followers) / len(followers) if followers else unigram,
                }
            )  # fmt: skip
    return {"recording": name, "sha256": checksum, "cells": out}


def piecewise(seed: int, places: list[float]) -> dict:
    """A noisy curve with known breaks, and the least-squares breaks by scipy from many starts."""
    noise = np.random.default_rng(seed)
    contexts = np.array([5, 15, 25, 35, 45, 55, 65, 75, 85, 95, 112, 137, 162, 187, 225, 275, 325, 375, 425], float)
    x = np.log(contexts)
    slopes = [0.02, 0.45, 0.03] if len(places) == 2 else [0.3, 0.02]
    y = 0.1 + slopes[0] * x + noise.normal(0, 0.01, len(x))
    for before, after, at in zip(slopes[:-1], slopes[1:], places, strict=True):
        y = y + (after - before) * np.maximum(0, x - np.log(at))

    def squares(breaks: np.ndarray) -> float:
        design = np.column_stack([np.ones_like(x), x, *[np.maximum(0, x - at) for at in breaks]])
        return float(((y - design @ np.linalg.lstsq(design, y, rcond=None)[0]) ** 2).sum())

    starts = itertools.combinations(np.linspace(x[2], x[-3], 9), len(places))
    best = min((optimize.minimize(squares, start, method="Nelder-Mead", options={"xatol": 1e-10, "fatol": 1e-16}) for start in starts), key=lambda fit: fit.fun)
    return {"contexts": contexts.tolist(), "values": y.tolist(), "breaks": sorted(best.x.tolist()), "residualSquares": float(best.fun)}


def power_law() -> dict:
    sizes, contexts = [4, 6, 8, 12, 16, 24, 32], [14.2, 29.5, 47.1, 68.4, 83.3, 92.0, 175.2]
    fit = stats.linregress(np.log(sizes), np.log(contexts))
    t = stats.t.ppf(0.975, len(sizes) - 2)
    return {
        "sizes": sizes, "contexts": contexts, "alpha": fit.slope, "coefficient": float(np.exp(fit.intercept)), "r2": fit.rvalue**2,
        "scatterLow": fit.slope - t * fit.stderr, "scatterHigh": fit.slope + t * fit.stderr,
    }  # fmt: skip


def rounded(value: object) -> object:
    """Ten significant digits: more than the tests ask for."""
    if isinstance(value, float):
        return float(f"{value:.10g}")
    if isinstance(value, list):
        return [rounded(item) for item in value]
    return {key: rounded(item) for key, item in value.items()} if isinstance(value, dict) else value


def intervals() -> list[dict]:
    """Student's interval with a bootstrap standard error; degrees of freedom by Welch and Satterthwaite, rounded down."""
    rng = np.random.default_rng(11)
    out = []
    for rows, degrees in ((2, 1), (4, 3), (8, 7), (8, 21)):
        resampled = rng.normal(3.0, 0.4, 60)
        half = stats.t.ppf(0.975, degrees) * np.sqrt(rows / (rows - 1)) * resampled.std(ddof=1)
        variances = rng.uniform(0.01, 1.0, 5)
        own = rng.integers(1, 12, 5)
        combined = int(variances.sum() ** 2 // (variances**2 / own).sum())
        parts = [{"variance": float(v), "degrees": int(d)} for v, d in zip(variances, own, strict=True)]
        out.append({"rows": rows, "degrees": degrees, "estimate": 3.1, "resampled": resampled.tolist(),
                    "low": 3.1 - half, "high": 3.1 + half, "parts": parts, "combined": combined})  # fmt: skip
    return out


golden = {
    "geometry": [geometry("gemma3-270m-grid4x4-a"), geometry("gemma3-270m-ring12-a")],
    "enumerated": enumerated("gemma3-270m-ring6-a"),
    "baselines": [baselines("gemma3-270m-grid4x4-a"), baselines("gemma3-270m-ring10-pairs-a")],
    "piecewise": [piecewise(1, [60.0]), piecewise(2, [40.0, 170.0])],
    "powerLaw": power_law(),
    "intervals": intervals(),
    "student": [{"coverage": c, "degrees": d, "t": float(stats.t.ppf((1 + c) / 2, d))} for c in (0.5, 0.9, 0.95, 0.999) for d in (1, 2, 3, 4, 5, 6, 11, 30)],
}
(Path(__file__).parent / "controls.json").write_text(json.dumps(rounded(golden), separators=(",", ":")) + "\n")
