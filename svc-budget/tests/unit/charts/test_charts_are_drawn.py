"""Every kind of chart drawn by the real library: its labels and figures stand in the picture.

CHARTS_TO=folder keeps the pictures, to be looked at.
"""

import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from drawing_charts import drawn
from funds_building import four_levels
from samples_building import shipped_forms

from svc_budget.adapters.forms import formula_in, indices_in
from svc_budget.domain.allocations.flows import flow
from svc_budget.domain.allocations.labels import label_of
from svc_budget.domain.charts.charts import Chart, ChartKind, NothingToDraw, scale_of
from svc_budget.domain.charts.charts import drawn as rounded
from svc_budget.domain.charts.flows import flow_chart
from svc_budget.domain.charts.matrices import matrix_chart
from svc_budget.domain.charts.places import Place, bars_chart, map_chart
from svc_budget.domain.charts.series import Series, lines_chart, pace_chart, stack_chart
from svc_budget.domain.charts.trees import bounded, grown, tree_chart
from svc_budget.domain.codes.codes import CodeKind
from svc_budget.domain.execution.series import points
from svc_budget.domain.money.money import Unit
from svc_budget.domain.openness.scores import Evidence, Score, TableEvidence, score
from svc_budget.domain.templates.templates import Book
from svc_budget.settings import HERE

WAN = 1_000_000
CODES = shipped_forms().codes
LEAVES = [
    ("2050201", 3_800 * WAN), ("2050202", 5_200 * WAN), ("2050203", 4_100 * WAN),
    ("2050204", 2_950 * WAN), ("2050801", 120 * WAN), ("2080501", 900 * WAN),
    ("2080505", 2_050 * WAN), ("2080506", 300 * WAN), ("2101101", 760 * WAN),
    ("2101102", 410 * WAN), ("2010101", 350 * WAN), ("2010301", 1_240 * WAN),
    ("2130101", 880 * WAN), ("2130505", 640 * WAN), ("2210201", 1_330 * WAN),
    ("2110301", 270 * WAN), ("2120501", 1_020 * WAN), ("2040201", 1_560 * WAN),
]  # fmt: skip
NAMES = {
    "430000": "湖南省", "431200": "怀化市", "431202": "鹤城区", "431300": "娄底市",
    "nyj": "农业农村局", "P-2026-001": "高标准农田建设", "91431202MA4L0001XX": "鹤城农机合作社",
    "93431202MA4L0002XX": "云溪种植专业合作社",
}  # fmt: skip


def name_of(code: str) -> str:
    """What a code is called in 2025."""
    return CODES.name_in(CodeKind.FUNCTION, code, 2025)


def a_map(codes: Sequence[str]) -> Mapping[str, Any]:
    """Made-up geometry: a square for each region."""
    features = []
    for number, code in enumerate(codes):
        x, y = number % 3, number // 3
        ring = [[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1], [x, y]]
        shape = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "properties": {"code": code}, "geometry": shape})
    return {"type": "FeatureCollection", "features": features}


