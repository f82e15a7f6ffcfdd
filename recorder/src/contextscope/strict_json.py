"""JSON in which no key is given twice: readers could each take another of the two values."""

from __future__ import annotations


def unique_object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """`object_pairs_hook` for json.loads that raises ValueError for a key given twice."""
    result: dict[str, object] = {}
    for key, value in pairs:
        if key in result:
            raise ValueError(f"key {key!r} occurs twice")
        result[key] = value
    return result
