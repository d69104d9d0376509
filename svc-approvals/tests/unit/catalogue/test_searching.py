import pytest
from catalogue_building import barber_shop

from svc_approvals.domain.catalogue.searching import phrases_of, pieces_of, words_of


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("开理发店", ("开理发店",)),
        ("理发 开店", ("理发", "开店")),
        ("我想开理发店，怎么办理？", ("开理发店",)),
        ("开理发店需要什么手续", ("开理发店",)),
        ("怎么办", ("怎么办",)),
        ("HC-YJS-0001", ("hc", "yjs", "0001")),
        ("   ", ()),
        ("店 店 店", ("店",)),
    ],
)
def test_a_question_is_cut_into_the_words_that_say_something(
    question: str, words: tuple[str, ...]
) -> None:
    assert words_of(question) == words


def test_characters_are_found_in_any_order_and_letters_together() -> None:
    assert pieces_of("理发开店") == ("理", "发", "开", "店")
    assert pieces_of("pos机") == ("pos", "机")


def test_a_matter_is_found_by_its_names_aliases_themes_and_code() -> None:
    assert phrases_of(barber_shop())[:3] == (
        "hc-yjs-0001", "我要开理发店（个体无房产证）", "开理发店",
    )  # fmt: skip
    assert "开店创业" in phrases_of(barber_shop())
