"""Forms of words: what is said word for word about anything, and so tells nothing of a theme."""

import re
from collections import Counter
from collections.abc import Sequence

CLAUSE_ENDS = re.compile(r"[，。！？、；：,.!?;:\s]+")
OFTEN = 0.004  # of all messages
FEWEST = 20
EMPTY = frozenset(
    [
        "请问",
        "本人",
        "我们",
        "他们",
        "你们",
        "什么",
        "怎么",
        "没有",
        "可以",
        "一下",
        "已经",
        "现在",
        "就是",
        "还是",
        "这个",
        "那个",
        "因为",
        "所以",
        "但是",
        "如果",
        "希望",
        "反映",
        "投诉",
        "您好",
        "领导",
        "部门",
        "尊敬",
        "谢谢",
    ]
)


def without_forms(texts: Sequence[str]) -> list[str]:
    """The same texts without the clauses that are said word for word in very many of them."""
    split = [[clause for clause in CLAUSE_ENDS.split(text) if clause] for text in texts]
    said = Counter(clause for clauses in split for clause in set(clauses))
    most = max(FEWEST, OFTEN * len(texts))
    return ["，".join(one for one in clauses if said[one] < most) for clauses in split]
