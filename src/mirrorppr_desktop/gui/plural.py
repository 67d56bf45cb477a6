"""Counted words in the language of the source, which needs no translation file."""

from __future__ import annotations


def plural(words: str, count: int) -> str:
    """`words` with each "(s)" settled: what `tr("%n photo(s)", "", n)` gives where no translation has told it apart."""
    return words.replace("(s)", "" if count == 1 else "s")
