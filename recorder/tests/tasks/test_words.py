import pytest
from conftest import VOCABULARY_WORDS, tiny_tokenizer

from contextscope import ContextscopeError
from contextscope.tasks.words import NEUTRAL_NOUNS, PAPER_GRID_WORDS, choose_words, single_token, token_ids


def test_the_papers_sixteen_words_lead_the_list():
    paper = "apple bird car egg house milk plane opera box sand sun mango rock math code phone"
    assert PAPER_GRID_WORDS == tuple(paper.split()) == NEUTRAL_NOUNS[:16]
    assert len(set(NEUTRAL_NOUNS)) == len(NEUTRAL_NOUNS) >= 200


def test_a_word_is_usable_where_it_is_one_token_after_a_space():
    tokenizer = tiny_tokenizer()
    token = single_token(tokenizer, "apple")
    assert tokenizer.convert_ids_to_tokens(token) == "\u2581apple"
    assert single_token(tokenizer, "anchor") is None
    assert single_token(tokenizer, "x") is None


def test_words_are_chosen_from_single_tokens_by_seed():
    tokenizer = tiny_tokenizer()
    chosen = choose_words(tokenizer, 10, seed=1)
    assert len(set(chosen)) == 10 and set(chosen) <= set(VOCABULARY_WORDS)
    assert chosen == choose_words(tokenizer, 10, seed=1) != choose_words(tokenizer, 10, seed=2)


def test_words_of_several_tokens_are_named():
    with pytest.raises(ContextscopeError, match=r"not a single token .*: anchor, kettle: choose other words"):
        token_ids(tiny_tokenizer(), ["apple", "anchor", "bird", "kettle"])


def test_a_word_given_twice_is_named():
    with pytest.raises(ContextscopeError, match="needs its own: bird"):
        token_ids(tiny_tokenizer(), ["apple", "bird", "bird"])


def test_too_few_usable_nouns_is_an_error_that_names_some_that_split():
    with pytest.raises(ContextscopeError, match=r"has 12 of the .* needs 13; not single: rock, math, .*--words"):
        choose_words(tiny_tokenizer(), 13, seed=0)
