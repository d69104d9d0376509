import pytest

from gateway.domain.composition.cards import Card, CardKind
from gateway.domain.composition.ranking import Words, bare, ranked, said_by, without_repeats


def a_card(title: str, kind: CardKind = "document", **members: object) -> Card:
    return Card(kind, title, title, f"/api/v1/{title}", **members)  # type: ignore[arg-type]


def order(asked: str, **found: list[Card]) -> list[str]:
    return [card.title for card in ranked(found, asked)]


def test_the_exact_title_comes_first_whichever_source_found_it_last() -> None:
    found = [a_card("城市道路管理条例实施办法"), a_card("城市道路管理条例")]

    assert order("城市道路管理条例", documents=found)[0] == "城市道路管理条例"


def test_a_title_with_all_of_the_words_stands_above_one_with_some() -> None:
    assert order(
        "人才补贴",
        documents=[a_card("人才工作条例")],
        policies=[a_card("高层次人才补贴", "policy")],
    ) == ["高层次人才补贴", "人才工作条例"]


def test_who_asks_how_to_open_a_shop_is_shown_the_matter_first() -> None:
    assert order(
        "我要开理发店",
        documents=[a_card("公共场所卫生管理条例")],
        matters=[a_card("我要开理发店（个体无房产证）", "matter")],
    )[0].startswith("我要开理发店")


def test_what_is_dead_stands_behind_what_is_alike_and_in_force() -> None:
    found = [a_card("收费管理办法（旧）", dead=True), a_card("收费管理办法（新）")]

    assert order("收费管理办法", documents=found) == ["收费管理办法（新）", "收费管理办法（旧）"]


def test_titles_that_say_nothing_keep_the_order_of_their_source() -> None:
    found = [a_card("甲乙"), a_card("丙丁"), a_card("戊己")]

    assert order("理发", documents=found) == ["甲乙", "丙丁", "戊己"]


@pytest.mark.parametrize("silent", ["", "？！", "   "])
def test_words_without_letters_say_nothing(silent: str) -> None:
    assert said_by("理发店", Words.of(silent)) == 0
    assert said_by(silent, Words.of("理发店")) == 0


def test_full_width_case_and_brackets_make_no_difference() -> None:
    assert bare("湘政发〔2019〕ＡＢ号") == "湘政发2019ab号"


def test_a_place_that_two_services_know_is_shown_once_and_other_kinds_are_kept_apart() -> None:
    hall = a_card("政务大厅", "place")

    kept = without_repeats([hall, a_card("政务大厅", "place"), a_card("政务大厅", "matter")])

    assert [card.kind for card in kept] == ["place", "matter"]
