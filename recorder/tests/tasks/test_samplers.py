import numpy as np
import pytest
from scipy import stats

from contextscope import ContextscopeError, grid, ring, weekdays
from contextscope.tasks.samplers import SAMPLERS, chance_level, constrained_positions, sample, successor_matrix


def draw(sampler, graph, length=20_000, seed=0, **options):
    return sample(sampler, graph, length, np.random.default_rng(seed), **options)


def steps_allowed(graph, sequence):
    return graph.adjacency()[sequence[:-1], sequence[1:]]


@pytest.mark.parametrize("sampler", SAMPLERS)
def test_a_seed_decides_the_sequence(sampler):
    graph = ring(7)
    assert np.array_equal(draw(sampler, graph, 300, seed=4), draw(sampler, graph, 300, seed=4))
    assert not np.array_equal(draw(sampler, graph, 300, seed=4), draw(sampler, graph, 300, seed=5))
    assert draw(sampler, graph, 301).dtype == np.int32 and len(draw(sampler, graph, 301)) == 301


@pytest.mark.parametrize("graph", [ring(5), grid(3, 4)], ids=["ring", "grid"])
def test_a_random_walk_uses_edges_only_each_equally_often(graph):
    walk = draw("random-walk", graph, 40_000)
    assert steps_allowed(graph, walk).all()
    visits = np.zeros((graph.n, graph.n))
    np.add.at(visits, (walk[:-1], walk[1:]), 1)
    used = visits[graph.adjacency()]
    assert np.allclose(used / used.sum(), 1 / len(used), rtol=0.15)


def test_a_random_walk_starts_where_it_stays_in_distribution():
    graph = grid(3, 3)
    rng = np.random.default_rng(1)
    walks = np.array([sample("random-walk", graph, 4, rng) for _ in range(4000)])
    degree = graph.adjacency().sum(axis=1)
    for position in (0, 3):
        seen = np.bincount(walks[:, position], minlength=9)
        assert stats.chisquare(seen, 4000 * degree / degree.sum()).pvalue > 1e-3


def test_a_lazy_walk_stays_as_often_as_asked_and_else_moves_along_edges():
    graph = ring(6)
    walk = draw("lazy-walk", graph, stay=0.3)
    stayed = walk[1:] == walk[:-1]
    assert abs(stayed.mean() - 0.3) < 0.015
    assert steps_allowed(graph, walk)[~stayed].all()


def test_pairs_are_edges_and_one_pair_says_nothing_about_the_next():
    graph = ring(10)
    pairs = draw("neighbour-pairs", graph).reshape(-1, 2)
    assert graph.adjacency()[pairs[:, 0], pairs[:, 1]].all()
    directions = np.bincount(pairs[:, 0] * 10 + pairs[:, 1], minlength=100)[graph.adjacency().ravel()]
    assert stats.chisquare(directions).pvalue > 1e-3
    across = np.zeros((10, 10))
    np.add.at(across, (pairs[:-1, 1], pairs[1:, 0]), 1)
    assert stats.chi2_contingency(across).pvalue > 1e-3


def test_the_directed_cycle_goes_around_in_the_rings_own_order():
    cycle = draw("directed-cycle", weekdays(step=3), 50)
    assert ((cycle[1:] - cycle[:-1]) % 7 == 3).all()
    assert {draw("directed-cycle", ring(5), 1, seed)[0] for seed in range(40)} == set(range(5))


def test_the_shuffled_control_holds_the_words_of_the_walk_of_its_seed_without_its_edges():
    graph = weekdays(step=3)
    walk, shuffled = draw("random-walk", graph, seed=9), draw("shuffled", graph, seed=9)
    assert np.array_equal(np.bincount(walk), np.bincount(shuffled))
    assert abs(steps_allowed(graph, shuffled).mean() - 2 / 7) < 0.02


@pytest.mark.parametrize(
    ("sampler", "options", "told"),
    [
        ("stroll", {}, "unknown sampler 'stroll'"),
        ("lazy-walk", {"stay": 1.0}, "between 0 and 1, got 1.0"),
        ("directed-cycle", {}, "goes around a ring"),
    ],
)
def test_an_impossible_sampler_is_refused(sampler, options, told):
    with pytest.raises(ContextscopeError, match=told):
        draw(sampler, grid(3, 3), 10, **options)


def test_what_the_rule_allows_next():
    graph = ring(4)
    assert successor_matrix("random-walk", graph)[0].tolist() == [False, True, False, True]
    assert successor_matrix("lazy-walk", graph)[0].tolist() == [True, True, False, True]
    assert successor_matrix("directed-cycle", graph)[3].tolist() == [True, False, False, False]


def test_only_constrained_positions_count():
    assert constrained_positions("random-walk", 3).tolist() == [True, True, True]
    assert constrained_positions("neighbour-pairs", 5).tolist() == [True, False, True, False, True]
    assert constrained_positions("shuffled", 3).tolist() == [False, False, False]


@pytest.mark.parametrize("sampler", ["shuffled", "neighbour-pairs", "lazy-walk", "directed-cycle"])
def test_the_chance_level_is_the_accuracy_of_guessing_by_frequency(sampler):
    graph = ring(7)
    tokens = draw(sampler, graph, 500, seed=2)[None]
    share = [(tokens == node).mean() for node in range(7)]
    allowed = successor_matrix(sampler, graph)
    by_position = [sum(share[w] for w in range(7) if allowed[here, w]) for here in tokens[0]]
    assert chance_level(sampler, graph, tokens) == pytest.approx(np.mean(by_position), rel=1e-12)
