"""Whatever way a number is written, the document that bears it comes first."""

import random
from datetime import date

import pytest
from documents_building import Documents, a_document
from search_building import entered, entered_together, found, titles
from writings_building import in_some_writing, real_numbers

from svc_documents.domain.effects.effects import Cause, Force

DEAD = Force(first=date(2010, 1, 1), until=date(2015, 1, 1), cause=Cause.LAPSED)


async def test_each_of_two_hundred_real_numbers_is_found_first_in_any_writing(
    documents: Documents,
) -> None:
    bearers = {
        number.key: a_document(title=f"{n}号文件", document_no=written, force=DEAD)
        for n, (written, number) in enumerate(real_numbers())
    }
    mentions = [
        a_document(title=f"关于{number}的说明：{number}") for _, number in real_numbers()[::4]
    ]
    await entered_together(documents, [*bearers.values(), *mentions])
    chance = random.Random(2026)  # noqa: S311 - the same writings every time
    wrong = []
    for _, number in real_numbers():
        written = in_some_writing(number, chance)
        items = (await found(documents, written))["items"]
        if not items or items[0]["document_id"] != str(bearers[number.key].document_id):
            wrong.append((written, [one["title"] for one in items[:2]]))

    assert wrong == []


async def test_the_whole_number_comes_before_one_that_is_its_end(documents: Documents) -> None:
    await entered(documents, "省的", document_no="湘政发〔2019〕20号", force=DEAD)
    await entered(documents, "市的", document_no="政发〔2019〕20号")

    assert await titles(documents, "湘政发[2019]20") == ["省的"]
    assert await titles(documents, "依照湘政发（2019）20号") == ["省的"]
    assert await titles(documents, "长政发〔2019〕20号") == ["市的"]


@pytest.mark.parametrize(
    "written",
    [
        "HNPR-2019-01100", "hnpr-2019-01100", "ＨＮＰＲ－２０１９－０１１００",
        "HNPR — 2019 — 01100", "HNPR201901100", "统一登记号：HNPR-2019-01100",
    ],
)  # fmt: skip
async def test_a_registration_number_in_any_writing_is_the_first_hit(
    documents: Documents, written: str
) -> None:
    await entered(documents, "HNPR-2019-01100 的说明", "HNPR-2019-01100")
    await entered(documents, "乙", registration_no="HNPR-2019-011000")
    await entered(documents, "甲", registration_no="HNPR-2019-01100", force=DEAD)

    assert (await titles(documents, written))[0] == "甲"
