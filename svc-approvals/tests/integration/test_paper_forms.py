"""The form off line: printed, filled in by hand or as a workbook, and taken in again."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from approvals_building import BARBER_SHOP, Approvals, Journey, a_begun_case, a_handed_in_case
from catalogue_building import FILLED_IN
from desk_building import a_case_begun_at_the_desk
from openpyxl import Workbook, load_workbook
from pdf_reading import read_pdf

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORM = f"/matters/{BARBER_SHOP}/form"


def rows_of(sheet: Any) -> dict[str, int]:
    """The row of each data item."""
    return {row[3].value: row[0].row for row in sheet.iter_rows(min_row=2) if row[3].value}


async def a_blank_workbook(approvals: Approvals) -> Any:
    """What anybody downloads."""
    answer = await approvals.as_("anonymous").post(
        FORM, params={"format": "xlsx"}, json={"answers": {"applied_by": "self"}}
    )
    assert answer.headers["content-type"] == XLSX
    return load_workbook(BytesIO(answer.content))


async def filled(approvals: Approvals, **values: Any) -> bytes:
    """The downloaded workbook with these cells written."""
    book = await a_blank_workbook(approvals)
    sheet = book.worksheets[0]
    rows = rows_of(sheet)
    for key, value in values.items():
        sheet.cell(rows[key], 2).value = value
    return written(book)


def written(book: Any) -> bytes:
    content = BytesIO()
    book.save(content)
    return content.getvalue()


async def upload(draft: Journey, content: bytes, login: str = "zhang") -> Any:
    path = draft.path if login == "zhang" else draft.desk
    files = {"file": ("申请表.xlsx", content, XLSX)}
    return await draft.approvals.as_(login).post(f"{path}/form-upload", files=files)


async def test_an_empty_form_is_printed_with_every_item_that_may_apply(
    approvals: Approvals,
) -> None:
    printed = await approvals.as_("anonymous").post(FORM, json={"answers": {"applied_by": "self"}})

    assert printed.headers["content-type"] == "application/pdf"
    assert "filename*=UTF-8''" in printed.headers["content-disposition"]
    text = read_pdf(printed.content).text
    for said in ("经营者姓名 *", "□ 公章", "占道面积", "符合条件时填写", "本人办理", "签章"):
        assert said in text, said
    assert "委托代理人姓名" not in text


@pytest.mark.parametrize(
    ("kind", "media_type", "begins"), [("pdf", "application/pdf", b"%PDF-"), ("xlsx", XLSX, b"PK")]
)
async def test_the_empty_form_is_downloaded_by_a_link_and_kept_until_the_matter_changes(
    approvals: Approvals, kind: str, media_type: str, begins: bytes
) -> None:
    anybody = approvals.as_("anonymous")
    given = await anybody.get(FORM, params={"format": kind})

    assert (given.status_code, given.headers["content-type"]) == (200, media_type)
    assert given.content.startswith(begins)
    assert given.headers["cache-control"].startswith("public, max-age=300")
    assert "filename*=UTF-8''" in given.headers["content-disposition"]
    again = await anybody.get(
        FORM, params={"format": kind}, headers={"If-None-Match": given.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")


async def test_the_form_by_a_link_holds_every_item_that_may_apply(approvals: Approvals) -> None:
    text = read_pdf((await approvals.as_("anonymous").get(FORM)).content).text

    for said in ("经营者姓名 *", "委托代理人姓名", "符合条件时填写", "签章"):
        assert said in text, said
    unknown = await approvals.as_("anonymous").get("/matters/HC-NONE-1/form")
    assert unknown.status_code == 404


async def test_a_form_is_printed_with_what_is_known_already(approvals: Approvals) -> None:
    printed = await approvals.as_("anonymous").post(
        FORM, json={"answers": {"applied_by": "agent"}, "form": {"seals": ["finance"]}}
    )

    text = read_pdf(printed.content).text
    assert "■ 财务专用章" in text
    assert "□ 公章" in text
    assert "委托代理人姓名" in text


async def test_the_owner_prints_the_own_form_to_sign_it(approvals: Approvals) -> None:
    journey = await a_begun_case(approvals)

    mine = await approvals.as_("zhang").get(f"{journey.path}/form")

    text = read_pdf(mine.content).text
    assert str(FILLED_IN["operator_id_no"]) in text
    assert mine.headers["cache-control"] == "private, no-store"
    assert (await approvals.as_("li").get(f"{journey.path}/form")).status_code == 404
    assert (await approvals.as_("window1").get(f"{journey.desk}/form")).status_code == 404


async def test_a_clerk_prints_the_form_of_a_case_begun_at_the_desk(approvals: Approvals) -> None:
    journey = await a_case_begun_at_the_desk(approvals)

    printed = await approvals.as_("window1").get(f"{journey.desk}/form")

    assert "张三" in read_pdf(printed.content).text
    stranger = approvals.as_("window-elsewhere")
    assert (await stranger.get(f"{journey.desk}/form")).status_code == 404
    own = await a_handed_in_case(approvals)
    refused = await approvals.as_("window1").get(f"{own.desk}/form")
    assert refused.json()["type"].endswith("/not-begun-at-desk")


async def test_a_workbook_is_filled_in_as_people_do_and_taken_in(approvals: Approvals) -> None:
    draft = await a_begun_case(approvals, form={"trade_name": "旧字号"})
    content = await filled(
        approvals, operator_name="张三", operator_id_no="431202199003071011",
        operator_phone=13807451234, premises_area="36.5", employees=2.0, occupies_road="否",
        hygiene_committed="是", seals="公章、财务专用章",
    )  # fmt: skip

    taken = await upload(draft, content)

    assert taken.status_code == 200, taken.text
    case = await approvals.as_("zhang").get(draft.path)
    assert taken.headers["etag"] == case.headers["etag"]
    form = case.json()["form"]
    assert form["operator_phone"] == "138****1234"
    assert (form["premises_area"], form["employees"]) == (36.5, 2)
    assert (form["occupies_road"], form["hygiene_committed"]) == (False, True)
    assert form["seals"] == ["official", "finance"]
    assert form["trade_name"] == "旧字号"


async def test_a_downloaded_form_comes_back_as_it_was(approvals: Approvals) -> None:
    draft = await a_begun_case(approvals)
    zhang = approvals.as_("zhang")
    before = (await zhang.get(draft.path)).json()["form"]
    content = (await zhang.get(f"{draft.path}/form", params={"format": "xlsx"})).content

    taken = await upload(draft, content)

    assert taken.status_code == 200, taken.text
    assert (await zhang.get(draft.path)).json()["form"] == before


async def test_every_wrong_cell_is_named_beside_its_pointer(approvals: Approvals) -> None:
    draft = await a_begun_case(approvals)
    before = (await approvals.as_("zhang").get(draft.path)).json()
    content = await filled(
        approvals, operator_id_no="123", employees="两个", seals="公章、私章", occupies_road="也许"
    )
    rows = rows_of((await a_blank_workbook(approvals)).worksheets[0])

    refused = await upload(draft, content)

    assert (refused.status_code, refused.json()["type"].rsplit("/", 1)[1]) == (422, "form-invalid")
    named = {error["pointer"].split("/")[2]: error for error in refused.json()["errors"]}
    assert set(named) == {"operator_id_no", "employees", "seals", "occupies_road"}
    for key, error in named.items():
        assert error["message"].startswith(f"单元格 B{rows[key]}："), error
    assert (await approvals.as_("zhang").get(draft.path)).json() == before


async def test_what_a_person_wrote_is_never_a_formula(approvals: Approvals) -> None:
    draft = await a_begun_case(approvals, form={"trade_name": '=HYPERLINK("http://evil")'})

    content = (
        await approvals.as_("zhang").get(f"{draft.path}/form", params={"format": "xlsx"})
    ).content

    sheet = load_workbook(BytesIO(content)).worksheets[0]
    cell = sheet.cell(rows_of(sheet)["trade_name"], 2)
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://evil")')


def a_stranger() -> bytes:
    return written(Workbook())


def a_bomb() -> bytes:
    return packed({"xl/worksheets/sheet1.xml": b" " * (9 << 20)})


def an_entity() -> bytes:
    trap = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    return packed({"xl/sharedStrings.xml": trap})


def many_parts() -> bytes:
    return packed({f"xl/{n}.xml": b"" for n in range(200)})


def broken() -> bytes:
    return packed({})


def packed(parts: dict[str, bytes]) -> bytes:
    """A file that looks like a workbook from outside."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, body in {
            "[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>", **parts,
        }.items():  # fmt: skip
            file.writestr(name, body)
    return content.getvalue()


