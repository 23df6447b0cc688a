"""From words and spacing back to one text with offsets, as the analyser meets it at run time."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from entente.records import Sentence


class Token(NamedTuple):
    """A word, and whether a space follows it."""

    form: str
    space_after: bool = True


def space_tokens(forms: Sequence[str], text: str | None) -> list[Token]:
    """Spacing is read off the sentence's text where the words stand in it one after the other; else single spaces."""
    tokens: list[Token] = []
    rest = "" if text is None else text
    for form in forms:
        rest = rest.lstrip()
        if not rest.startswith(form):
            return [Token(form) for form in forms]
        rest = rest[len(form) :]
        tokens.append(Token(form, rest[:1].isspace()))
    return tokens


def lay_out(sentences: Iterable[Sequence[Token]]) -> tuple[str, tuple[Sentence, ...]]:
    """The text in which the sentences follow each other after a single space, and where each word stands in it."""
    parts: list[str] = []
    placed: list[Sentence] = []
    at = 0
    for tokens in sentences:
        words = []
        for token in tokens:
            words.append((at, at + len(token.form)))
            parts.append(token.form + " " * token.space_after)
            at += len(parts[-1])
        if not tokens[-1].space_after:
            parts.append(" ")
            at += 1
        placed.append(Sentence(start=words[0][0], end=words[-1][1], words=tuple(words)))
    return "".join(parts), tuple(placed)
