"""Word sequences: which node comes when. Every function takes its randomness from a numpy Generator.

Shapes: a sequence is [length] int32 of node indices.
"""

from __future__ import annotations

import numpy as np

from ..errors import ContextscopeError
from .graphs import Graph, ring_order

SAMPLERS = ("random-walk", "lazy-walk", "neighbour-pairs", "directed-cycle", "shuffled")
DEFAULT_STAY = 0.5


def sample(sampler: str, graph: Graph, length: int, rng: np.random.Generator, stay: float = DEFAULT_STAY) -> np.ndarray:
    """One sequence of `length` nodes. `stay` is used by the lazy walk only. Raises as check_sampler does."""
    check_sampler(sampler, graph, length, stay)
    if sampler == "random-walk":
        return _walk(graph, length, rng, stay=0.0)
    if sampler == "lazy-walk":
        return _walk(graph, length, rng, stay)
    if sampler == "neighbour-pairs":
        return _pairs(graph, length, rng)
    if sampler == "directed-cycle":
        return _cycle(graph, length, rng)
    return rng.permutation(_walk(graph, length, rng, stay=0.0))


def check_sampler(sampler: str, graph: Graph, length: int, stay: float = DEFAULT_STAY) -> None:
    """Raise ContextscopeError where `sample` could not draw: unknown name, no word, a stay of 0 or 1, no ring."""
    if sampler not in SAMPLERS:
        raise ContextscopeError(f"unknown sampler {sampler!r}: choose one of {', '.join(SAMPLERS)}")
    if length < 1:
        raise ContextscopeError(f"a sequence needs at least one word, got length {length}")
    if sampler == "lazy-walk" and not 0 < stay < 1:
        raise ContextscopeError(f"the lazy walk stays with a probability between 0 and 1, got {stay}")
    if sampler == "directed-cycle":
        ring_order(graph)


def first_break(sampler: str, graph: Graph, tokens: np.ndarray) -> tuple[int, int] | None:
    """(sequence, position) of the first word in [R, T] tokens that the sampler's rule does not let follow; or None."""
    allowed = successor_matrix(sampler, graph)[tokens[:, :-1], tokens[:, 1:]]
    broken = np.argwhere(~allowed & constrained_positions(sampler, tokens.shape[1])[:-1])
    return (int(broken[0][0]), int(broken[0][1]) + 1) if len(broken) else None


def successor_matrix(sampler: str, graph: Graph) -> np.ndarray:
    """[n, n] bool: which nodes may follow node i, where the sampler constrains what follows at all.

    The directed cycle allows the one next node, the lazy walk the node itself and its neighbours, the others
    the neighbours. For the shuffled control it is the graph of the walk that was shuffled.
    """
    if sampler == "directed-cycle":
        order = ring_order(graph)
        matrix = np.zeros((graph.n, graph.n), dtype=bool)
        for here, there in zip(order, order[1:] + order[:1], strict=True):
            matrix[here, there] = True
        return matrix
    matrix = graph.adjacency()
    if sampler == "lazy-walk":
        matrix |= np.eye(graph.n, dtype=bool)
    return matrix


def constrained_positions(sampler: str, length: int) -> np.ndarray:
    """[length] bool: positions whose next word the sampler's rule constrains.

    Of a pair only the first word; nothing in the shuffled control; everything otherwise.
    """
    if sampler == "shuffled":
        return np.zeros(length, dtype=bool)
    if sampler == "neighbour-pairs":
        return np.arange(length) % 2 == 0
    return np.ones(length, dtype=bool)


def chance_level(sampler: str, graph: Graph, tokens: np.ndarray) -> float:
    """Accuracy expected of a predictor that knows only how often each word occurs in `tokens`.

    sum over i of f_i sum over j in N(i) of f_j, with f the frequencies pooled over all sequences.
    """
    frequency = np.bincount(tokens.ravel(), minlength=graph.n) / tokens.size
    return float(frequency @ successor_matrix(sampler, graph) @ frequency)


def _walk(graph: Graph, length: int, rng: np.random.Generator, stay: float) -> np.ndarray:
    """Uniform random walk from a start drawn by degree, so that on an undirected graph it is stationary."""
    adjacency = graph.adjacency()
    neighbours = [np.flatnonzero(row) for row in adjacency]
    degree = adjacency.sum(axis=1)
    walk = np.empty(length, dtype=np.int32)
    walk[0] = rng.choice(graph.n, p=degree / degree.sum())
    for t in range(1, length):
        here = walk[t - 1]
        walk[t] = here if stay and rng.random() < stay else rng.choice(neighbours[here])
    return walk


def _pairs(graph: Graph, length: int, rng: np.random.Generator) -> np.ndarray:
    """Edges drawn uniformly and independently, each written as two words in a random direction.

    A directed edge keeps its direction. An odd length ends with the first word of a pair.
    """
    drawn = np.array(graph.edges, dtype=np.int32)[rng.integers(len(graph.edges), size=(length + 1) // 2)]
    if not graph.directed:
        flip = rng.random(len(drawn)) < 0.5
        drawn[flip] = drawn[flip, ::-1]
    return drawn.ravel()[:length]


def _cycle(graph: Graph, length: int, rng: np.random.Generator) -> np.ndarray:
    """Around the ring in its own order, again and again, from a random start."""
    order = np.array(ring_order(graph), dtype=np.int32)
    return order[(rng.integers(graph.n) + np.arange(length)) % graph.n]
