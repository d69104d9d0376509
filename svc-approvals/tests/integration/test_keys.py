"""A new data key at svc-approvals."""

from approvals_building import NOW, Approvals, an_accepted_case
from certificate_building import CARD, a_registered_card
from desk_building import a_case_begun_at_the_desk
from key_building import with_a_new_key
from screen_building import a_pair

from svc_approvals.main import create
from svc_approvals.storage.tables import metadata
from yangguang_local.databases import Databases


async def test_after_a_change_of_the_data_key_all_that_names_people_reads_without_the_old_one(
    approvals: Approvals, postgres: Databases
) -> None:
    card = await a_registered_card(approvals)
    accepted = await an_accepted_case(approvals)
    await accepted.decide("health", certificates={"hygiene_licence": {"area": 30.0}})
    draft = await a_case_begun_at_the_desk(approvals)
    pair = await a_pair(approvals)
    await pair.show(draft.case_id, "operator_name", "operator_phone")
    await pair.judge("operator_phone", "objected", remark="号码换过了")

    changed = await with_a_new_key(approvals.settings, metadata, postgres)

    app = create(changed)
    async with app.router.lifespan_context(app):
        renewed = Approvals(app, changed)
        renewed.set_clock(NOW)
        whole = await renewed.as_("zhang").get(f"/certificates/{card['certificate_id']}")
        pair.approvals = renewed
        remark = (await pair.seen())["operator_phone"]["remark"]
        await renewed.close()
    assert (whole.json()["data"], remark) == (CARD, "号码换过了")
