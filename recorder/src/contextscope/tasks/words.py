"""Words for nodes: neutral nouns that are one token each, given to nodes at random."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..errors import ContextscopeError

PAPER_GRID_WORDS = (
    "apple", "bird", "car", "egg", "house", "milk", "plane", "opera",
    "box", "sand", "sun", "mango", "rock", "math", "code", "phone",
)  # fmt: skip
"""The words of the 4x4 grid of arXiv 2501.00070, row by row."""

NEUTRAL_NOUNS = (
    *PAPER_GRID_WORDS,
    "anchor", "arrow", "badge", "bag", "ball", "bank", "barrel", "basket", "beach", "bean", "bell", "bench",
    "boat", "book", "bottle", "bowl", "brick", "bridge", "brush", "bucket", "button", "cabin", "cable", "cake",
    "camera", "candle", "cane", "carpet", "castle", "cell", "chain", "chair", "chart", "cheese", "clay", "clock",
    "cloud", "coat", "coin", "corn", "cotton", "crown", "cup", "curtain", "desk", "diamond", "dish", "door",
    "dress", "drum", "dust", "engine", "farm", "feather", "fence", "field", "film", "flag", "flame", "floor",
    "flower", "forest", "fork", "frame", "garden", "gate", "glass", "glove", "goat", "grain", "grass", "guitar",
    "hammer", "hat", "hill", "horn", "horse", "hotel", "ice", "ink", "island", "jacket", "jar", "jewel", "juice",
    "kettle", "key", "kitchen", "knife", "ladder", "lake", "lamp", "leaf", "lemon", "letter", "library", "lion",
    "lock", "magnet", "map", "marble", "market", "mask", "meadow", "medal", "metal", "mirror", "monkey", "moon",
    "motor", "mountain", "mouse", "museum", "nail", "needle", "nest", "net", "oil", "onion", "orange", "oven",
    "paint", "palace", "pan", "paper", "park", "pearl", "pen", "pencil", "piano", "pillow", "pipe", "pizza",
    "planet", "plate", "pocket", "pond", "pot", "potato", "prison", "pump", "purse", "rabbit", "radio", "rain",
    "ribbon", "rice", "ring", "river", "road", "robot", "roof", "room", "rope", "rose", "salad", "salt",
    "school", "screen", "sea", "seed", "shell", "ship", "shirt", "shoe", "silk", "silver", "sky", "smoke",
    "snake", "snow", "soap", "sock", "sofa", "soup", "spoon", "square", "stage", "stamp", "star", "statue",
    "steel", "stone", "storm", "stove", "street", "sugar", "suit", "table", "tail", "tank", "tape", "tea",
    "temple", "tent", "ticket", "tiger", "toast", "tool", "tower", "toy", "train", "tree", "truck", "tube",
    "tunnel", "umbrella", "valley", "vase", "violin", "wagon", "wall", "watch", "water", "wheel", "wheat",
    "window", "wine", "wire", "wood", "wool", "yard", "zebra",
)  # fmt: skip


def single_token(tokenizer: Any, word: str) -> int | None:
    """The id of the one token that is `word` after a space, or None where the tokenizer needs several."""
    ids = tokenizer.encode(f" {word}", add_special_tokens=False)
    if len(ids) == 1 and ids[0] != tokenizer.unk_token_id:
        return int(ids[0])
    # SentencePiece tokenizers that add their own leading space turn " word" into two pieces.
    marked = tokenizer.convert_tokens_to_ids(f"\u2581{word}")
    if isinstance(marked, int) and marked != tokenizer.unk_token_id:
        return marked
    return None


def token_ids(tokenizer: Any, words: Sequence[str]) -> list[int]:
    """The token of every word. Raises ContextscopeError naming the words that are not single tokens, or repeat."""
    ids = [single_token(tokenizer, word) for word in words]
    split = [word for word, token in zip(words, ids, strict=True) if token is None]
    if split:
        raise ContextscopeError(
            f"not a single token (with a leading space) of this tokenizer: {', '.join(split)}: choose other words"
        )
    repeated = sorted({word for word, token in zip(words, ids, strict=True) if ids.count(token) > 1})
    if repeated:
        raise ContextscopeError(f"these words share a token, a node needs its own: {', '.join(repeated)}")
    return [token for token in ids if token is not None]


def choose_words(tokenizer: Any, n: int, seed: int) -> list[str]:
    """n neutral nouns, single tokens each, drawn and ordered by `seed`.

    Raises ContextscopeError where the tokenizer has fewer, naming some that it splits.
    """
    tokens = {word: single_token(tokenizer, word) for word in NEUTRAL_NOUNS}
    usable = [word for word, token in tokens.items() if token is not None]
    if len(usable) < n:
        split = [word for word, token in tokens.items() if token is None]
        raise ContextscopeError(
            f"this tokenizer has {len(usable)} of the {len(NEUTRAL_NOUNS)} built-in nouns as single tokens, the graph "
            f"needs {n}; not single: {', '.join(split[:12])}{' ...' if len(split) > 12 else ''}: give --words"
        )
    order = np.random.default_rng(seed).permutation(len(usable))[:n]
    return [usable[i] for i in order]
