"""A command of a process whose clock is an hour off tells nothing before its midnight."""

from datetime import date, timedelta

from documents_building import Documents, a_text, staff
from effects_building import DAY, changes_told, in_china, look_all, until
from life_building import Life
from relations_building import declare, effect_of, of_organ

LAST = date(2026, 11, 30)
ENDED = LAST + DAY
HALF_PAST_ELEVEN, HALF_PAST_MIDNIGHT = in_china(LAST, 23, 30), in_china(ENDED, 0, 30)
HOUR = timedelta(hours=1)


async def test_a_command_of_a_process_an_hour_fast_does_not_tell_the_lapse_of_tomorrow(
    documents: Documents,
) -> None:
    entered = await documents.enter(of_organ(force=until(LAST)), a_text("办法", "第三条 收费。"))
    documents.set_clock(HALF_PAST_ELEVEN + HOUR, HALF_PAST_ELEVEN)

    suspended = await documents.as_(staff("registrar")).post(
        f"/documents/{entered.document_id}/suspensions", json={"reason": "复议审查中"}
    )
    assert suspended.status_code == 201, suspended.text
    before = await changes_told(documents)
    await look_all(documents, in_china(ENDED))

    assert before == [("valid", "suspended", "2026-11-30")]
    assert (await changes_told(documents))[1:] == [("suspended", "lapsed", "2026-12-01")]


async def test_a_relation_declared_by_a_process_an_hour_fast_tells_only_what_it_does_itself(
    documents: Documents,
) -> None:
    new = await documents.enter(of_organ())
    old = await documents.enter(of_organ(force=until(LAST)))
    documents.set_clock(HALF_PAST_ELEVEN + HOUR, HALF_PAST_ELEVEN)

    answer = await declare(documents, new, "amends", old, takes_effect_on="2026-11-30")
    assert answer.status_code == 201, answer.text

    assert await changes_told(documents) == [("valid", "amended", "2026-11-30")]


async def test_a_document_published_by_a_process_an_hour_fast_is_in_force_from_the_true_day(
    documents: Documents,
) -> None:
    life = Life(documents)
    await life.settle()
    document_id = await life.at("number")
    documents.set_clock(HALF_PAST_ELEVEN + HOUR, HALF_PAST_ELEVEN)

    await life.take_one(document_id, "publish")

    (told,) = await documents.told("documents.document.published.v1")
    assert (told["effect"], told["since"]) == ("valid", "2026-11-30")


async def test_a_command_of_a_process_an_hour_slow_tells_late_once_and_at_the_true_date(
    documents: Documents,
) -> None:
    entered = await documents.enter(of_organ(force=until(LAST)))
    await look_all(documents, HALF_PAST_MIDNIGHT)
    documents.set_clock(HALF_PAST_MIDNIGHT - HOUR, HALF_PAST_MIDNIGHT)

    new = await documents.enter(of_organ())
    answer = await declare(documents, new, "amends", entered, takes_effect_on="2026-11-30")
    assert answer.status_code == 201, answer.text
    documents.set_clock(HALF_PAST_MIDNIGHT)
    await look_all(documents, HALF_PAST_MIDNIGHT)

    assert await changes_told(documents) == [("valid", "lapsed", "2026-12-01")]
    assert (await effect_of(documents, entered))["effect"] == "lapsed"
