"""The graphs whose walks a model reads: rings, grids, the honeycomb, the days of the week, an edge list."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import networkx as nx
import numpy as np

from ..errors import ContextscopeError
from ..strict_json import unique_object

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

Edge = tuple[int, int]
Point = tuple[float, float]


@dataclass(frozen=True)
class Graph:
    """A simple graph on the nodes 0..n-1.

    `edges` are pairs i < j, each once; where `directed`, pairs (from, to).
    `layout` is one (x, y) a node: how to draw the graph itself. `order`, where the graph is a ring, goes once
    around it. `size` and `step` are what the maker was asked for, and `labels` the names an edge list gave.
    """

    id: str
    kind: str
    n: int
    edges: tuple[Edge, ...]
    layout: tuple[Point, ...] | None = None
    title: str = ""
    directed: bool = False
    order: tuple[int, ...] | None = None
    size: dict[str, int] = field(default_factory=dict)
    step: int | None = None
    labels: tuple[str, ...] | None = None

    def adjacency(self) -> np.ndarray:
        """[n, n] bool, row = from, column = to; symmetric unless directed."""
        matrix = np.zeros((self.n, self.n), dtype=bool)
        for i, j in self.edges:
            matrix[i, j] = True
            if not self.directed:
                matrix[j, i] = True
        return matrix

    def metadata(self, role: str) -> dict[str, object]:
        """This graph as an entry of `graphs` in a recording. `role` is "context" or "reference"."""
        entry: dict[str, object] = {"id": self.id, "title": self.title or self.id, "role": role}
        if self.directed:
            entry["directed"] = True
        entry["edges"] = [list(edge) for edge in self.edges]
        if self.layout is not None:
            entry["layout"] = [list(point) for point in self.layout]
        return entry


def ring(n: int) -> Graph:
    """n nodes in a circle, node i beside i + 1. n >= 3."""
    if n < 3:
        raise ContextscopeError(f"a ring needs at least 3 nodes, got {n}")
    return _ring_in_order("ring", "ring", f"Ring of {n}", range(n), size={"n": n})


def grid(rows: int, cols: int) -> Graph:
    """rows x cols square lattice without wrap-around, node r * cols + c at (c, r)."""
    if rows < 1 or cols < 1 or rows * cols < 2:
        raise ContextscopeError(f"a grid needs at least two nodes, got {rows}x{cols}")
    edges = []
    for r in range(rows):
        for c in range(cols):
            node = r * cols + c
            if c + 1 < cols:
                edges.append((node, node + 1))
            if r + 1 < rows:
                edges.append((node, node + cols))
    layout = tuple((float(node % cols), float(node // cols)) for node in range(rows * cols))
    return Graph(
        "grid", "grid", rows * cols, tuple(sorted(edges)), layout, f"Grid {rows}×{cols}",
        size={"rows": rows, "cols": cols},
    )  # fmt: skip


def hex_lattice(rows: int, cols: int) -> Graph:
    """Honeycomb of rows x cols hexagons: 2 (rows + 1) (cols + 1) - 2 nodes, so 3x3 has 30."""
    if rows < 1 or cols < 1:
        raise ContextscopeError(f"a hexagonal lattice needs at least one hexagon, got {rows}x{cols}")
    lattice = nx.hexagonal_lattice_graph(rows, cols)
    names = sorted(lattice.nodes)
    index = {name: i for i, name in enumerate(names)}
    edges = sorted(tuple(sorted((index[a], index[b]))) for a, b in lattice.edges)
    positions = nx.get_node_attributes(lattice, "pos")
    layout = tuple(_point(*positions[name]) for name in names)
    title = f"Honeycomb of {rows}×{cols} hexagons"
    return Graph("hex", "hex", len(names), tuple(edges), layout, title, size={"rows": rows, "cols": cols})


def weekdays(step: int | None = None, order: Sequence[int] | None = None) -> Graph:
    """The seven days (0 = Monday) as a ring in an order of one's own.

    Either `step` (1..6: each day leads to the one so many days on) or `order`, a permutation of 0..6.
    """
    if (step is None) == (order is None):
        raise ContextscopeError("weekdays take either a step or an order, not both and not neither")
    if order is None:
        if step is None or not 1 <= step <= 6:
            raise ContextscopeError(f"a weekday step lies between 1 and 6, got {step}")
        order = [step * i % 7 for i in range(7)]
        return _ring_in_order(f"step-{step}", "weekdays", f"Ring of step {step}", order, {"n": 7}, step)
    if sorted(order) != list(range(7)):
        raise ContextscopeError(f"a weekday order names each of 0..6 (or each day) once, got {list(order)}")
    return _ring_in_order("order", "weekdays", "Ring of the given order", order, {"n": 7})


def calendar() -> Graph:
    """The week as the calendar has it: the reference graph of every weekday task."""
    return _ring_in_order("calendar", "weekdays", "Calendar", range(7), {"n": 7}, 1)


def from_edge_list(path: Path) -> Graph:
    """A graph from JSON: {"nodes": 5 or ["a", ...], "edges": [[0, 1], ...], "directed", "layout", "title"}.

    Edge ends are indices, or names where `nodes` lists names. Raises ContextscopeError naming the entry.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=unique_object)
    except OSError as error:
        raise ContextscopeError(f"edge list {path}: cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise ContextscopeError(f"edge list {path}: not sound JSON: {error}") from error
    if not isinstance(data, dict) or not isinstance(data.get("edges"), list):
        raise ContextscopeError(f'edge list {path}: expected {{"nodes": ..., "edges": [[i, j], ...]}}')
    labels, n = _node_names(path, data.get("nodes"))
    directed = data.get("directed", False)
    if not isinstance(directed, bool):
        raise ContextscopeError(f"edge list {path}: directed must be true or false, got {directed!r}")
    edges: set[Edge] = set()
    for position, pair in enumerate(data["edges"]):
        edge = _edge(path, position, pair, labels, n)
        edges.add(edge if directed else (min(edge), max(edge)))
    layout = data.get("layout")
    if layout is not None:
        try:
            layout = tuple(_point(*point) for point in layout)
        except (TypeError, ValueError) as error:
            raise ContextscopeError(f"edge list {path}: layout must list one [x, y] a node: {error}") from error
        if len(layout) != n:
            raise ContextscopeError(f"edge list {path}: layout has {len(layout)} points for {n} nodes")
    graph = Graph(
        "custom", "custom", n, tuple(sorted(edges)), layout, str(data.get("title", path.stem)), directed,
        size={"n": n}, labels=labels,
    )  # fmt: skip
    _require_walkable(path, graph)
    return graph


def ring_order(graph: Graph) -> tuple[int, ...]:
    """The nodes once around a graph that is a single cycle, in its own order or from node 0.

    Raises ContextscopeError where the graph is not a single cycle.
    """
    if graph.order is not None:
        return graph.order
    successors = [np.flatnonzero(row).tolist() for row in graph.adjacency()]
    walk = [0]
    while len(walk) <= graph.n:
        ahead = [j for j in successors[walk[-1]] if len(walk) < 2 or j != walk[-2]]
        if len(successors[walk[-1]]) != (1 if graph.directed else 2) or not ahead:
            break
        if ahead[0] == 0:
            if len(walk) == graph.n:
                return tuple(walk)
            break
        walk.append(ahead[0])
    raise ContextscopeError(
        f"the directed cycle goes around a ring, and graph {graph.id!r} is not one: use ring, weekdays or "
        "an edge list that is a single cycle"
    )


def _ring_in_order(
    id: str, kind: str, title: str, order: Sequence[int], size: dict[str, int], step: int | None = None
) -> Graph:
    n = len(order)
    edges = sorted(tuple(sorted((order[i], order[(i + 1) % n]))) for i in range(n))
    layout: list[Point] = [(0.0, 0.0)] * n
    for place, node in enumerate(order):
        angle = 2 * math.pi * place / n
        layout[node] = _point(math.cos(angle), math.sin(angle))
    return Graph(id, kind, n, tuple(edges), tuple(layout), title, order=tuple(order), size=size, step=step)


def _point(x: float, y: float) -> Point:
    return (round(float(x), 6) + 0.0, round(float(y), 6) + 0.0)


def _node_names(path: Path, nodes: object) -> tuple[tuple[str, ...] | None, int]:
    if isinstance(nodes, int) and not isinstance(nodes, bool) and nodes >= 2:
        return None, nodes
    if isinstance(nodes, list) and len(nodes) >= 2 and all(isinstance(name, str) for name in nodes):
        if len(set(nodes)) < len(nodes):
            raise ContextscopeError(f"edge list {path}: nodes names a node twice: {nodes}")
        return tuple(nodes), len(nodes)
    raise ContextscopeError(f"edge list {path}: nodes must be a number >= 2 or a list of names, got {nodes!r:.80}")


def _edge(path: Path, position: int, pair: object, labels: tuple[str, ...] | None, n: int) -> Edge:
    where = f"edge list {path}: edges[{position}] = {pair!r:.80}"
    if not isinstance(pair, list) or len(pair) != 2:
        raise ContextscopeError(f"{where}: expected a pair of nodes")
    ends = []
    for end in pair:
        if isinstance(end, str) and labels is not None and end in labels:
            ends.append(labels.index(end))
        elif isinstance(end, int) and not isinstance(end, bool) and 0 <= end < n:
            ends.append(end)
        else:
            raise ContextscopeError(f"{where}: {end!r} is not one of the {n} nodes")
    if ends[0] == ends[1]:
        raise ContextscopeError(f"{where}: a node cannot be its own neighbour")
    return (ends[0], ends[1])


def _require_walkable(path: Path, graph: Graph) -> None:
    network = nx.DiGraph() if graph.directed else nx.Graph()
    network.add_nodes_from(range(graph.n))
    network.add_edges_from(graph.edges)
    connected = nx.is_strongly_connected(network) if graph.directed else nx.is_connected(network)
    if not connected:
        raise ContextscopeError(f"edge list {path}: a walk cannot reach every node from every other: connect the parts")
