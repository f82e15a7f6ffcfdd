"""The one exception this package raises on purpose: its message names the value and the remedy."""

from __future__ import annotations


class ContextscopeError(Exception):
    """Something a user can put right: a setting, a word, a file."""


class FormatError(ContextscopeError):
    """A file that is not a contextscope/1 recording, or not a sound one."""
