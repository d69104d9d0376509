"""A dry run tells, case by case, which could move to a new version; it changes nothing."""

from typing import Any

from approvals_building import (
    BARBER_SHOP,
    Approvals,
    a_begun_case,
    a_handed_in_case,
    an_accepted_case,
    an_officer,
)
from catalogue_building import barber_shop_source

RUN = f"/matters/{BARBER_SHOP}/draft/dry-run"


async def a_draft(approvals: Approvals, **changes: Any) -> None:
    saved = await approvals.as_("editor").put(
        f"/matters/{BARBER_SHOP}/draft",
        json=barber_shop_source() | changes,
        headers={"If-Match": "*"},
    )
    assert saved.status_code == 200, saved.text


async def test_every_running_case_is_tried_and_the_reasons_are_named(
    approvals: Approvals,
) -> None:
    begun = await a_begun_case(approvals)
    handed_in = await a_handed_in_case(approvals)
    accepted = await an_accepted_case(approvals)
    over = await a_handed_in_case(approvals)
    await approvals.as_("zhang").post(f"{over.path}/withdraw")
    source = barber_shop_source()
    source["nodes"] = [one for one in source["nodes"] if one["key"] != "tax"]
    source["materials"].append({"code": "M13", "name": "消防承诺书", "originals": 1})
    await a_draft(approvals, nodes=source["nodes"], materials=source["materials"])
    before = await approvals.row_of(accepted.case_id)

    tried = await approvals.as_("editor").post(f"{RUN}?count=true")

    assert tried.status_code == 200, tried.text
    assert tried.json()["total"] == 3
    shown = {one["case_id"]: one for one in tried.json()["items"]}
    movable = [shown[one.case_id]["movable"] for one in (begun, handed_in, accepted)]
    assert movable == [True, False, False]
    assert [(o["pointer"], o["code"]) for o in shown[handed_in.case_id]["obstacles"]] == [
        ("/materials/M13", "material_required")
    ]
    assert [(o["pointer"], o["code"]) for o in shown[accepted.case_id]["obstacles"]] == [
        ("/nodes/tax", "node_gone"), ("/materials/M13", "material_required"),
    ]  # fmt: skip
    assert await approvals.row_of(accepted.case_id) == before


async def test_a_form_that_asks_more_is_named_field_by_field(approvals: Approvals) -> None:
    await a_handed_in_case(approvals)
    form = barber_shop_source()["form"]
    form["sections"][2]["fields"].append({"key": "floors", "title": "层数", "kind": "integer"})
    await a_draft(approvals, form=form)

    (one,) = (await approvals.as_("editor").post(RUN)).json()["items"]

    assert [(o["pointer"], o["code"]) for o in one["obstacles"]] == [("/form/floors", "missing")]


async def test_the_cases_are_paged(approvals: Approvals) -> None:
    cases = [await a_begun_case(approvals) for _ in range(3)]
    editor = approvals.as_("editor")

    first = (await editor.post(f"{RUN}?limit=2&number=1")).json()
    rest = (await editor.post(f"{RUN}?limit=2&number=1&cursor={first['next_cursor']}")).json()

    items = first["items"] + rest["items"]
    assert [one["case_id"] for one in items] == sorted(one.case_id for one in cases)
    assert all(one["movable"] and one["number"] == 1 for one in items)


async def test_what_cannot_be_tried(approvals: Approvals) -> None:
    editor = approvals.as_("editor")
    await editor.put("/matters/M-9/draft", json={"name": "新"})
    elsewhere = approvals.as_(an_officer("editor-2", "xzsp", "editor", region="431281"))

    unknown = await editor.post(f"{RUN}?number=9")
    unreadable = await editor.post("/matters/M-9/draft/dry-run")
    none = await editor.post("/matters/M-10/draft/dry-run")
    foreign = await elsewhere.post(RUN)
    nobody = await approvals.as_("zhang").post(RUN)

    assert [one.status_code for one in (unknown, unreadable, none, foreign, nobody)] == [
        404, 422, 404, 404, 403,
    ]  # fmt: skip
