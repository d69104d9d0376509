"""What was asked for, marked in what was found: escaped first, then marked."""

from collections.abc import Iterator, Sequence
from html import escape

from svc_documents.domain.search.grams import IS_HAN, folded, grams, runs

Span = tuple[int, int]


def marked(text: str, words: Sequence[str]) -> str:
    """The text as safe HTML, the words in <em>; their pairs when none of them stands there."""
    plain = folded(text)
    spans = list(_spans(plain, words)) or list(_spans(plain, _pairs(words)))
    shown, at = [], 0
    for start, end in _joined(spans):
        shown += [escape(text[at:start]), "<em>", escape(text[start:end]), "</em>"]
        at = end
    return "".join((*shown, escape(text[at:])))


def _spans(plain: str, words: Sequence[str]) -> Iterator[Span]:
    for word in filter(None, words):
        start = plain.find(word)
        while start >= 0:
            yield start, start + len(word)
            start = plain.find(word, start + len(word))


def _pairs(words: Sequence[str]) -> list[str]:
    found = (gram for word in words for run, _ in runs(word) for gram in grams(run))
    return [one for one in dict.fromkeys(found) if len(one) > 1 or not IS_HAN.match(one)]


def _joined(spans: list[Span]) -> Iterator[Span]:
    """Overlapping and touching spans as one, in order."""
    at: Span | None = None
    for start, end in sorted(spans):
        if at is not None and start <= at[1]:
            at = (at[0], max(at[1], end))
            continue
        if at is not None:
            yield at
        at = (start, end)
    if at is not None:
        yield at
