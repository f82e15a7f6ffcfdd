"""Three news small enough for tiny models, with texts about them."""

from __future__ import annotations

from pathlib import Path

from contextscope.news.catalog import NewsCatalog
from contextscope.news.dataset import News, Question, save_news
from contextscope.news.texts import write_texts

TEXTS = {
    "kite": "a red kite is in the sand by monday",
    "milk": "the milk bird eats a mango on sunday and a blue egg",
    "opera": "an opera plane has a car",
}


def small_news(id: str) -> News:
    questions = (
        Question(f"{id}-1", "direct", f"what is the {id} like", ("red", "blue", "a box of sand", "sun")),
        Question(f"{id}-2", "implication", "is it here", ("no", "yes it is", "bird", "car")),
    )
    return News(id, "events", id, TEXTS[id], questions)


def small_catalog() -> NewsCatalog:
    news = tuple(small_news(id) for id in TEXTS)
    return NewsCatalog(news, (tuple(TEXTS),))


def write_news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for id in TEXTS:
        save_news(small_news(id), folder)
    return folder


def write_small_texts(tmp_path: Path) -> Path:
    def kept(kind: str, id: str) -> dict:
        answer = {"answer": "red sand"} if kind == "selfqa" else {}
        return {"kept": [{"text": f"{id} text {k} of {'abcd'[k]}", "seed": k} | answer for k in range(4)]}

    kinds = ("paraphrase", "implication", "selfqa")
    value = {
        "format": "contextscope-news-texts/1",
        "writer": {"key": "tiny", "model": "tiny"},
        "news": {id: {kind: kept(kind, id) for kind in kinds} for id in TEXTS},
    }
    path = tmp_path / "texts.json"
    write_texts(path, value)
    return path
