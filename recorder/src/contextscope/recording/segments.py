"""Segments: the consecutive stretches of context over which activations are averaged when recorded."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np

from ..errors import ContextscopeError

Schedule = tuple[tuple[int, int | None], ...]

DEFAULT_SCHEDULE: Schedule = ((10, 50), (25, 200), (50, None))
"""Segments of 10 tokens up to token 50, of 25 up to 200, of 50 from there on."""


def boundaries(length: int, schedule: Schedule = DEFAULT_SCHEDULE) -> list[int]:
    """S + 1 boundaries from 0 to `length`; the last segment is cut short where the length says so."""
    marks = [0]
    for size, until in schedule:
        end = length if until is None else min(until, length)
        while marks[-1] < end:
            marks.append(min(marks[-1] + size, end))
    if marks[-1] < length:
        raise ContextscopeError(
            f"segments end at token {marks[-1]} of {length}: give the last size without a limit, as in 10:50,50"
        )
    return marks


def parse_schedule(text: str) -> Schedule:
    """`10:50,25:200,50` -> ((10, 50), (25, 200), (50, None))."""
    schedule: list[tuple[int, int | None]] = []
    for part in text.split(","):
        size, _, until = part.partition(":")
        try:
            schedule.append((int(size), int(until) if until else None))
        except ValueError:
            raise ContextscopeError(f"segments {text!r}: {part!r} is not SIZE or SIZE:UNTIL") from None
        if schedule[-1][0] < 1:
            raise ContextscopeError(f"segments {text!r}: a segment holds at least one token, got {part!r}")
    return tuple(schedule)


def check_boundaries(marks: Sequence[int], length: int) -> None:
    """Raise ContextscopeError unless `marks` start at 0, strictly increase and end at `length`."""
    if len(marks) < 2 or marks[0] != 0 or marks[-1] != length:
        raise ContextscopeError(f"segments must run from 0 to {length}, got {_brief(marks)}")
    if any(b <= a for a, b in itertools.pairwise(marks)):
        raise ContextscopeError(f"segments must strictly increase, got {_brief(marks)}")


def token_counts(tokens: np.ndarray, marks: Sequence[int], n: int) -> np.ndarray:
    """[S, n] int32: occurrences of every node in every segment, summed over the [R, T] sequences."""
    counts = [np.bincount(tokens[:, begin:end].ravel(), minlength=n) for begin, end in itertools.pairwise(marks)]
    return np.array(counts, dtype=np.int32)


def _brief(marks: Sequence[int]) -> str:
    shown = [int(mark) for mark in marks[:12]]
    return f"{shown}{' ...' if len(marks) > 12 else ''}"
