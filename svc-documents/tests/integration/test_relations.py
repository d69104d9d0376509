"""What documents are to each other, and what follows from it for their effect."""

from dataclasses import replace
from datetime import date

import pytest
from documents_building import Documents, articles_to, staff
from effects_building import DAY, changes_told, give_force, in_china, look_all, until
from relations_building import declare, effect_of, of_organ

from svc_documents.domain.documents.states import DocumentClass
from svc_documents.domain.effects.effects import Force
from svc_documents.storage.documents import documents as rows
from svc_documents.use_cases.relations.carrying_out import carry_out_relations

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("kind", "articles", "effect"),
    [("repeals", [], "repealed"), ("replaces", [], "replaced"), ("renews", [], "replaced"),
     ("amends", [], "amended"), ("amends", ["第三条"], "amended"),
     ("repeals", ["第三条"], "amended"),
     ("implements", [], "valid"), ("interprets", [], "valid"), ("cites", [], "valid")],
)  # fmt: skip
async def test_effect_follows_on_the_day_the_document_enters_into_force(
    documents: Documents, kind: str, articles: list[str], effect: str
) -> None:
    old = await documents.enter(of_organ(), articles_to(3))
    new = await documents.enter(of_organ(force=Force(first=date(2026, 12, 10))))

    answer = await declare(documents, new, kind, old, articles=articles)

    assert answer.status_code == 201, answer.text
    assert (await effect_of(documents, old, "2026-12-09"))["effect"] == "valid"
    found = await effect_of(documents, old, "2026-12-10")
    assert found["effect"] == effect
    await look_all(documents, in_china(date(2026, 12, 11)))
    expected = set() if effect == "valid" else {("valid", effect, "2026-12-10")}
    assert set(await changes_told(documents)) == {("not_yet", "valid", "2026-12-10"), *expected}


async def test_what_is_in_force_already_ends_its_predecessor_at_once_and_says_so(
    documents: Documents,
) -> None:
    old = await documents.enter(of_organ(document_no="湘政发〔2019〕20号"))
    new = await documents.enter(
        of_organ(document_no="湘政发〔2026〕3号", force=Force(first=date(2026, 11, 1)))
    )

    await declare(documents, new, "replaces", old)

    (told,) = await documents.told("documents.document.effect_changed.v1")
    assert (told["effect"], told["since"], told["replaced_by"]) == (
        "replaced", "2026-11-01", "湘政发〔2026〕3号",
    )  # fmt: skip
    effect = await effect_of(documents, old)
    assert effect["reason"] == "由湘政发〔2026〕3号替代"
    assert effect["replaced_by"] == {
        "document_id": str(new.document_id), "document_no": "湘政发〔2026〕3号", "title": new.title,
    }  # fmt: skip


async def test_a_draft_changes_nothing_until_it_is_published(documents: Documents) -> None:
    old = await documents.enter(of_organ())
    draft = of_organ(force=Force(first=TODAY))
    draft.document_class = DocumentClass.NORMATIVE  # without its numbers it is not public
    await documents.enter(draft)

    await declare(documents, draft, "repeals", old)
    listed = await documents.as_().get(f"/documents/{old.document_id}/relations")
    assert (await effect_of(documents, old))["effect"] == "valid"
    assert listed.json()["items"] == []

    async with documents.bench.unit_of_work(documents.now) as work:
        found = await rows.with_id(work, draft.document_id)
        assert found is not None
        found.registration_no = "HNPR-2026-01001"
        await rows.save(work, found)
        await carry_out_relations(work, found)

    assert (await effect_of(documents, old))["effect"] == "repealed"
    assert await changes_told(documents) == [("valid", "repealed", "2026-11-25")]


async def test_renewed_the_day_before_it_would_lapse_it_never_lapses(documents: Documents) -> None:
    old = await documents.enter(of_organ(force=until(date(2026, 11, 26))))
    new = await documents.enter(of_organ(force=Force(first=date(2026, 11, 27))))

    await declare(documents, new, "renews", old)
    await look_all(documents, in_china(date(2027, 1, 1)))

    assert ("valid", "replaced", "2026-11-27") in await changes_told(documents)
    assert "lapsed" not in {effect for _, effect, _ in await changes_told(documents)}


async def test_a_renewal_that_begins_too_late_leaves_the_lapse(documents: Documents) -> None:
    old = await documents.enter(of_organ(force=until(date(2026, 11, 26))))
    new = await documents.enter(of_organ(force=Force(first=date(2026, 11, 28))))

    await declare(documents, new, "renews", old)

    assert (await effect_of(documents, old, "2026-11-27"))["effect"] == "lapsed"
    assert (await effect_of(documents, old, "2026-12-27"))["effect"] == "lapsed"


async def test_a_circle_is_refused_naming_the_chain(documents: Documents) -> None:
    a, b, c = [await documents.enter(of_organ(document_no=f"甲发〔2020〕{n}号")) for n in (1, 2, 3)]
    await declare(documents, a, "replaces", b)
    await declare(documents, b, "renews", c)

    answer = await declare(documents, c, "repeals", a)

    assert answer.status_code == 409
    assert answer.json()["type"].endswith("relation-cycle")
    assert answer.json()["chain"] == [
        "甲发〔2020〕3号", "甲发〔2020〕1号", "甲发〔2020〕2号", "甲发〔2020〕3号",
    ]  # fmt: skip
    assert (await declare(documents, c, "cites", a)).status_code == 201
    assert (await declare(documents, a, "cites", c)).status_code == 201


