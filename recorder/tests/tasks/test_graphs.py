import json
from itertools import pairwise

import numpy as np
import pytest
from conftest import REPOSITORY

from contextscope import ContextscopeError, calendar, from_edge_list, grid, hex_lattice, ring, weekdays
from contextscope.tasks.graphs import ring_order


def edge_lengths(graph):
    points = np.array(graph.layout)
    return np.array([np.linalg.norm(points[i] - points[j]) for i, j in graph.edges])


@pytest.mark.parametrize("graph", [ring(5), grid(3, 4), hex_lattice(3, 3), weekdays(step=3), calendar()])
def test_edges_are_written_once_with_the_lower_node_first(graph):
    assert all(0 <= i < j < graph.n for i, j in graph.edges)
    assert len(set(graph.edges)) == len(graph.edges)
    assert np.array_equal(graph.adjacency(), graph.adjacency().T)


def test_a_ring_gives_every_node_its_two_neighbours_on_the_unit_circle():
    graph = ring(12)
    assert graph.adjacency().sum(axis=1).tolist() == [2] * 12
    assert graph.adjacency()[0].nonzero()[0].tolist() == [1, 11]
    assert np.allclose(np.linalg.norm(graph.layout, axis=1), 1, atol=1e-6)
    assert np.allclose(edge_lengths(graph), 2 * np.sin(np.pi / 12), atol=1e-6)


def test_a_grid_numbers_its_nodes_row_by_row():
    graph = grid(3, 4)
    assert graph.n == 12 and len(graph.edges) == 3 * 3 + 2 * 4
    assert graph.adjacency()[5].nonzero()[0].tolist() == [1, 4, 6, 9]
    assert graph.layout[5] == (1.0, 1.0)
    assert np.allclose(edge_lengths(graph), 1)


def test_three_by_three_hexagons_have_thirty_nodes_of_two_or_three_neighbours():
    graph = hex_lattice(3, 3)
    degrees = graph.adjacency().sum(axis=1)
    assert graph.n == 30 and set(degrees.tolist()) == {2, 3}
    assert np.allclose(edge_lengths(graph), 1, atol=1e-5)


@pytest.mark.parametrize("step", range(1, 7))
def test_a_weekday_step_joins_days_that_many_apart(step):
    graph = weekdays(step=step)
    assert {min((j - i) % 7, (i - j) % 7) for i, j in graph.edges} == {min(step, 7 - step)}
    assert all((b - a) % 7 == step for a, b in pairwise(graph.order))


def test_a_weekday_order_gives_the_same_ring_as_its_step():
    assert weekdays(order=[0, 3, 6, 2, 5, 1, 4]).edges == weekdays(step=3).edges


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: ring(2), "at least 3 nodes, got 2"),
        (lambda: grid(1, 1), "1x1"),
        (lambda: hex_lattice(0, 3), "0x3"),
        (lambda: weekdays(step=7), "between 1 and 6, got 7"),
        (lambda: weekdays(order=[0, 1, 2, 3, 4, 5, 5]), "once"),
        (lambda: weekdays(), "either a step or an order"),
    ],
)
def test_impossible_graphs_are_refused_by_value(make, told):
    with pytest.raises(ContextscopeError, match=told):
        make()


def write(tmp_path, data):
    path = tmp_path / "mine.json"
    path.write_text(data if isinstance(data, str) else json.dumps(data))
    return path


def test_an_edge_list_may_name_its_nodes_and_repeat_an_edge_backwards(tmp_path):
    path = write(tmp_path, {"nodes": ["a", "b", "c"], "edges": [["a", "b"], ["b", "a"], [1, 2]], "title": "Path"})
    graph = from_edge_list(path)
    assert graph.edges == ((0, 1), (1, 2)) and graph.labels == ("a", "b", "c") and graph.title == "Path"


def test_a_directed_edge_list_keeps_directions(tmp_path):
    graph = from_edge_list(write(tmp_path, {"nodes": 3, "edges": [[0, 2], [2, 1], [1, 0]], "directed": True}))
    assert graph.edges == ((0, 2), (1, 0), (2, 1))
    assert graph.adjacency()[0].nonzero()[0].tolist() == [2]
    assert ring_order(graph) == (0, 2, 1)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("{", "not sound JSON"),
        ('{"nodes": 3, "nodes": 4, "edges": []}', "occurs twice"),
        ({"nodes": 3}, "expected"),
        ({"nodes": 1, "edges": []}, "number >= 2"),
        ({"nodes": ["a", "a"], "edges": []}, "twice"),
        ({"nodes": 3, "edges": [[0, 3]]}, r"edges\[0\] = \[0, 3\]: 3 is not one of the 3 nodes"),
        ({"nodes": 3, "edges": [[0, 1], [2, 2]]}, "own neighbour"),
        ({"nodes": 3, "edges": [[0, 1, 2]]}, "expected a pair"),
        ({"nodes": 4, "edges": [[0, 1], [2, 3]]}, "connect the parts"),
        ({"nodes": 3, "edges": [[0, 1], [1, 2]], "layout": [[0, 0]]}, "1 points for 3 nodes"),
        ({"nodes": 3, "edges": [[0, 1], [1, 2]], "directed": "no"}, "true or false"),
    ],
)
def test_a_faulty_edge_list_is_refused_naming_the_entry(tmp_path, data, told):
    with pytest.raises(ContextscopeError, match=told):
        from_edge_list(write(tmp_path, data))


def test_only_a_single_cycle_has_a_ring_order(tmp_path):
    square = from_edge_list(write(tmp_path, {"nodes": 4, "edges": [[0, 2], [2, 1], [1, 3], [3, 0]]}))
    assert ring_order(square) in [(0, 2, 1, 3), (0, 3, 1, 2)]
    assert ring_order(weekdays(step=2)) == (0, 2, 4, 6, 1, 3, 5)
    with pytest.raises(ContextscopeError, match="not one"):
        ring_order(grid(3, 3))


def test_a_graph_drawn_in_the_explorer_is_read_as_it_was_written():
    drawn = REPOSITORY / "fixtures" / "synthetic" / "drawn-graph.json"
    graph = from_edge_list(drawn)
    assert graph.title == "Compass" and graph.directed
    assert graph.labels == ("north", "east", "south", "west", 'hub "é"')
    assert graph.edges == ((0, 1), (0, 4), (1, 2), (2, 3), (2, 4), (3, 0), (4, 0))
    assert graph.layout[0] == (0.0, 1.0) and np.allclose(np.linalg.norm(graph.layout, axis=1), 1, atol=1e-4)
