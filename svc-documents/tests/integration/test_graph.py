"""The knowledge graph: what hangs together, a step or two away, honest about where it is cut."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from disclosure_building import tell_directory
from documents_building import Documents, a_document, a_text, staff

from shared.events import Event
from shared.events.approvals import BasisCited, MatterPublished, MatterWithdrawn
from shared.events.envelope import Envelope
from svc_documents.domain.documents.documents import Document
from svc_documents.domain.effects.effects import Cause, Force
from svc_documents.events.reactions import reactions
from svc_documents.storage.graph.linked_things import LinkedThing, linked_things

CITER, CODE = "approvals:matter:HC-YJS-0001", "HC-YJS-0001"
LAW = "中华人民共和国行政许可法"
Json = dict[str, Any]


async def hear(documents: Documents, *events: Event) -> None:
    """The service takes facts into effect."""
    for event in events:
        react = reactions.to(event.subject)
        assert react is not None
        about = Envelope(uuid4(), event.subject, uuid4(), 1, documents.now, {})
        async with documents.bench.unit_of_work(documents.now) as work:
            await react(event, work, about)


async def a_matter_resting_on(documents: Documents, *references: str) -> None:
    """The barber shop is published and cites."""
    published = MatterPublished(code=CODE, name="我要开理发店", version_id=uuid4(), number=1)
    await hear(
        documents, published, *(BasisCited(citer=CITER, reference=one) for one in references)
    )


async def graph(documents: Documents, path: str, **query: Any) -> Json:
    """A piece of the graph."""
    answer = await documents.as_().get(f"/graph/{path}", params=query)
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


def edges(found: Json) -> set[tuple[str, str, str]]:
    """Its edges, by the titles at their ends."""
    title = {one["key"]: one["title"] for one in found["nodes"]}
    return {(title[one["source"]], one["rel"], title[one["target"]]) for one in found["edges"]}


async def a_law(documents: Documents, **known: Any) -> Document:
    """The law on licences."""
    return await documents.enter(a_document(title=LAW, organ_name="全国人大常委会", **known))


async def test_a_document_stands_beside_its_organ_its_theme_and_what_rests_on_it(
    documents: Documents,
) -> None:
    law = await a_law(documents, theme="行政许可")
    await a_matter_resting_on(documents, "《行政许可法》第四十五条")

    found = await graph(documents, f"document/{law.document_id}")

    assert edges(found) == {
        (LAW, "issued_by", "全国人大常委会"),
        (LAW, "about", "行政许可"),
        ("我要开理发店", "rests_on", "第四十五条"),
        ("第四十五条", "part_of", LAW),
    }
    assert found["cut"] is False
    (matter,) = [one for one in found["nodes"] if one["kind"] == "matter"]
    assert matter["href"] == f"/api/v1/matters/{CODE}"


async def test_a_matter_leads_in_two_steps_to_what_its_law_is_implemented_by(
    documents: Documents,
) -> None:
    await a_law(documents, force=Force(date(2004, 7, 1), date(2024, 1, 1), Cause.REPEALED))
    await documents.enter(
        a_document(title="某市许可办法"),
        a_text("某市许可办法", "根据《行政许可法》，制定本办法。参照《没有的文件》。"),
    )
    await a_matter_resting_on(documents, "行政许可法", "还没有的文件")

    near = await graph(documents, f"matter/{CODE}")
    far = await graph(documents, f"matter/{CODE}", depth=2)

    assert edges(near) == {
        ("我要开理发店", "rests_on", LAW), ("我要开理发店", "rests_on", "还没有的文件"),
    }  # fmt: skip
    assert ("某市许可办法", "implements", LAW) in edges(far)
    kinds = {one["title"]: (one["kind"], one["effect"]) for one in near["nodes"]}
    assert kinds["还没有的文件"] == ("unresolved", None)
    assert kinds[LAW] == ("document", "repealed")


async def test_an_article_knows_who_rests_on_it_and_not_on_its_neighbour(
    documents: Documents,
) -> None:
    law = await a_law(documents)
    await a_matter_resting_on(documents, "行政许可法第三条第二款")

    third = await graph(documents, f"article/{law.document_id}:第三条")
    other = await graph(documents, f"article/{law.document_id}:第三条之一")

    assert ("我要开理发店", "rests_on", "第三条") in edges(third)
    assert edges(other) == {("第三条之一", "part_of", LAW)}


async def test_organs_and_themes_lead_to_their_documents(documents: Documents) -> None:
    await a_law(documents, theme="行政许可")

    assert (LAW, "issued_by", "全国人大常委会") in edges(
        await graph(documents, "organ/全国人大常委会")
    )
    assert (LAW, "about", "行政许可") in edges(await graph(documents, "theme/行政许可"))


async def test_a_published_topic_stands_beside_its_documents(documents: Documents) -> None:
    await tell_directory(documents)
    law = await a_law(documents)
    editor = documents.as_(staff("editor"))
    begun = await editor.post("/topics", json={"kind": "meeting", "title": "第60次常务会议"})
    topic = begun.json()["topic_id"]
    part = {"kind": "document", "title": LAW, "document_id": str(law.document_id)}
    added = await editor.post(f"/topics/{topic}/parts", json=part)
    hidden = await documents.as_().get(f"/graph/topic/{topic}")
    published = await editor.post(f"/topics/{topic}/publish")

    assert (added.status_code, published.status_code) == (201, 200), added.text
    assert hidden.status_code == 404
    expected = (LAW, "in_topic", "第60次常务会议")
    assert expected in edges(await graph(documents, f"document/{law.document_id}"))
    assert edges(await graph(documents, f"topic/{topic}")) == {expected}


async def test_what_is_not_there_is_not_found_and_a_matter_off_the_list_is_not_shown(
    documents: Documents,
) -> None:
    law = await a_law(documents)
    await a_matter_resting_on(documents, "行政许可法")
    await hear(documents, MatterWithdrawn(code=CODE, name="", withdrawn_at=documents.now))

    for path in (
        f"document/{uuid4()}",
        "document/x",
        "matter/x",
        "article/x:第一条",
        "theme/x",
        "topic/x",
        f"topic/{uuid4()}",
    ):
        answer = await documents.as_().get(f"/graph/{path}")
        assert answer.status_code == 404, path
    assert (await documents.as_().get("/graph/planet/x")).status_code == 422
    assert "matter" not in str(await graph(documents, f"document/{law.document_id}"))


async def test_a_law_cited_by_many_is_cut_and_says_so(documents: Documents) -> None:
    law = await a_law(documents)
    for n in range(70):
        title = f"第{n}号办法"
        await documents.enter(a_document(title=title), a_text(title, "根据《行政许可法》制定。"))

    found = await graph(documents, f"document/{law.document_id}", depth=2)

    assert found["cut"] is True
    assert found["nodes"][0]["cut"] is True
    assert len(found["nodes"]) <= 200


async def test_links_are_read_from_the_thing_outwards(documents: Documents) -> None:
    law = await a_law(documents)
    await documents.enter(a_document(title="办法"), a_text("办法", "根据《行政许可法》制定。"))
    await a_matter_resting_on(documents, "行政许可法")
    client = documents.as_()

    answer = await client.get(f"http://documents/links/document/{law.document_id}")
    nothing = await client.get("http://documents/links/matter/unknown")
    case = await client.get("http://documents/links/case/1")

    links = {(one["rel"], one["kind"], one["title"]) for one in answer.json()["links"]}
    assert links == {
        ("issued_by", "organ", "全国人大常委会"), ("basis_of", "matter", "我要开理发店"),
        ("implemented_by", "document", "办法"),
    }  # fmt: skip
    assert nothing.json() == {"links": []}
    assert case.status_code == 422


@pytest.mark.parametrize("kind", ["document", "article", "topic"])
async def test_links_of_what_the_library_does_not_show_are_not_found(
    documents: Documents, kind: str
) -> None:
    for unknown in (uuid4(), "nothing"):
        answer = await documents.as_().get(f"http://documents/links/{kind}/{unknown}")
        assert answer.status_code == 404
        assert answer.json()["type"].endswith("/graph-node-not-found")


async def test_search_is_given_what_hangs_on_its_documents(documents: Documents) -> None:
    law = await a_law(documents)
    await a_matter_resting_on(documents, "行政许可法", "中华人民共和国行政许可法")

    async with documents.bench.unit_of_work() as work:
        found = await linked_things(work, [law.document_id, uuid4()])

    href = f"/api/v1/matters/{CODE}"
    assert found == {
        law.document_id: [LinkedThing("matter", CODE, "我要开理发店", href, "rests_on")]
    }
