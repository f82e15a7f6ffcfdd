"""Training texts one writer made for many news: the file, its reading and its checks (`contextscope-news-texts/1`)."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import FormatError
from ..files import atomic_file
from .examples import Text
from .protocols import WRITTEN

FORMAT = "contextscope-news-texts/1"
MAX_FILE_BYTES = 32 << 20
MAX_TEXTS = 4_096
MAX_CHARACTERS = 4_000
_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


@dataclass(frozen=True)
class TextsFile:
    """`texts[news id][kind]`: the texts kept, in the order they were written. `key`: the writer, in protocol ids."""

    key: str
    sha256: str
    name: str
    texts: Mapping[str, Mapping[str, tuple[Text, ...]]]
    value: Mapping[str, Any]

    def of(self, news: str, kind: str) -> tuple[Text, ...]:
        """Texts of one kind about one news. Raises FormatError where there are none."""
        found = self.texts.get(news, {}).get(kind, ())
        if not found:
            raise FormatError(f"{self.name}: no {kind} texts about {news!r}: run `news generate` for this news")
        return found


def read_texts(path: Path) -> TextsFile:
    """Raises FormatError naming file, field and value."""
    if not path.is_file():
        raise FormatError(f"{path}: no such file: make it with `news generate`")
    if path.stat().st_size > MAX_FILE_BYTES:
        raise FormatError(f"{path.name}: {path.stat().st_size} bytes, the limit is {MAX_FILE_BYTES}")
    raw = path.read_bytes()
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise FormatError(f"{path.name}: not JSON: {error}") from error
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise FormatError(f"{path.name}: format: expected {FORMAT!r}")
    writer = value.get("writer")
    key = writer.get("key") if isinstance(writer, dict) else None
    if not isinstance(key, str) or not _KEY.fullmatch(key):
        raise FormatError(f"{path.name}: writer.key: {key!r}: expected 1 to 40 of a-z, 0-9 and hyphen")
    news = value.get("news")
    if not isinstance(news, dict):
        raise FormatError(f"{path.name}: news: expected an object from news ids to texts")
    texts = {}
    for id, kinds in news.items():
        if not isinstance(kinds, dict):
            raise FormatError(f"{path.name}: news.{id}: expected an object from kinds to texts")
        texts[id] = {
            kind: tuple(_texts(entry, kind, f"{path.name}: news.{id}.{kind}"))
            for kind, entry in kinds.items()
            if kind in WRITTEN
        }
    return TextsFile(key, hashlib.sha256(raw).hexdigest(), path.name, texts, value)


def write_texts(path: Path, value: Mapping[str, Any]) -> None:
    """Write the file, checked by reading it; one text a line, so that a change shows as one."""
    text = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    with atomic_file(path) as stream:
        stream.write(text.encode())
    read_texts(path)


def _texts(entry: Any, kind: str, where: str) -> list[Text]:
    kept = entry.get("kept") if isinstance(entry, dict) else None
    if not isinstance(kept, list) or len(kept) > MAX_TEXTS:
        raise FormatError(f"{where}.kept: expected a list of at most {MAX_TEXTS} texts")
    texts = []
    for k, one in enumerate(kept):
        text = one.get("text") if isinstance(one, dict) else None
        answer = one.get("answer") if isinstance(one, dict) else None
        for name, given in (("text", text), ("answer", answer)):
            if name == "answer" and kind != "selfqa" and given is None:
                continue
            if not isinstance(given, str) or not 0 < len(given) <= MAX_CHARACTERS:
                raise FormatError(f"{where}.kept[{k}].{name}: expected a text of 1 to {MAX_CHARACTERS} characters")
        texts.append(Text(text, answer if kind == "selfqa" else None))
    return texts
