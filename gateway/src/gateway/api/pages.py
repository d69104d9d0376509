"""Pages for people and machines that want to know the interface itself."""

from hashlib import sha256
from pathlib import Path

from fastapi import APIRouter, Request, Response
from starlette.responses import JSONResponse, RedirectResponse
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from gateway.api.resources import Lent
from shared.reading import as_asked

router = APIRouter(include_in_schema=False)
FOLDER = Path(__file__).parent / "docs"
POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
    " frame-ancestors 'none'"
)
MINUTE = "public, max-age=60"


class DocsPages(StaticFiles):
    """The pages of Swagger UI, which may load nothing from elsewhere."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """One file, with the policy that keeps the page to itself."""
        response = await super().get_response(path, scope)
        response.headers["Content-Security-Policy"] = POLICY
        return response


docs = DocsPages(directory=FOLDER, html=True)


@router.get("/")
async def show_start() -> Response:
    """The way to the pages."""
    return RedirectResponse("/docs/", 307)


@router.get("/docs")
async def show_docs() -> Response:
    """The pages live in a folder."""
    return RedirectResponse("/docs/", 307)


@router.get("/openapi.json")
async def read_openapi(request: Request, lent: Lent) -> Response:
    """The merged document of all services."""
    body = await lent.openapi()
    etag = f'"{sha256(body).hexdigest()[:24]}"'
    headers = {"Cache-Control": MINUTE, "ETag": etag}
    return as_asked(request, Response(body, 200, headers, "application/json"))


@router.get("/.well-known/jwks.json")
async def read_keys(lent: Lent) -> Response:
    """The public keys of the embedded issuer; none when another issuer is used."""
    keys = lent.tokens.published_keys()
    return JSONResponse(keys, headers={"Cache-Control": MINUTE})
