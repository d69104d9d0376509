"""The demo's documents on their way are loaded once, each to its stage."""

from pathlib import Path

from documents_building import Documents, staff
from life_building import Life, an_organ

from shared.yaml_files import yaml_in
from svc_documents.use_cases.documents.demo_life import load_documents_on_their_way, organs_of
from svc_documents.use_cases.office import Office

FILE = Path(__file__).parents[2] / "demo" / "documents-on-their-way.yaml"


async def test_each_stands_at_its_stage_and_one_is_in_the_library(documents: Documents) -> None:
    template = yaml_in(FILE)
    office: Office = documents.app.state.office
    await Life(documents).settle(*(an_organ(code) for code in organs_of(template)))

    async with documents.bench.unit_of_work(documents.now) as work:
        assert await load_documents_on_their_way(work, office, template) == 7
    async with documents.bench.unit_of_work(documents.now) as work:
        assert await load_documents_on_their_way(work, office, template) == 0

    drafts = await documents.as_(staff("registrar", "xzsp")).get("/documents/drafts?limit=100")
    assert {one["state"] for one in drafts.json()["items"]} == {
        "draft", "under_legal_review", "reviewed", "registered", "numbered", "withdrawn",
    }  # fmt: skip
    (told,) = await documents.told("documents.document.published.v1")
    assert (told["effect"], told["since"]) == ("valid", "2026-11-25")
