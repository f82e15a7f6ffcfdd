"""Normalised energies of reference class means under several definitions, in numpy: which of them gives "about .88"?

    python tests/goldens/reference_energies.py llama31-8b-grid16.npz [context]

The file holds `class_means_T{context}` [n, d], `A_primary` [n, n] and the figures of single walks, `energies_per_walk`.
"""

import sys

import numpy as np


def definitions(means: np.ndarray, adjacency: np.ndarray) -> dict[str, float]:
    """Each energy by its name; `means` [n, d] without missing words, `adjacency` [n, n] 0/1 and symmetric."""
    n = len(means)
    squared = ((means[:, None] - means[None]) ** 2).sum(-1)
    plain = np.sqrt(squared)
    edge = adjacency > 0
    pair = ~np.eye(n, dtype=bool)
    apart = pair & ~edge
    centred = means - means.mean(0)
    degrees = np.diag(adjacency.sum(1))
    scale = np.diag(1 / np.sqrt(adjacency.sum(1)))
    laplacian = scale @ (degrees - adjacency) @ scale
    return {
        "squared distances, edges / all pairs of distinct words": squared[edge].mean() / squared[pair].mean(),
        "squared distances, edges / all n x n ordered pairs": squared[edge].mean() / squared.mean(),
        "squared distances, edges / pairs that are no edge": squared[edge].mean() / squared[apart].mean(),
        "plain distances, edges / all pairs of distinct words": plain[edge].mean() / plain[pair].mean(),
        "plain distances, edges / pairs that are no edge": plain[edge].mean() / plain[apart].mean(),
        "degree-weighted, tr(H' L H) / tr(Hc' D Hc), Hc centred": np.trace(means.T @ (degrees - adjacency) @ means)
        / np.trace(centred.T @ degrees @ centred),
        "symmetric normalised Laplacian": np.trace(centred.T @ laplacian @ centred) / np.trace(centred.T @ centred),
    }


def main(path: str, context: int) -> None:
    data = np.load(path)
    means = data[f"class_means_T{context}"].astype(float)
    for name, value in definitions(means, data["A_primary"].astype(float)).items():
        print(f"{value:.3f}  {name}")
    contexts = list(data["Ts"])
    walks = data["energies_per_walk"]
    single = walks[:, contexts.index(context)]
    print(f"{single.mean():.3f}  the file's own figures of single walks ({single.min():.2f} to {single.max():.2f})")
    means_at = ", ".join(f"{at}: {value:.3f}" for at, value in zip(contexts, walks.mean(0), strict=True))
    print(f"their means by context: {means_at}")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1400)
