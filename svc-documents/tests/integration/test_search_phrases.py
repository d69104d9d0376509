"""A quoted phrase finds what holds it sign by sign, whatever its signs mean to a database."""

import random

from documents_building import Documents, a_document
from search_building import listed

from svc_documents.domain.search.grams import IS_HAN
from svc_documents.use_cases.documents.entering import enter_document

SIGNS = "%_'\\&|!:*()<>$^~`@#;,.-/?+{}[] 、。（）《》"
LETTERS = "办法管理停车"


async def test_phrases_of_special_signs_find_exactly_the_titles_that_hold_them(
    documents: Documents,
) -> None:
    chance = random.Random(4)  # noqa: S311 - the same signs every time
    titles = ["".join(chance.choices(SIGNS + LETTERS * 3, k=30)).strip() for _ in range(40)]
    async with documents.bench.unit_of_work(documents.now) as work:
        for title in titles:
            await enter_document(work, a_document(title=title), ())
    wrong = []
    for _ in range(200):
        title = chance.choice(titles)
        start = chance.randrange(len(title) - 9)
        phrase = title[start : start + chance.randint(2, 9)]
        if not IS_HAN.search(phrase):
            continue
        told = await listed(documents, q=f'"{phrase}"', limit="100")
        found = {one["title"] for one in told["items"]}
        if found != {one for one in titles if phrase in one}:
            wrong.append((phrase, found))

    assert wrong == []


async def test_what_is_signs_only_finds_nothing_and_is_no_error(documents: Documents) -> None:
    await documents.enter(a_document(title="%_'\\&|!:*()<> 办法"))

    for sign in SIGNS:
        for typed in (sign, f'"{sign}"', f"“{sign}{sign}", f"{sign}办法{sign}"):
            told = await listed(documents, q=f"{typed}")
            assert bool(told["items"]) == ("办法" in typed or not typed.strip())
