"""A matter out as a package, and a package in as a draft."""

import pytest
import yaml
from approvals_building import BARBER_SHOP, Approvals, an_officer

MATTER = f"/matters/{BARBER_SHOP}"
YAML = {"Content-Type": "application/yaml"}


async def test_export_and_import_keep_the_checksum(approvals: Approvals) -> None:
    editor, anybody = approvals.as_("editor"), approvals.as_("anonymous")
    exported = await anybody.get(f"{MATTER}/export")
    assert exported.headers["content-type"].startswith("application/yaml")
    assert exported.headers["cache-control"].startswith("public")
    sha256 = (await anybody.get(MATTER)).json()["sha256"]
    assert sha256 in exported.text

    seen = {"If-Match": (await editor.get(f"{MATTER}/draft")).headers["etag"]}
    taken = await editor.post("/matters/import", content=exported.content, headers=YAML | seen)

    assert taken.status_code == 200, taken.text
    assert (taken.json()["sha256"], taken.json()["sound"]) == (sha256, True)
    published = await editor.post(f"{MATTER}/publish")
    assert published.json()["outcome"] == "unchanged"
    not_modified = await anybody.get(
        f"{MATTER}/export", headers={"If-None-Match": exported.headers["etag"]}
    )
    assert not_modified.status_code == 304


async def test_a_package_of_something_new_becomes_a_draft_with_its_problems(
    approvals: Approvals,
) -> None:
    body = yaml.safe_dump({"code": "M-5", "name": "新事项", "colour": "红"}, allow_unicode=True)

    taken = await approvals.as_("editor").post(
        "/matters/import", content=body.encode(), headers=YAML
    )

    assert taken.status_code == 200, taken.text
    problems = {one["pointer"]: one["code"] for one in taken.json()["problems"]}
    assert problems["/colour"] == "unknown_key"
    assert problems["/nature"] == "missing"
    assert taken.json()["sha256"] is None
    assert (await approvals.as_("editor").get("/matters/M-5/draft")).status_code == 200


@pytest.mark.parametrize(
    ("content", "media_type", "status", "slug"),
    [
        (b"code: M-1\na: &x 1\nb: *x\n", "application/yaml", 422, "package-unreadable"),
        (b"{", "application/json", 422, "package-unreadable"),
        (b"code: M-1", "text/plain", 415, "package-type-refused"),
        (b" " * 600_000, "application/yaml", 413, "package-too-large"),
    ],
)
async def test_a_package_that_is_none_leaves_nothing(
    approvals: Approvals, content: bytes, media_type: str, status: int, slug: str
) -> None:
    refused = await approvals.as_("editor").post(
        "/matters/import", content=content, headers={"Content-Type": media_type}
    )

    assert (refused.status_code, refused.json()["type"].rpartition("/")[2]) == (status, slug)
    assert (await approvals.as_("editor").get("/matters/M-1/draft")).status_code == 404


async def test_an_import_overwrites_no_draft_unseen_and_none_of_others(
    approvals: Approvals,
) -> None:
    exported = (await approvals.as_("anonymous").get(f"{MATTER}/export?number=1")).content
    elsewhere = approvals.as_(an_officer("editor-2", "xzsp", "editor", region="431281"))
    answers = [
        await approvals.as_("editor").post("/matters/import", content=exported, headers=YAML),
        await elsewhere.post("/matters/import", content=exported, headers=YAML),
        await approvals.as_("zhang").post("/matters/import", content=exported, headers=YAML),
        await approvals.as_("anonymous").get(f"{MATTER}/export?number=7"),
    ]

    assert [one.status_code for one in answers] == [428, 404, 403, 404]
