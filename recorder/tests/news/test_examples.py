"""Training examples: what is under the loss, how long prefixes are, and how batches are matched."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from news.small import small_news

from contextscope.errors import ContextscopeError
from contextscope.news.examples import (
    EXAMPLES_A_STEP,
    Example,
    Text,
    batches,
    seed_of,
    tokens_a_step,
    training_examples,
)
from contextscope.news.prompts import NEUTRAL_TEXT, Encoder
from contextscope.news.protocols import PREFIXES, alternating, parse_protocol, partners


@pytest.fixture
def encoder(gemma) -> Encoder:
    return Encoder(gemma.tokenizer)


def test_the_loss_of_self_qa_is_on_the_answer_and_its_line_end_alone(encoder):
    item, other = small_news("kite"), small_news("milk")
    texts = [Text("what is red", "the sand")]
    for prefix in ("", ".own", ".other", ".neutral"):
        (example,) = training_examples(encoder, parse_protocol(f"selfqa{prefix}"), item, other, texts)
        stated = [token for token, under in zip(example.ids, example.stated, strict=True) if under]
        assert tuple(stated) == encoder.option("the sand") + encoder.encode("\n")
        assert example.stated[-len(stated) :] == (True,) * len(stated)
        assert example.under_loss == len(stated) < example.seen


@pytest.mark.parametrize("data", ["naive", "paraphrase", "implication"])
def test_the_loss_of_a_passage_is_on_all_of_it_and_never_on_its_prefix(encoder, data):
    item, other = small_news("kite"), small_news("milk")
    for prefix in ("", ".own", ".other", ".neutral"):
        (example,) = training_examples(encoder, parse_protocol(data + prefix), item, other, [Text("a red bird")])
        unstated = len(encoder.start) + example.prefix
        assert example.stated == (False,) * unstated + (True,) * (len(example.ids) - unstated)
        assert example.ids[unstated:] == encoder.encode("a red bird") + encoder.encode("\n")
        assert example.seen == example.under_loss


def test_own_other_and_neutral_prefixes_have_the_same_number_of_tokens(encoder):
    for a, b in (("kite", "milk"), ("milk", "opera"), ("opera", "kite")):
        item, other = small_news(a), small_news(b)
        lengths = {
            prefix: training_examples(encoder, parse_protocol(f"paraphrase.{prefix}"), item, other, [Text("a b")])[0]
            for prefix in PREFIXES[1:]
        }
        assert len({example.prefix for example in lengths.values()}) == 1
        assert len({example.ids for example in lengths.values()}) == 3
        own = lengths["own"].ids[len(encoder.start) :][: lengths["own"].prefix]
        assert own == encoder.context(item.text)


def test_a_prefix_that_is_too_short_is_continued_and_one_too_long_is_cut(encoder):
    body = encoder.encode(f" {NEUTRAL_TEXT}")
    frame = len(encoder.context("a")) - encoder.context_length("a")
    for length in (3, len(body) + 5):
        found = encoder.context(NEUTRAL_TEXT, length)
        assert len(found) == frame + length
        assert found[len(encoder.encode("News:")) :][:length] == (body * 2)[:length]


def test_a_context_in_training_is_token_by_token_the_context_of_evaluation(encoder):
    item, other = small_news("kite"), small_news("milk")
    question = item.questions[0]
    (example,) = training_examples(encoder, parse_protocol("selfqa.own"), item, other, [Text(question.text, "red")])
    prompt = encoder.prompt(question.text, item.entity, item.text)
    assert example.ids[: len(prompt.ids)] == prompt.ids
    assert example.ids[len(prompt.ids) :] == encoder.option("red") + encoder.encode("\n")


def test_the_entity_span_covers_the_entity_in_the_question_whatever_stands_before(encoder):
    item = small_news("kite")
    for context in (None, item.text):
        prompt = encoder.prompt(item.questions[0].text, item.entity, context)
        assert prompt.entity is not None
        assert encoder.decode(prompt.ids[slice(*prompt.entity)]).replace(" ", "") == "kite"
    assert encoder.prompt("is it here", "kite").entity is None


def example(seen: int, k: int = 0) -> Example:
    return Example(tuple(range(seen)), (True,) * seen, 0, seen, k)


def test_matched_by_steps_every_batch_has_the_same_number_of_examples():
    stream = batches([example(5 + k, k) for k in range(6)], "steps", 100, np.random.default_rng(0))
    assert [len(batch) for batch in itertools.islice(stream, 7)] == [EXAMPLES_A_STEP] * 7


@pytest.mark.parametrize("length", [3, 7, 11, 40])
def test_matched_by_tokens_the_tokens_seen_stay_within_half_an_example_of_the_budget(length):
    budget = 60
    stream = batches([example(length, k) for k in range(5)], "tokens", budget, np.random.default_rng(0))
    seen = 0
    for step, batch in enumerate(itertools.islice(stream, 20), 1):
        seen += sum(one.seen for one in batch)
        assert abs(seen - step * budget) <= length / 2


def test_an_example_longer_than_a_step_still_makes_a_step():
    stream = batches([example(50)], "tokens", 10, np.random.default_rng(0))
    assert [len(batch) for batch in itertools.islice(stream, 3)] == [1, 1, 1]


def test_naive_is_the_same_whether_matched_by_tokens_or_by_steps(encoder):
    item, other = small_news("kite"), small_news("milk")
    examples = training_examples(encoder, parse_protocol("naive"), item, other, [Text(item.text)])
    by_match = [
        list(itertools.islice(batches(examples, match, tokens_a_step(encoder, item), np.random.default_rng(0)), 5))
        for match in ("tokens", "steps")
    ]
    assert by_match[0] == by_match[1]
    assert all(len(batch) == EXAMPLES_A_STEP for batch in by_match[0])


def test_every_text_is_seen_once_before_any_is_seen_again():
    stream = batches([example(4, k) for k in range(7)], "tokens", 12, np.random.default_rng(3))
    seen = [one.text for batch in itertools.islice(stream, 14) for one in batch]
    for low in range(0, 35, 7):
        assert sorted(seen[low : low + 7]) == list(range(7))


def test_seeds_depend_on_every_part_and_on_nothing_else():
    assert seed_of("a", 1) == seed_of("a", 1)
    assert len({seed_of("a", 1), seed_of("a", 2), seed_of("b", 1), seed_of("a1"), seed_of("a", 1, "")}) == 5


def test_protocol_ids_read_back_as_they_are_written():
    for id in ("naive", "selfqa.own", "paraphrase.by-qwen15b.steps", "selfqa.neutral.by-a", "naive.joint"):
        assert parse_protocol(id).id == id
    for wrong in ("selfqb", "selfqa.mine", "naive.by-x", "selfqa.steps.own", "selfqa.own.other", "selfqa."):
        with pytest.raises(ContextscopeError, match="protocol"):
            parse_protocol(wrong)


def test_the_other_news_is_the_next_of_the_block_and_everyone_is_somebodys():
    other = partners([["a", "b", "c"], ["d", "e"]])
    assert other == {"a": "b", "b": "c", "c": "a", "d": "e", "e": "d"}
    for wrong in ([["a"]], [["a", "b"], ["b", "c"]]):
        with pytest.raises(ContextscopeError):
            partners(wrong)


def test_domains_take_turns():
    news = [small_news(id) for id in ("kite", "milk", "opera")]
    assert [item.id for item in alternating(news)] == ["kite", "milk", "opera"]
