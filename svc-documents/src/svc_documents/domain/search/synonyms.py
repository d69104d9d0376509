"""What people say and what documents say instead: 低保 is 最低生活保障, 医保 is 医疗保障."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from svc_documents.domain.search.grams import folded, grams, runs


@dataclass(frozen=True)
class Synonyms:
    """Everyday words, the longer first, each with the words of documents."""

    means: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, word: str) -> tuple[str, ...]:
        """What documents say for a word; nothing when it is no everyday word."""
        return self.means.get(folded(word), ())

    def parts(self, text: str) -> Iterator[tuple[str, bool]]:
        """A text cut at its everyday words: each piece, and whether it is one of them."""
        plain = folded(text)
        word = next((one for one in self.means if one in plain), "")
        if not word:
            if text:
                yield text, False
            return
        start = plain.index(word)
        yield from self.parts(text[:start])
        yield text[start : start + len(word)], True
        yield from self.parts(text[start + len(word) :])

    def beginning_with(self, start: str) -> Iterator[str]:
        """Words of documents for everyday words that begin so."""
        plain = folded(start)
        for word, meant in self.means.items():
            if plain and word.startswith(plain):
                yield from meant


NO_SYNONYMS = Synonyms()


def read_synonyms(kept: Sequence[Mapping[str, Any]]) -> Synonyms:
    """Synonyms as their file says them; ValueError names every entry that is not in order."""
    wrong = [str(entry) for entry in kept if not _in_order(entry)]
    if wrong:
        raise ValueError("synonyms not in order: " + "; ".join(wrong))
    words = sorted(kept, key=lambda entry: -len(entry["says"]))
    return Synonyms({folded(one["says"]): tuple(one["means"]) for one in words})


def _in_order(entry: Mapping[str, Any]) -> bool:
    words = [entry.get("says"), *(entry.get("means") or [None])]
    return all(isinstance(one, str) and any(grams(run) for run, _ in runs(one)) for one in words)
