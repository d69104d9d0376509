"""A document is continued: registered, numbered and published anew, linked to the old one."""

from datetime import date

from documents_building import Documents
from effects_building import changes_told, in_china, look_all, until
from life_building import EDITOR, Life
from relations_building import effect_of, of_organ

LAST = date(2026, 11, 25)  # today is its last day


async def test_continued_on_its_last_day_it_is_replaced_at_midnight_and_never_lapses(
    documents: Documents,
) -> None:
    life = Life(documents)
    await life.settle()
    old = await documents.enter(
        of_organ("zjj", force=until(LAST), document_no="鹤住建发〔2021〕3号")
    )
    renewal = await life.at("number", effective_on="2026-11-26")
    linked = await life.ask(
        "POST", f"/{renewal}/relations", EDITOR,
        json={"kind": "renews", "target_id": str(old.document_id)},
    )  # fmt: skip
    assert linked.status_code == 201, linked.text
    assert (await effect_of(documents, old, "2026-11-26"))["effect"] == "lapsed"

    assert (await life.go(renewal, "publish")).status_code == 200
    await look_all(documents, in_china(date(2026, 12, 1)))

    after = await effect_of(documents, old, "2026-11-26")
    assert (after["effect"], after["replaced_by"]["document_id"]) == ("replaced", renewal)
    assert set(await changes_told(documents)) == {
        ("valid", "replaced", "2026-11-26"), ("not_yet", "valid", "2026-11-26"),
    }  # fmt: skip
