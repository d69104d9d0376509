import httpx2
from fastapi import FastAPI
from gateway_building import a_gateway, free_port, served
from pydantic import BaseModel

from gateway.settings import GatewaySettings


class CaseView(BaseModel):
    case_id: str


def a_service() -> FastAPI:
    service = FastAPI(generate_unique_id_function=lambda route: f"approvals_{route.name}")

    @service.get("/api/v1/cases/{case_id}")
    async def read_case(case_id: str) -> CaseView:
        return CaseView(case_id=case_id)

    @service.get("/links/{kind}/{id}")
    async def list_links(kind: str, id: str) -> str:  # noqa: A002
        return kind + id

    return service


def references(node: object) -> set[str]:
    if isinstance(node, dict):
        here = {node["$ref"]} if isinstance(node.get("$ref"), str) else set()
        return here.union(*map(references, node.values()))
    if isinstance(node, list):
        return set().union(*map(references, node))
    return set()


def resolves(document: dict[str, object], reference: str) -> bool:
    node: object = document
    for step in reference.removeprefix("#/").split("/"):
        if not isinstance(node, dict) or step not in node:
            return False
        node = node[step]
    return True


async def test_one_document_shows_what_all_services_answer(settings: GatewaySettings) -> None:
    async with served(a_service()) as service:
        beside = settings.model_copy(
            update={
                "upstream_approvals": service.address,
                "upstream_feedback": f"http://127.0.0.1:{free_port()}",
            }
        )
        async with a_gateway(beside) as gateway:
            answer = await gateway.get("/openapi.json")
            document = answer.json()
            again = await gateway.get(
                "/openapi.json", headers={"If-None-Match": answer.headers["etag"]}
            )
            status = (await gateway.get("/api/v1/status")).json()

    assert again.status_code == 304
    assert document["openapi"] == "3.1.0"
    assert "/api/v1/cases/{case_id}" in document["paths"]
    assert "/api/v1/organs" in document["paths"]
    assert not [path for path in document["paths"] if not path.startswith("/api/v1/")]
    assert "approvals_CaseView" in document["components"]["schemas"]
    assert [ref for ref in references(document) if not resolves(document, ref)] == []
    assert status["state"] == "down"  # the one that answers has no /health/ready
    assert {part["name"]: part["state"] for part in status["parts"]}["feedback"] == "down"


async def test_the_pages_load_nothing_from_elsewhere(gateway: httpx2.AsyncClient) -> None:
    start = await gateway.get("/", follow_redirects=True)
    assert start.url.path == "/docs/"
    assert "http" not in start.text.replace("http-equiv", "")
    assert "default-src 'self'" in start.headers["content-security-policy"]
    for name in ("swagger-ui-bundle.js", "swagger-ui.css", "start.js"):
        assert (await gateway.get(f"/docs/{name}")).status_code == 200
