"""A small registry, and strategies for conditions and answers over it."""

from typing import Any

from hypothesis import strategies as st

from svc_policy_match.domain.answers.answers import (
    NONE,
    Answer,
    OneOf,
    People,
    Range,
    Within,
    having,
)
from svc_policy_match.domain.attributes.attributes import Registry
from svc_policy_match.domain.attributes.reading import read_registry
from svc_policy_match.domain.conditions.tests import Has, In, Is, Present, Under, Window
from svc_policy_match.domain.conditions.trees import All, AnyOf, Condition, Exists, Leaf, Not, Test

ENTRIES: list[dict[str, Any]] = [
    {
        "code": "region", "title": "所在地区", "kind": "tree", "paths_by": "trailing_zeros",
        "codes": {"430000": "湖南省", "431200": "怀化市", "431202": "鹤城区", "431221": "中方县"},
    },
    {
        "code": "industry", "title": "所属行业", "kind": "tree",
        "codes": {"C": "制造业", "35": "专用设备制造业", "F": "批发和零售业", "51": "批发业"},
        "paths": {"35": "C35", "51": "F51"},
    },
    {"code": "size", "title": "企业规模", "kind": "choice",
     "codes": {"large": "大型", "medium": "中型", "small": "小型", "micro": "微型"}},
    {"code": "staff", "title": "从业人员", "kind": "number", "unit": "人"},
    {"code": "revenue", "title": "营业收入", "kind": "number", "unit": "元", "decimals": 2,
     "units": {"万元": 10_000, "亿元": 100_000_000}, "by_year": True},
    {"code": "research_share", "title": "研发占比", "kind": "number", "unit": "%", "decimals": 2,
     "by_year": True},
    {"code": "founded_on", "title": "成立日期", "kind": "date"},
    {"code": "honours", "title": "资质荣誉", "kind": "codes",
     "codes": {"giant": "国家级小巨人", "special": "专精特新中小企业", "hitech": "高新技术企业"},
     "implies": {"giant": ["special"]}},
    {"code": "listed", "title": "是否上市", "kind": "flag"},
    {
        "code": "talents", "title": "人才", "kind": "people",
        "members": [
            {"code": "degree", "title": "学历", "kind": "choice",
             "codes": {"bachelor": "本科", "master": "硕士", "doctor": "博士"}},
            {"code": "age", "title": "年龄", "kind": "number", "unit": "岁"},
        ],
    },
]  # fmt: skip
REGISTRY: Registry = read_registry(ENTRIES)
HONOURS = tuple(REGISTRY["honours"].codes)
EDGES = (-1, 0, 1, 2, 3, 5)  # few, so that bounds and answers meet

ends = st.sampled_from(EDGES)


@st.composite
def windows(draw: st.DrawFn) -> Window:
    """One end or both."""
    lo, hi = sorted((draw(ends), draw(ends)))
    return draw(st.sampled_from([Window(lo, hi), Window(lo=lo), Window(hi=hi)]))


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    """Exact, a span, or open."""
    lo, hi = sorted((draw(ends), draw(ends)))
    return draw(st.sampled_from([Range(lo, lo), Range(lo, hi), Range(lo, None), Range(None, hi)]))


def some(codes: tuple[str, ...]) -> st.SearchStrategy[frozenset[str]]:
    """At least one of them."""
    return st.frozensets(st.sampled_from(codes), min_size=1)


PATHS = {key: tuple(REGISTRY[key].paths.values()) for key in ("region", "industry")}
SIZES = tuple(REGISTRY["size"].codes)
DEGREES = tuple(REGISTRY["talents"].members["degree"].codes)


@st.composite
def honours_held(draw: st.DrawFn) -> Answer:
    """What is held, what is not, and whether that is all."""
    kinds = draw(st.lists(st.sampled_from(["has", "not", "unknown"]), min_size=3, max_size=3))
    said = dict(zip(HONOURS, kinds, strict=True))
    has = {code for code, kind in said.items() if kind == "has"}
    for code in tuple(has):
        has |= REGISTRY["honours"].implies.get(code, frozenset())
    lacks = {code for code, kind in said.items() if kind == "not"} - has
    return having(REGISTRY["honours"], has, lacks, closed=draw(st.booleans()))


PERSON = st.fixed_dictionaries(
    {},
    optional={"degree": some(DEGREES).map(OneOf), "age": ranges()},
)
ANSWERS: dict[str, st.SearchStrategy[Any]] = {
    "region": st.sampled_from(PATHS["region"]).map(Within),
    "industry": st.sampled_from(PATHS["industry"]).map(Within),
    "size": some(SIZES).map(OneOf),
    "staff": ranges(),
    "revenue@-1": ranges(),
    "honours": honours_held(),
    "listed": st.booleans(),
    "talents": st.builds(
        People, st.lists(PERSON, max_size=2).map(tuple), closed=st.booleans()
    ),
}  # fmt: skip
TESTS: dict[str, st.SearchStrategy[Test]] = {
    "region": some(PATHS["region"]).map(Under),
    "industry": some(PATHS["industry"]).map(Under),
    "size": some(SIZES).map(In),
    "staff": windows(),
    "revenue@-1": windows(),
    "honours": st.sampled_from(HONOURS).map(Has),
    "listed": st.just(Is()),
    "talents": st.one_of(
        windows().map(lambda one: Exists(Leaf("", "age", one))),
        some(DEGREES).map(lambda one: Exists(Leaf("", "degree", In(one)))),
    ),
}

known_answers = st.fixed_dictionaries(
    {}, optional={key: st.one_of(one, st.just(NONE)) for key, one in ANSWERS.items()}
)


@st.composite
def some_leaves(draw: st.DrawFn) -> Leaf:
    """Any test of any key."""
    key = draw(st.sampled_from(sorted(TESTS)))
    test = draw(st.one_of(TESTS[key], st.just(Present())))
    return Leaf(f"{key} {test}", key, test)


def _joined(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    each = st.lists(parts, max_size=3).map(tuple)
    return st.one_of(each.map(All), each.map(AnyOf), parts.map(Not))


conditions: st.SearchStrategy[Condition] = st.recursive(some_leaves(), _joined, max_leaves=8)
