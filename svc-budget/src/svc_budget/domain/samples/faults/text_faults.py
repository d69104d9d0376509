"""Faults of the narrative of a final account against its tables: X01 to X12."""

import re
from collections.abc import Callable
from dataclasses import replace

from svc_budget.domain.samples.faults.planting import Altered, Planted, Scene
from svc_budget.domain.samples.tables import TITLE, Passage, Place, SampleBook

AMOUNT = r"[\d,]+\.\d\d万元"
Change = Callable[[str], str | None]


def _passage(scene: Scene, rule: str, what: str, change: Change, start: str = "") -> Altered | None:
    """The first passage a change can be made in, its key beginning with some words."""
    for one in scene.book.narrative:
        new = change(one.text) if one.key.startswith(start) else None
        if new is not None and new != one.text:
            return _done(scene, rule, what, one, new)
    return None


def _done(scene: Scene, rule: str, what: str, one: Passage, text: str) -> Altered:
    passages = tuple(
        replace(each, text=text) if each is one else each for each in scene.book.narrative
    )
    book = replace(scene.book, narrative=passages)
    return Altered(scene.with_book(book), Planted(rule, (Place("", "", one.key),), what))


def _first(pattern: str, new: str | Callable[[re.Match[str]], str]) -> Change:
    def change(text: str) -> str | None:
        return re.sub(pattern, new, text, count=1) if re.search(pattern, text) else None

    return change


def amount_differs(scene: Scene) -> Altered | None:
    """X01: the narrative has another total than the table."""
    change = _first(r"本年收入合计([\d,]+)\.", lambda found: f"本年收入合计{_more(found[1])}.")
    return _passage(scene, "X01", "文字中的金额与表不符", change, "income")


def share_differs(scene: Scene) -> Altered | None:
    """X02: a share is not what the two amounts come to."""
    change = _first(r"占(\d+)\.", lambda found: f"占{(int(found[1]) + 37) % 100}.")
    return _passage(scene, "X02", "文字中的占比与金额不符", change, "spending")


def rate_differs(scene: Scene) -> Altered | None:
    """X03: a rate of completion is not what the two amounts come to."""
    change = _first(r"完成年初预算的(\d+)\.", lambda found: f"完成年初预算的{int(found[1]) + 9}.")
    return _passage(scene, "X03", "完成率与金额不符", change, "detail")


def growth_over_nothing(scene: Scene) -> Altered | None:
    """X04: growth in percent over a year that had nothing."""

    def change(text: str) -> str | None:
        found = re.search(rf"与(\d+)年度相比，.*增加({AMOUNT})，增长[\d.]+%", text)
        whole = re.search(rf"财政拨款支出({AMOUNT})", text)
        if not (found and whole):
            return None
        return re.sub(r"增加[\d,]+\.\d\d万元", f"由0.00万元增加{whole[1]}", text, count=1)

    made = _passage(scene, "X04", "上年为零却写增长率", change, "general")
    also = {"X05": "按两年决算表，上年并不为零"}
    return made and replace(made, planted=replace(made.planted, also=also))


def direction_differs(scene: Scene) -> Altered | None:
    """X05: the word says less where the amounts say more, or the other way."""

    def change(text: str) -> str | None:
        for word, other in (("决算数大于", "决算数小于"), ("决算数小于", "决算数大于")):
            if word in text:
                return text.replace(word, other, 1)
        return None

    return _passage(scene, "X05", "增减方向与金额不符", change, "item")


def one_item_told_twice(scene: Scene) -> Altered | None:
    """X06: the same item is given again with another amount."""
    for place, one in enumerate(scene.book.narrative):
        found = re.search(r"支出决算为([\d,]+)\.", one.text)
        if not (one.key.startswith("item") and found):
            continue
        path = re.sub(r"^\d+\.", "", one.text.partition("（项）")[0])
        text = f"另，{path}（项）支出决算为{_more(found[1])}.00万元。"
        again = Passage(f"{one.key} again", text)
        passages = (*scene.book.narrative[: place + 1], again, *scene.book.narrative[place + 1 :])
        book = replace(scene.book, narrative=passages)
        places = (Place("", "", again.key), Place("", "", one.key))
        also = {"X01": "重复列示的金额与表不符"}
        planted = Planted("X06", places, "同一科目两处金额不一", also)
        return Altered(scene.with_book(book), planted)
    return None


def fund_item_differs(scene: Scene) -> Altered | None:
    """X07: an item of the government funds is not what the table has."""
    change = _first(r"支出决算为([\d,]+)\.", lambda found: f"支出决算为{_more(found[1])}.")
    return _passage(scene, "X07", "基金支出文字与表不符", change, "fund 2")


def placeholder_left(scene: Scene) -> Altered | None:
    """X08: the form's own placeholder was never filled in."""
    change = _first(r"主要原因是[^。]+。", "主要原因是XX。")
    return _passage(scene, "X08", "占位符未替换", change, "item")


def percent_sign_missing(scene: Scene) -> Altered | None:
    """X09: a share without its sign."""
    change = _first(r"占([\d.]+)%", r"占\1")
    return _passage(scene, "X09", "百分比缺少%", change, "structure")


def other_year_in_a_title(scene: Scene) -> Altered | None:
    """X10: the narrative's title is still last year's."""
    year = scene.book.year
    change = _first(f"{year}年度部门", f"{year - 1}年度部门")
    return _passage(scene, "X10", "标题年度有误", change, TITLE)


def name_of_a_code_differs(scene: Scene) -> Altered | None:
    """X11: a row has the name of another code."""
    book: SampleBook = scene.book
    table = book.tables["T5"]
    rows = table.sides[""]
    at = next(place for place, row in enumerate(rows) if row.code == "2210201")
    wrong = replace(rows[at], label="购房补贴款")
    sides = {"": (*rows[:at], wrong, *rows[at + 1 :])}
    changed = book.with_table(replace(table, sides=sides))
    places = (Place("T5", "", "2210201"),)
    return Altered(scene.with_book(changed), Planted("X11", places, "科目名称与编码不符"))


def unit_of_money_slipped(scene: Scene) -> Altered | None:
    """X12: an amount of 万元 is told as so many 元."""
    change = _first(rf"({AMOUNT[:-2]})万元".replace("万元)万元", ")万元"), r"\1元")
    return _passage(scene, "X12", "金额单位误写为元", change, "overall")


def _more(digits: str) -> str:
    """The whole part of an amount, 123 larger."""
    return f"{int(digits.replace(',', '')) + 123:,}"


FAULTS = {
    "X01": amount_differs,
    "X02": share_differs,
    "X03": rate_differs,
    "X04": growth_over_nothing,
    "X05": direction_differs,
    "X06": one_item_told_twice,
    "X07": fund_item_differs,
    "X08": placeholder_left,
    "X09": percent_sign_missing,
    "X10": other_year_in_a_title,
    "X11": name_of_a_code_differs,
    "X12": unit_of_money_slipped,
}