PLACES = [
    Place("431202", "鹤城区", 4_150_000 * WAN // 100, 711_000),
    Place("431221", "中方县", 2_470_000 * WAN // 100, 240_000),
    Place("431222", "沅陵县", 4_980_000 * WAN // 100, 512_000),
    Place("431223", "辰溪县", 3_300_000 * WAN // 100, 398_000),
    Place("431224", "溆浦县", 5_210_000 * WAN // 100, 722_000),
    Place("431225", "会同县", 2_680_000 * WAN // 100),
]


def a_tree(kind: ChartKind) -> Chart:
    """Spending of a district."""
    depth = 3 if kind is ChartKind.TREEMAP else 2
    return tree_chart(kind, "怀化市鹤城区2025年决算支出构成", LEAVES, name_of, depth, 8)


def a_flow() -> Chart:
    """The fund of the acceptance list."""
    edges = [
        replace(
            one, amount=one.amount * WAN, paid=one.paid * WAN,
            received=None if one.received is None else one.received * WAN,
        )
        for one in four_levels()
    ]  # fmt: skip
    picture = flow(edges, [], 10)
    return flow_chart(
        "现代农业发展专项资金2026年度资金流向", picture,
        lambda one: label_of(one, lambda key: NAMES.get(key.id, key.id)),
    )  # fmt: skip


def some_lines() -> Chart:
    """Eleven years of budget and final account, one final account not published."""
    years = range(2015, 2026)
    budget = Series("预算", [(300 + 17 * n) * 100 * WAN for n, _ in enumerate(years)])
    final: list[int | None] = [(320 + 19 * n) * 100 * WAN for n, _ in enumerate(years)]
    final[4] = None
    return lines_chart("怀化市鹤城区历年支出", [f"{year}年" for year in years],
                       [budget, Series("决算", final)])  # fmt: skip


def a_pace() -> Chart:
    """Ten months against the pace."""
    months = {n: 31_000 * WAN * n + (4_000 * WAN if n > 6 else 0) for n in range(1, 11)}
    return pace_chart(
        "鹤城区2026年教育支出执行进度", 385_000 * WAN, points(months, 385_000 * WAN, {})
    )


def a_stack() -> Chart:
    """“三公” over six years."""
    years = [f"{year}年" for year in range(2020, 2026)]
    parts = {
        "因公出国（境）费": [0, 0, 0, 6, 12, 12], "公务用车购置费": [36, 0, 18, 18, 0, 0],
        "公务用车运行费": [88, 82, 80, 74, 70, 66], "公务接待费": [41, 33, 30, 26, 21, 18],
    }  # fmt: skip
    series = [Series(name, [one * WAN for one in each]) for name, each in parts.items()]
    return stack_chart("怀化市鹤城区教育局“三公”经费支出", years, series)


def a_matrix() -> Chart:
    """Units from nothing published to everything."""
    formula = formula_in(HERE / "law")
    tables = {one.table: TableEvidence(7) for one in formula.items if one.table}
    words = "。".join(word for one in formula.items for word in one.words)
    due = date(2026, 8, 20)

    def evidence(published: date | None, narrative: str, digits: int) -> Mapping[Book, Evidence]:
        held = {code: TableEvidence(digits) for code in tables}
        return {
            book: Evidence(book, published, due, held, narrative=narrative)
            for book in (Book.BUDGET, Book.FINAL)
        }

    given = {
        "怀化市鹤城区教育局": evidence(date(2026, 8, 10), words, 7),
        "怀化市鹤城区卫生健康局": evidence(date(2026, 9, 15), "", 5),
        "怀化市鹤城区农业农村局": evidence(None, "", 0),
        "怀化市鹤城区市场监督管理局": evidence(date(2026, 8, 20), "", 3),
    }
    today = date(2026, 11, 26)
    scored = [(name, score(formula, each, {}, today)) for name, each in given.items()]
    return matrix_chart("鹤城区2025年预决算公开度", scored)


CHARTS: Mapping[str, Callable[[], Chart]] = {
    "treemap": lambda: a_tree(ChartKind.TREEMAP), "sunburst": lambda: a_tree(ChartKind.SUNBURST),
    "sankey": a_flow, "lines": some_lines, "pace": a_pace, "stack": a_stack,
    "map": lambda: map_chart("怀化市各地2025年决算支出", "431200", PLACES, per_head=False),
    "per_head": lambda: map_chart("怀化市各地2025年决算人均支出", "431200", PLACES, per_head=True),
    "bars": lambda: bars_chart("怀化市各地2025年决算支出", PLACES, per_head=False),
    "matrix": a_matrix,
}  # fmt: skip
SEEN = {
    "treemap": ["普通教育", "教育支出", "单位：万元", "16,050.00"],
    "sunburst": ["教育支出", "普通教育", "16,170.00"],
    "sankey": ["湖南省", "尚未分配", "在途（下级尚未确认收到）", "650.00", "450.00"],
    "lines": ["预算", "决算", "2025年"], "pace": ["序时进度", "10月"],
    "stack": ["公务接待费", "公务用车运行费"], "map": ["鹤城区", "溆浦县", "52,100.00"],
    "per_head": ["单位：元", "1,029.17", "无数据"], "bars": ["沅陵县", "49,800.00"],
    "matrix": ["怀化市鹤城区教育局", "未公开"],
}  # fmt: skip


def words_of(svg: str) -> str:
    """Everything that is written in a picture."""
    return "|".join(re.findall(r"<text[^>]*>([^<]*)", svg))


def nothing_published() -> Score:
    """The score of a unit that is late with everything."""
    due = date(2026, 8, 20)
    held = {book: Evidence(book, None, due, {}, narrative="") for book in (Book.BUDGET, Book.FINAL)}
    return score(formula_in(HERE / "law"), held, {}, date(2026, 11, 26))


@pytest.mark.parametrize("name", CHARTS)
async def test_the_library_draws_it_with_its_labels(name: str) -> None:
    chart = CHARTS[name]()
    geometry = a_map([one.code for one in PLACES]) if chart.option["series"][0].get("map") else None
    svg = await drawn(chart.option, geometry)
    if folder := os.environ.get("CHARTS_TO"):
        (Path(folder) / f"{name}.svg").write_text(svg, encoding="utf-8")
    text = words_of(svg)
    assert [word for word in SEEN[name] if word not in text] == []
    assert chart.title in text
    assert all(len(row) == len(chart.columns) for row in chart.rows)


async def test_more_rows_than_can_be_read_are_scrolled_and_this_is_said() -> None:
    places = [Place(f"43{n:04d}", f"第{n:03d}县", (200 - n) * WAN) for n in range(122)]
    chart = bars_chart("各地决算支出", places, per_head=False)
    text = words_of(await drawn(chart.option))

    assert [f"第{n:03d}县" in text for n in (0, 19, 20, 121)] == [True, True, False, False]
    assert ("200.00" in text, "180.00" in text) == (True, False)
    assert len(chart.rows) == 122
    assert chart.notes == ("共122行，图中一次显示20行，拖动右侧滑块看其余各行；全部见表。",)
    assert bars_chart("", places[:20], per_head=False).option["dataZoom"] == []


async def test_units_of_a_whole_province_are_read_in_the_matrix() -> None:
    scored = [(f"第{n:02d}号单位", nothing_published()) for n in range(99)]
    chart = matrix_chart("预决算公开度", scored)
    text = words_of(await drawn(chart.option))

    assert [f"第{n:02d}号单位" in text for n in (0, 19, 20, 98)] == [True, True, False, False]
    assert (len(chart.rows), len(chart.notes)) == (99, 1)


async def test_a_figure_is_never_cut_off_into_another() -> None:
    leaves = [("2050201", 500 * 10**10), *((f"20{n}0101", 172 * 10**8) for n in range(80, 87))]
    text = words_of(await drawn(tree_chart(ChartKind.TREEMAP, "", leaves, name_of, 2, 12).option))

    assert "500.00" in text
    assert "1." not in text


def test_a_node_is_its_path_so_that_one_name_twice_is_two_nodes() -> None:
    chart = a_tree(ChartKind.TREEMAP)
    ids = re.findall(r"'id': '([^']*)'", str(chart.option))
    assert len(ids) == len(set(ids))
    assert "/205/20502/2050201" in ids


def test_the_table_is_exact_and_whole_though_the_picture_is_bounded() -> None:
    tree = bounded(grown(LEAVES, 3), 3)
    assert len(tree.below) == 3
    assert tree.below["other"].amount == sum(
        one.amount for code, one in grown(LEAVES, 1).below.items() if code not in tree.below
    )
    rows = tree_chart(ChartKind.TREEMAP, "", LEAVES, name_of, 3, 3).rows
    whole = {row[0]: row[2] for row in rows}
    assert whole["2050201"] == "38000000.00"
    assert whole["205"] == "161700000.00"


def test_what_is_below_zero_is_in_the_table_alone() -> None:
    chart = tree_chart(
        ChartKind.TREEMAP, "", [("2050201", -5), ("2080501", 7)], name_of, 1, 5
    )  # fmt: skip
    assert [one["id"] for one in chart.option["series"][0]["data"]] == ["/208"]
    assert {row[0]: row[2] for row in chart.rows} == {"205": "-0.05", "208": "0.07"}


def test_nothing_is_refused_and_not_drawn() -> None:
    with pytest.raises(NothingToDraw):
        tree_chart(ChartKind.TREEMAP, "", [], name_of, 1, 5)
    with pytest.raises(NothingToDraw):
        lines_chart("", ["2025年"], [Series("预算", [None])])
    with pytest.raises(NothingToDraw):
        map_chart("", "431200", [Place("431202", "鹤城区", 1)], per_head=True)


@pytest.mark.parametrize(
    ("fen", "unit", "shown"),
    [
        (99, Unit.YUAN, 0.99),
        (12_345_678, Unit.TEN_THOUSAND, 12.35),
        (10**12, Unit.HUNDRED_MILLION, 100.0),
    ],
)
def test_amounts_are_drawn_in_the_unit_people_read_them_in(
    fen: int, unit: Unit, shown: float
) -> None:
    assert scale_of([fen, -1]) is unit
    assert rounded(fen, unit) == shown


def test_constant_prices_are_reckoned_by_the_index_and_never_guessed() -> None:
    indices = indices_in(HERE / "indices")
    same = indices.in_prices_of(100_00, 2024, 2024)
    assert same == 100_00
    assert indices.in_prices_of(100_00, 2023, 2024) == 100_20
    assert indices.in_prices_of(100_00, 1999, 2024) is None
    assert indices.prices[2011] == Decimal(100)
    assert indices.people_of("431200", 2020) == 4_587_594
    assert indices.people_of("431200", 2021) is None


def test_who_nobody_counted_has_no_share_per_head_and_is_named() -> None:
    chart = map_chart("", "431200", PLACES, per_head=True)
    assert chart.notes == ("没有会同县的人口数据，未计算人均。",)
    assert chart.rows[-1][-1] == ""
