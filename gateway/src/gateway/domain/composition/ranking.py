"""One order over what five sources found, each in its own order.

Scores of different sources cannot be compared, titles can: what the words say of a
title decides, then the kind of thing the words ask for, then the source's own order.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gateway.domain.composition.cards import Card

SILENT = re.compile(r"[\W_]+")
ASKED_FOR = {
    "matter": ("办", "申请", "开", "怎么", "流程", "材料", "证"),
    "policy": ("补贴", "奖励", "资助", "扶持", "返还", "优惠", "申报"),
    "document": ("条例", "办法", "规定", "通知", "意见", "法", "号"),
    "fund": ("资金", "专项", "预算", "经费", "转移支付"),
    "place": ("在哪", "地址", "电话", "附近", "中心", "大厅", "窗口"),
}
EXACT, WITHIN, COVERED = 4.0, 2.0, 1.5
KIND, OWN_ORDER, DEAD = 0.4, 0.6, -1.0


@dataclass(frozen=True, slots=True)
class Words:
    """What was asked: the words as a title would have them, and their pairs of letters."""

    text: str
    pairs: frozenset[str]
    kinds: frozenset[str]

    @classmethod
    def of(cls, asked: str) -> "Words":
        """Read the words."""
        text = bare(asked)
        kinds = {kind for kind, words in ASKED_FOR.items() if any(word in text for word in words)}
        return cls(text, pairs_of(text), frozenset(kinds))


def bare(text: str) -> str:
    """Letters and digits alone, in one form."""
    return SILENT.sub("", unicodedata.normalize("NFKC", text)).lower()


def pairs_of(text: str) -> frozenset[str]:
    """Every two letters that follow each other; the letter itself when there is but one."""
    return frozenset(text[at : at + 2] for at in range(max(1, len(text) - 1)))


def said_by(title: str, words: Words) -> float:
    """How much of the words a title says: all of it, in one piece, or in pairs of letters."""
    text = bare(title)
    if not text or not words.text:
        return 0.0
    if text == words.text:
        return EXACT
    if words.text in text:
        return WITHIN + len(words.text) / len(text)
    return COVERED * len(words.pairs & pairs_of(text)) / len(words.pairs)


def ranked(found: Mapping[str, Sequence[Card]], asked: str) -> list[Card]:
    """All that was found, the best first; equals in the order of their sources and ids."""
    words = Words.of(asked)
    scored = (
        (-_score(card, at, words), source, at, card)
        for source, cards in enumerate(found.values())
        for at, card in enumerate(cards)
    )
    return [card for *_, card in sorted(scored, key=lambda one: one[:3])]


def _score(card: Card, at: int, words: Words) -> float:
    return (
        said_by(card.title, words)
        + OWN_ORDER / (1 + at)
        + (KIND if card.kind in words.kinds else 0.0)
        + (DEAD if card.dead else 0.0)
    )


def without_repeats(cards: Iterable[Card]) -> list[Card]:
    """Each thing once: a place may be known to two services."""
    seen: set[tuple[str, str]] = set()
    kept: list[Card] = []
    for card in cards:
        name = (card.kind, bare(card.title)) if card.kind == "place" else (card.kind, card.id)
        if name not in seen:
            seen.add(name)
            kept.append(card)
    return kept