async def test_a_wrong_relation_is_retracted_kept_and_undone(documents: Documents) -> None:
    old = await documents.enter(of_organ(force=until(date(2027, 6, 30))))
    wrong = await documents.enter(of_organ(force=Force(first=date(2026, 11, 1))))
    right = await documents.enter(of_organ(force=Force(first=date(2026, 12, 1))))
    relation = (await declare(documents, wrong, "repeals", old)).json()
    await declare(documents, right, "replaces", old)
    editor = documents.as_(staff("editor"))
    path = f"/documents/{wrong.document_id}/relations/{relation['relation_id']}/retract"

    answer = await editor.post(path, json={"reason": "对象登记错误"})
    again = await editor.post(path, json={"reason": "对象登记错误"})

    assert answer.status_code == 200
    assert again.status_code == 409
    assert (await effect_of(documents, old))["effect"] == "valid"
    assert (await effect_of(documents, old, "2026-12-01"))["effect"] == "replaced"
    listing = f"/documents/{old.document_id}/relations"
    shown = (await documents.as_().get(listing)).json()["items"]
    kept = (await documents.as_().get(f"{listing}?retracted=true")).json()["items"]
    assert [one["kind"] for one in shown] == ["replaces"]
    assert [one["retraction"] for one in kept] == ["对象登记错误", ""]
    assert await changes_told(documents) == [
        ("valid", "repealed", "2026-11-01"), ("repealed", "valid", "2022-06-28"),
    ]  # fmt: skip


async def test_relations_are_seen_from_both_ends_with_the_others_effect(
    documents: Documents,
) -> None:
    old, law, other = [await documents.enter(of_organ()) for _ in range(3)]
    new = await documents.enter(of_organ(force=Force(first=date(2026, 11, 1))))
    await declare(documents, new, "replaces", old)
    await declare(documents, new, "implements", law)
    await declare(documents, other, "interprets", new)
    path = f"/documents/{new.document_id}/relations"

    page = (await documents.as_().get(f"{path}?limit=2&count=true")).json()
    rest = (await documents.as_().get(f"{path}?limit=2&cursor={page['next_cursor']}")).json()
    incoming = (await documents.as_().get(f"{path}?direction=in")).json()

    items = [*page["items"], *rest["items"]]
    seen = [(one["title"], one["direction"], one["document"]["effect"]["effect"]) for one in items]
    assert page["total"] == 3
    assert seen == [
        ("替代", "out", "replaced"), ("实施", "out", "valid"), ("有解读", "in", "valid"),
    ]  # fmt: skip
    assert [one["kind"] for one in incoming["items"]] == ["interprets"]


async def test_another_organs_document_is_not_there_for_its_editor(documents: Documents) -> None:
    old = await documents.enter(of_organ())
    foreign = await documents.enter(of_organ("swj"))

    answer = await declare(documents, foreign, "cites", old)

    assert answer.status_code == 404


async def test_nobody_ends_a_law_or_the_document_of_a_wider_region(documents: Documents) -> None:
    own = await documents.enter(of_organ())
    law = await documents.enter(of_organ("rd", document_class=DocumentClass.LAW))
    province = await documents.enter(of_organ("szf", region_code="430000"))

    answers = [await declare(documents, own, "repeals", one) for one in (law, province)]

    assert [one.json()["type"].rsplit("/", 1)[1] for one in answers] == ["beyond-authority"] * 2
    assert (await declare(documents, own, "implements", law)).status_code == 201


@pytest.mark.parametrize(
    ("known", "pointer"),
    [
        ({"kind": "cites", "articles": ["第三条"]}, "/articles"),
        ({"kind": "repeals", "takes_effect_on": "2019-12-31"}, "/takes_effect_on"),
        ({"kind": "replaces", "target_id": "01a216dc-2765-7781-8dda-511a70a3acb6"}, "/target_id"),
    ],
)
async def test_what_cannot_be_is_refused_where_it_stands(
    documents: Documents, known: dict[str, object], pointer: str
) -> None:
    own, old = [await documents.enter(of_organ()) for _ in range(2)]
    body = {"target_id": str(old.document_id)} | known
    client = documents.as_(staff("editor"))

    answer = await client.post(f"/documents/{own.document_id}/relations", json=body)

    assert answer.status_code == 422
    assert [one["pointer"] for one in answer.json()["errors"]] == [pointer]
    assert await documents.pool.fetchval("SELECT count(*) FROM relation") == 0


async def test_the_same_relation_is_declared_once(documents: Documents) -> None:
    own, old = [await documents.enter(of_organ()) for _ in range(2)]
    first = await declare(documents, own, "replaces", old)

    second = await declare(documents, own, "replaces", old)

    assert second.status_code == 409
    assert second.json()["relation_id"] == first.json()["relation_id"]


async def test_what_was_believed_before_is_kept(documents: Documents) -> None:
    force = until(date(2027, 6, 30))
    entered = await documents.enter(of_organ(force=force))

    await give_force(documents, entered, replace(force, until=date(2026, 11, 1)))

    before = (documents.now - DAY).isoformat().replace("+", "%2B")
    query = f"?on=2026-11-20&known={before}"
    path = f"/documents/{entered.document_id}"
    then = (await documents.as_().get(path + query)).json()["effect"]
    now = (await documents.as_().get(f"{path}?on=2026-11-20")).json()["effect"]
    assert (then["effect"], now["effect"]) == ("valid", "lapsed")
