"""The words of titles, as known items are drawn by (documents.md 6.5)."""

import re

import rjieba

HAN = re.compile(r"^[\u4e00-\u9fff]{2,}$")
# They say what kind of paper it is, not what it is about.
OF_KIND = frozenset({
    "中华人民共和国", "条例", "办法", "规定", "决定", "细则", "实施细则", "若干", "关于", "暂行",
    "试行", "实施", "管理", "暂行条例", "暂行规定", "暂行办法", "管理办法", "管理条例", "解释",
    "批复", "问题", "通知", "规则", "意见", "适用", "法律", "有关", "进行", "如何", "是否",
})  # fmt: skip


def words_of(title: str) -> list[str]:
    """The words of a title, each once."""
    return list(dict.fromkeys(one for one in rjieba.cut(title) if HAN.match(one)))


def content_of(title: str) -> list[str]:
    """Those that say what it is about."""
    return [one for one in words_of(title) if one not in OF_KIND]
