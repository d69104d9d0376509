"""A document is entered and read."""

from datetime import date

from documents_building import Documents, a_document

from svc_documents.domain.documents.states import DocumentClass, State
from svc_documents.domain.effects.effects import Cause, Force, Suspension
from svc_documents.storage.documents import documents as rows

LAPSED = Force(first=date(2019, 11, 10), until=date(2024, 11, 10), cause=Cause.LAPSED)


async def test_an_entered_document_is_read_with_its_effect_on_any_day(
    documents: Documents,
) -> None:
    entered = await documents.enter(a_document(force=LAPSED, document_no="湘政发〔2019〕20号"))
    client = documents.as_()

    today = (await client.get(f"/documents/{entered.document_id}")).json()
    then = (await client.get(f"/documents/{entered.document_id}?on=2020-01-01")).json()

    assert today["elements"]["document_no"] == "湘政发〔2019〕20号"
    assert (today["effect"]["effect"], today["effect"]["since"]) == ("lapsed", "2024-11-10")
    assert today["valid_until"] == "2024-11-09"
    assert then["effect"]["effect"] == "valid"


async def test_it_is_told_once_with_its_effect(documents: Documents) -> None:
    entered = await documents.enter(a_document(force=LAPSED))

    (told,) = await documents.told("documents.document.published.v1")
    assert told["document_id"] == str(entered.document_id)
    assert told["effect"] == "lapsed"


async def test_what_is_read_back_is_what_was_kept(documents: Documents) -> None:
    force = Force(
        first=date(2019, 1, 1), amended_on=date(2020, 1, 1),
        suspensions=(Suspension(date(2021, 1, 1), None, "第三条", "行政复议"),),
    )  # fmt: skip
    entered = await documents.enter(a_document(force=force, joint_organs=("甲", "乙")))

    async with documents.bench.unit_of_work() as work:
        assert await rows.with_id(work, entered.document_id) == entered


async def test_a_normative_document_without_its_numbers_is_not_there(
    documents: Documents,
) -> None:
    entered = await documents.enter(
        a_document(document_class=DocumentClass.NORMATIVE, registration_no="")
    )

    answer = await documents.as_().get(f"/documents/{entered.document_id}")

    assert entered.state is State.PUBLISHED
    assert answer.status_code == 404
    assert await documents.told("documents.document.published.v1") == []
