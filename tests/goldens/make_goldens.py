"""Write tests/goldens/*.json: what numpy and scipy say about frames of two sample recordings.

Independent of the TypeScript code: plain SVD of the centred window means, no Gram matrix, no iteration; signs by the
same rule (the loading of largest absolute value is positive). Run from the repository root after the samples change:

    python tests/goldens/make_goldens.py
"""

from __future__ import annotations

import hashlib
import json
import struct
from pathlib import Path

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import shortest_path
from scipy.stats import spearmanr

ROOT = Path(__file__).resolve().parents[2]
RECORDINGS = ("gemma3-270m-grid4x4-a", "gemma3-270m-ring12-a")
LAYER, WINDOW, COMPONENTS, AXES = 15, 200, 4, [0, 1]
DTYPES = {"F16": "<f2", "F32": "<f4", "I32": "<i4"}


def read(data: bytes) -> tuple[dict, dict[str, np.ndarray]]:
    """Metadata and tensors of a recording."""
    (size,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + size])
    metadata = json.loads(header.pop("__metadata__")["recording"])
    tensors = {}
    for name, entry in header.items():
        start, end = (8 + size + offset for offset in entry["data_offsets"])
        tensors[name] = np.frombuffer(data[start:end], DTYPES[entry["dtype"]]).reshape(entry["shape"])
    return metadata, tensors


def window_means(residual: np.ndarray, counts: np.ndarray, first: int, end: int) -> np.ndarray:
    """[n, d] count-weighted means over segments first..end-1; NaN rows for nodes that do not occur."""
    weights = counts[first:end].astype(float)[..., None]
    values = np.where(weights > 0, residual[first:end].astype(float), 0)
    with np.errstate(invalid="ignore"):
        return (weights * values).sum(0) / weights.sum(0)


def oriented(loadings: np.ndarray) -> np.ndarray:
    """Rows with the entry of largest absolute value made positive."""
    extreme = loadings[np.arange(len(loadings)), np.abs(loadings).argmax(1)]
    return loadings * np.sign(extreme)[:, None]


def pca(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Variances (n - 1) and oriented loadings [K, d] of centred rows."""
    _, singular, loadings = np.linalg.svd(rows, full_matrices=False)
    return singular**2 / (len(rows) - 1), oriented(loadings[:COMPONENTS])


def energy(points: np.ndarray, edges: np.ndarray) -> float:
    squared = ((points[:, None] - points[None]) ** 2).sum(-1)
    return float(np.nanmean(squared[edges[:, 0], edges[:, 1]]) / np.nanmean(squared[np.triu_indices(len(points), 1)]))


def rank_correlation(points: np.ndarray, edges: np.ndarray) -> float:
    n = len(points)
    adjacency = csr_array((np.ones(len(edges)), edges.T), (n, n))
    paths = shortest_path(adjacency, directed=False, unweighted=True)
    pairs = np.triu_indices(n, 1)
    distances = np.linalg.norm(points[:, None] - points[None], axis=-1)
    known = ~np.isnan(distances[pairs])
    return float(spearmanr(distances[pairs][known], paths[pairs][known]).statistic)


def golden(name: str) -> dict:
    data = (ROOT / "fixtures" / "recordings" / f"{name}.safetensors").read_bytes()
    metadata, tensors = read(data)
    marks = metadata["segments"]
    edges = np.array(next(graph for graph in metadata["graphs"] if graph["role"] == "context")["edges"])
    counts, residual = tensors["counts"], tensors[f"residual.{LAYER}"]
    means = []
    for s, context in enumerate(marks[1:]):
        first = min(s, int(np.searchsorted(marks, context - WINDOW)))
        means.append(window_means(residual, counts, first, s + 1))
    present = [~np.isnan(frame[:, 0]) for frame in means]
    centred = [frame[seen] - frame[seen].mean(0) for frame, seen in zip(means, present, strict=True)]
    stacked = np.concatenate(centred)
    joint_variances, joint = pca(stacked)
    last = len(means) - 1
    reference_variances, reference = pca(centred[last])

    frames = []
    for frame in (0, 5, last):
        rows, seen = centred[frame], present[frame]
        variances, own = pca(rows)
        both = seen & present[last]
        scores = np.full((len(seen), COMPONENTS), np.nan)
        target = scores.copy()
        scores[seen], target[present[last]] = rows @ own.T, centred[last] @ reference.T
        u, _, vt = np.linalg.svd(scores[both][:, AXES].T @ target[both][:, AXES])
        aligned = scores.copy()
        aligned[:, AXES] = scores[:, AXES] @ (u @ vt)
        error = aligned[both][:, AXES] - target[both][:, AXES]
        shown = np.full((len(seen), len(AXES)), np.nan)
        shown[seen] = rows @ joint[AXES].T
        frames.append(
            {
                "frame": frame,
                "context": marks[frame + 1],
                "present": np.flatnonzero(seen).tolist(),
                "ownVariance": variances[:COMPONENTS].tolist(),
                "totalVariance": variances.sum(),
                "participationRatio": variances.sum() ** 2 / (variances**2).sum(),
                "energy": energy(means[frame], edges),
                "distanceCorrelation": rank_correlation(means[frame], edges),
                "shownEnergy": energy(shown, edges),
                "capturedVariance": shown[seen].var(0, ddof=1).sum() / variances[: len(AXES)].sum(),
                "raw": scores[seen].tolist(),
                "aligned": aligned[seen].tolist(),
                "procrustesResidual": np.linalg.norm(error) / np.linalg.norm(target[both][:, AXES]),
                "joint": (rows @ joint.T).tolist(),
                "reference": (rows @ reference.T).tolist(),
            }
        )
    return {
        "recording": name,
        "sha256": hashlib.sha256(data).hexdigest(),
        "layer": LAYER,
        "windowTokens": WINDOW,
        "components": COMPONENTS,
        "axes": AXES,
        "jointEigenvalues": joint_variances[:COMPONENTS].tolist(),
        "jointTotalVariance": joint_variances.sum(),
        "referenceEigenvalues": reference_variances[:COMPONENTS].tolist(),
        "frames": frames,
    }


def rounded(value: object) -> object:
    """Ten significant digits: four more than the tests ask for."""
    if isinstance(value, float):
        return float(f"{value:.10g}")
    if isinstance(value, list):
        return [rounded(item) for item in value]
    return {key: rounded(item) for key, item in value.items()} if isinstance(value, dict) else value


for recording in RECORDINGS:
    text = json.dumps(rounded(golden(recording)), separators=(",", ":"))
    (Path(__file__).parent / f"{recording}.json").write_text(text + "\n")