@pytest.mark.parametrize("make", [a_stranger, a_bomb, an_entity, many_parts, broken])
async def test_a_file_that_is_not_our_form_is_refused_and_leaves_nothing(
    approvals: Approvals, make: Callable[[], bytes]
) -> None:
    draft = await a_begun_case(approvals)

    refused = await upload(draft, make())

    assert refused.status_code == 422, refused.text
    assert refused.json()["type"].endswith("/form-file-unreadable")
    assert not list(approvals.office.files.quarantine.iterdir())


@pytest.mark.parametrize(
    ("content", "status"), [(b"%PDF-1.4\n", 415), (b"PK\x03\x04" + b"0" * (3 << 20), 413)]
)
async def test_another_type_and_too_much_of_it_are_refused(
    approvals: Approvals, content: bytes, status: int
) -> None:
    draft = await a_begun_case(approvals)

    assert (await upload(draft, content)).status_code == status


async def test_the_form_of_another_matter_is_refused(approvals: Approvals) -> None:
    draft = await a_begun_case(approvals)
    book = await a_blank_workbook(approvals)
    book.worksheets[0]["D1"] = "yangguang-form:OTHER-1"

    refused = await upload(draft, written(book))

    assert (refused.status_code, refused.json()["uploaded"]) == (422, "OTHER-1")


async def test_an_item_given_twice_and_one_unknown_are_named(approvals: Approvals) -> None:
    draft = await a_begun_case(approvals)
    book = await a_blank_workbook(approvals)
    sheet = book.worksheets[0]
    sheet["B300"], sheet["D300"] = "x", "trade_name"
    twice = await upload(draft, written(book))
    sheet["D300"] = "shoe_size"
    unknown = await upload(draft, written(book))

    assert [error["code"] for error in twice.json()["errors"]] == ["duplicate"]
    assert unknown.json()["errors"][0]["code"] == "unknown_field"
    assert unknown.json()["errors"][0]["message"].startswith("单元格 B300：")


async def test_a_clerk_takes_the_workbook_a_person_brings(approvals: Approvals) -> None:
    draft = await a_case_begun_at_the_desk(approvals)

    taken = await upload(draft, await filled(approvals, trade_name="王姐理发店"), "window1")
    strange = await upload(draft, await filled(approvals), "window-elsewhere")

    assert (taken.status_code, strange.status_code) == (200, 404)


async def test_what_is_under_way_takes_no_form(approvals: Approvals) -> None:
    journey = await a_handed_in_case(approvals)

    refused = await upload(journey, await filled(approvals, trade_name="新字号"))

    assert refused.json()["type"].endswith("/transition-not-allowed")
