"""All options of many questions in one pass score as they do one by one, in every family of models."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from contextscope.news.prompts import Encoder
from contextscope.news.scoring import first_line, free_answers, score, scoring_item


def one_by_one(model, item) -> list[float]:
    """Each option read alone after the prompt, without any mask."""
    scores = []
    for option in item.options:
        ids = torch.tensor([[*item.prompt.ids, *option]])
        with torch.no_grad():
            log_p = model(input_ids=ids).logits[0].float().log_softmax(-1)
        first = len(item.prompt.ids) - 1
        scores.append(sum(float(log_p[first + j, token]) for j, token in enumerate(option)))
    return scores


@pytest.fixture
def items(any_model):
    encoder = Encoder(any_model.tokenizer)
    options = ("red", "a blue bird in sand", "sun", "milk and mango")
    return [
        scoring_item(encoder, "what is it", options, "it"),
        scoring_item(encoder, "who is the bird", options[::-1], "bird", "a red bird is in the box"),
        scoring_item(encoder, "is it", ("no", "yes"), "opera"),
    ]


def test_scores_in_one_pass_are_those_of_separate_readings(any_model, items):
    found = score(any_model.model, items).options
    for row, item in zip(found, items, strict=True):
        np.testing.assert_allclose(row, one_by_one(any_model.model, item), rtol=1e-5, atol=2e-4)


def test_scores_do_not_depend_on_how_questions_are_grouped(any_model, items):
    together = score(any_model.model, items).options
    apart = score(any_model.model, items, tokens_at_a_time=1).options
    for a, b in zip(together, apart, strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-5, atol=2e-4)


def test_states_are_those_of_the_prompt_alone(any_model, items):
    found = score(any_model.model, items, states=True)
    for k, item in enumerate(items):
        with torch.no_grad():
            hidden = any_model.model.base_model(
                input_ids=torch.tensor([item.prompt.ids]), output_hidden_states=True, use_cache=False
            ).hidden_states
        alone = torch.stack([layer[0] for layer in hidden])
        np.testing.assert_allclose(found.answer[k], alone[:, -1], rtol=1e-4, atol=1e-4)
        if item.prompt.entity is None:
            assert np.isnan(found.entity[k]).all()
        else:
            mean = alone[:, slice(*item.prompt.entity)].mean(1)
            np.testing.assert_allclose(found.entity[k], mean, rtol=1e-4, atol=1e-4)
    assert np.isnan(found.entity[2]).all()


def test_free_answers_are_greedy_and_padding_does_not_matter(gemma):
    encoder = Encoder(gemma.tokenizer)
    prompts = [encoder.prompt("what is it", ""), encoder.prompt("a much longer question about the red bird", "")]
    together = free_answers(gemma.model, encoder, prompts, 6)
    assert together == [free_answers(gemma.model, encoder, [prompt], 6)[0] for prompt in prompts]


def test_the_first_line_with_something_on_it_is_the_answer():
    assert first_line("\n  \n red bird \nblue") == "red bird"
    assert first_line(" \n") == ""
