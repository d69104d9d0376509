"""Who made a law, and for which province, as far as a collection's words tell."""

import re
from collections.abc import Sequence

CONGRESS = "全国人民代表大会"
STANDING = "常务委员会"
COURT, PROCURATORATE = "最高人民法院", "最高人民检察院"
SESSION = re.compile(r"第[零一二三四五六七八九十百]+届")
LOCAL = re.compile(r"([\u4e00-\u9fff]{2,20}?人民代表大会(?:常务委员会)?)")
DAY = re.compile(r"^\s*\d{4}年\s*\d{1,2}月\s*\d{1,2}日\s*")
PROVINCES = {
    "北京": ("110000", "北京市"), "上海": ("310000", "上海市"), "浙江": ("330000", "浙江省"),
    "山东": ("370000", "山东省"), "河南": ("410000", "河南省"), "广东": ("440000", "广东省"),
    "重庆": ("500000", "重庆市"),
}  # fmt: skip
RULES = "部门规章/"


def maker_of(
    title: str, level: str, subject: str, history: Sequence[str]
) -> tuple[str, tuple[str, ...]]:
    """The organ that made it and those that made it with it."""
    if level == "行政法规":
        return "国务院", ()
    if level == "司法解释":
        return _court(title)
    if subject.startswith(RULES):
        name = subject.removeprefix(RULES)
        return ("国家市场监督管理总局" if name == "市场监督管理总局" else name), ()
    adopted = DAY.sub("", history[0]) if history else ""
    if province := _province(subject):
        return _local(adopted) or f"{province}人民代表大会{STANDING}", ()
    return CONGRESS + (STANDING if STANDING in adopted else ""), ()


def province_of(subject: str) -> str:
    """The code of the province a local regulation is of; empty for the whole country."""
    return next((code for name, (code, _) in PROVINCES.items() if subject.startswith(name)), "")


def _province(subject: str) -> str:
    return next((name for key, (_, name) in PROVINCES.items() if subject.startswith(key)), "")


def _court(title: str) -> tuple[str, tuple[str, ...]]:
    head = title.partition("关于")[0]
    if COURT in head or PROCURATORATE not in head:
        return COURT, (PROCURATORATE,) if PROCURATORATE in head else ()
    return PROCURATORATE, ()


def _local(adopted: str) -> str:
    found = LOCAL.match(SESSION.sub("", adopted))
    return found[1] if found else ""
