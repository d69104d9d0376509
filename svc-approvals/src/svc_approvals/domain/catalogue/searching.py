"""Finding a matter by the words a citizen types, in any order.

A question is cut into words, at spaces and at what says nothing (怎么, 我要, 办理). A word
fits a phrase that has all its characters, in whatever order, so 理发开店 finds 开理发店;
letters and digits stay together. A phrase is a name, an alias or a theme.
"""

import re
from collections.abc import Iterable
from itertools import chain

from svc_approvals.domain.catalogue.matters import Matter

SAYS_NOTHING = (
    "怎么办理", "怎么样", "怎么办", "怎么", "如何", "怎样", "什么", "哪里", "我想要", "我想",
    "我要", "想要", "需要", "申请", "办理", "请问", "一下", "手续", "流程", "的", "吗", "呢",
)  # fmt: skip
MEASURES = "(?<=[开办领做买建])一?[个家间张套]"  # 开个饭店, 开一家理发店
CUTS = re.compile("|".join((MEASURES, *SAYS_NOTHING)))
WORDS = re.compile(r"\w+")
PIECES = re.compile(r"[a-z0-9_]+|\w", re.IGNORECASE)
MOST_WORDS = 10


def words_of(question: str) -> tuple[str, ...]:
    """The words that have to be found; all of the question when none of it says anything."""
    asked = question.strip().lower()
    words = WORDS.findall(CUTS.sub(" ", asked)) or WORDS.findall(asked)
    return tuple(dict.fromkeys(words))[:MOST_WORDS]


def pieces_of(word: str) -> tuple[str, ...]:
    """What has to be found of a word: every character, and letters and digits together."""
    return tuple(dict.fromkeys(PIECES.findall(word)))


def phrases_of(matter: Matter) -> tuple[str, ...]:
    """What a matter is found by, in small letters."""
    said: Iterable[str] = chain(
        (matter.code, matter.name, matter.plain_name), matter.aliases, matter.themes
    )
    return tuple(dict.fromkeys(one.lower() for one in said if one))
