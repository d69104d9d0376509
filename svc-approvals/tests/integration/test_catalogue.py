"""The catalogue as a citizen meets it: found by everyday words, shown whole."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from approvals_building import BARBER_SHOP, Approvals
from case_building import at
from catalogue_building import SELF, a_matter
from pdf_reading import read_pdf

from shared.events.envelope import Envelope
from shared.events.feedback import SummaryChanged
from svc_approvals.domain.catalogue.effects import DocumentEffect
from svc_approvals.domain.catalogue.writing import to_dict
from svc_approvals.events.reactions import reactions
from svc_approvals.storage.catalogue import document_effects, reviews
from svc_approvals.use_cases.catalogue.matters import publish_matter

MATTER = f"/matters/{BARBER_SHOP}"
OTHERS = (
    {"code": "M-CY", "name": "我要开餐馆", "aliases": ("开饭店",), "themes": ("开店创业",),
     "directory": ("一件事一次办", "开店创业", "我要开餐馆"), "promised_days": 5},
    {"code": "M-HY", "name": "婚姻登记", "plain_name": "领结婚证", "nature": "行政确认",
     "directory": ("公民办事", "婚姻"), "themes": ("婚姻生育",)},
    {"code": "M-FR", "name": "企业变更", "audience": ("法人",), "kind": "即办件",
     "lead_organ": "swj", "themes": ("企业开办",)},
)  # fmt: skip


@pytest.fixture
async def several(approvals: Approvals) -> Approvals:
    """The barber shop and three more."""
    for changes in OTHERS:
        approvals.later(timedelta(minutes=1))
        async with approvals.work() as work:
            await publish_matter(work, to_dict(a_matter(**changes)))
            await work.commit()
    return approvals


async def found(approvals: Approvals, **asked: Any) -> list[str]:
    answer = await approvals.as_("anonymous").get("/matters", params=asked)
    assert answer.status_code == 200, answer.text
    return [one["code"] for one in answer.json()["items"]]


@pytest.mark.parametrize(
    ("question", "codes"),
    [
        ("开理发店", [BARBER_SHOP]),
        ("理发 开店", [BARBER_SHOP]),
        ("理发店怎么开", [BARBER_SHOP]),
        ("理发开店", [BARBER_SHOP]),
        ("我想开个饭店", ["M-CY"]),
        ("我要开一家理发店", [BARBER_SHOP]),
        ("开饭店需要什么手续", ["M-CY"]),
        ("结婚", ["M-HY"]),
        ("hc-yjs", [BARBER_SHOP]),
        ("100%", []),
        ("_", []),
    ],
)
async def test_a_matter_is_found_by_what_a_citizen_types(
    several: Approvals, question: str, codes: list[str]
) -> None:
    assert await found(several, q=question) == codes


async def test_what_fits_best_comes_first(several: Approvals) -> None:
    assert await found(several, q="开店") == ["HC-YJS-0001", "M-CY"]
    assert await found(several, q="开店", sort="promised_days") == [BARBER_SHOP, "M-CY"]
    assert await found(several, sort="-published_on") == ["M-FR", "M-HY", "M-CY", BARBER_SHOP]


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ({"theme": "开店创业"}, [BARBER_SHOP, "M-CY"]),
        ({"audience": "法人"}, [BARBER_SHOP, "M-FR"]),
        ({"kind": "即办件", "organ": "swj"}, ["M-FR"]),
        ({"nature": "行政确认"}, ["M-HY"]),
        ({"channel": "线上"}, [BARBER_SHOP]),
        ({"path": "一件事一次办/开店创业"}, [BARBER_SHOP, "M-CY"]),
        ({"path": "/一件事一次办/开店创业/我要开餐馆/"}, ["M-CY"]),
        ({"path": "开店创业"}, []),
        ({"with_fees": "true"}, [BARBER_SHOP]),
        ({"with_fees": "false", "theme": "开店创业"}, ["M-CY"]),
    ],
)
async def test_the_list_is_narrowed(
    several: Approvals, asked: dict[str, str], codes: list[str]
) -> None:
    assert await found(several, **asked) == codes


@pytest.mark.parametrize("sort", ["code", "relevance", "promised_days", "-published_on"])
async def test_a_list_is_paged_in_every_order(several: Approvals, sort: str) -> None:
    whole = await found(several, sort=sort)
    paged, cursor = [], None
    while True:
        asked = {"limit": "1", "sort": sort, "count": "true"} | (
            {"cursor": cursor} if cursor else {}
        )
        page = (await several.as_("anonymous").get("/matters", params=asked)).json()
        assert page["total"] == len(whole) == 4
        paged += [one["code"] for one in page["items"]]
        if (cursor := page["next_cursor"]) is None:
            break

    assert paged == whole


async def test_the_directory_counts_at_every_level(several: Approvals) -> None:
    anybody = several.as_("anonymous")
    answer = await anybody.get("/matters/directory")

    assert answer.headers["cache-control"].startswith("public")
    tree = answer.json()
    assert (tree["matters"], [(c["name"], c["matters"]) for c in tree["children"]]) == (
        4, [("一件事一次办", 2), ("公民办事", 1)],
    )  # fmt: skip
    part = (await anybody.get("/matters/directory", params={"path": "一件事一次办"})).json()
    (shops,) = part["children"]
    assert (shops["path"], shops["matters"]) == ("一件事一次办/开店创业", 2)
    assert sorted(one["name"] for one in shops["children"]) == [
        "我要开理发店", "我要开餐馆",
    ]  # fmt: skip


async def own_guide(approvals: Approvals) -> dict[str, Any]:
    answer = await approvals.as_("anonymous").post(f"{MATTER}/resolve", json={"answers": SELF})
    guide: dict[str, Any] = answer.json()
    return guide


async def test_a_guide_names_everything(approvals: Approvals) -> None:
    async with approvals.work() as work:
        for reference, effect in (
            ("湘政价[2015]719号", "valid"),
            ("公共场所卫生管理条例", "repealed"),
        ):
            await document_effects.put(
                work, DocumentEffect(reference, effect, replaced_by="新条例")
            )
        await work.commit()

    answer = await approvals.as_("anonymous").get(MATTER)

    assert answer.headers["cache-control"].startswith("public")
    guide = answer.json()["guide"]
    assert guide["lead_organ"] == {"code": "scjg", "name": "怀化市鹤城区市场监督管理局"}
    assert [one["code"] for one in guide["cooperating_organs"]] == ["wjj", "sthj", "zjj"]
    assert guide["fees"][0]["collector"] == "怀化市鹤城区城市管理和综合执法局"
    assert (guide["nature"], guide["kind"]) == ("行政许可", "即办件")
    assert (guide["promised_days"], guide["statutory_days"], guide["visits"]) == (1, 45, 1)
    effects = {one["reference"]: one["effect_name"] for one in guide["basis"]}
    assert effects["公共场所卫生管理条例"] == "已废止"
    assert effects["中华人民共和国行政许可法"] == "尚未核对"
    for member in ("rights", "duties", "place", "hours", "consult_phone", "delivery", "themes"):
        assert guide[member]
    assert guide["withdrawn_at"] is None
    own = (
        await approvals.as_("anonymous").post(f"{MATTER}/resolve", json={"answers": SELF})
    ).json()
    assert {name: own[name] for name in guide} == guide


async def test_a_basis_that_is_repealed_keeps_a_draft_from_being_published(
    approvals: Approvals,
) -> None:
    async with approvals.work() as work:
        await document_effects.put(work, DocumentEffect("公共场所卫生管理条例", "repealed"))
        await work.commit()

    refused = await approvals.as_("editor").post(f"{MATTER}/publish")

    assert [(one["pointer"], one["code"]) for one in refused.json()["errors"]] == [
        ("#/basis/2/reference", "basis_not_valid")
    ]


def a_summary(reviews_: int, satisfaction: float | None) -> SummaryChanged:
    return SummaryChanged(
        matter_code=BARBER_SHOP, opportunities=reviews_, reviews=reviews_, levels={5: reviews_},
        satisfaction_strict=satisfaction, satisfaction_wide=satisfaction, mean_score=4.8,
        active_rate=None, bad_rate=None, formula_version="1",
    )  # fmt: skip


async def test_what_people_say_and_what_was_improved_stand_on_the_guide(
    approvals: Approvals,
) -> None:
    react = reactions.to(SummaryChanged.subject)
    assert react is not None
    etags = [(await approvals.as_("anonymous").get(MATTER)).headers["etag"]]
    for number, share in ((1, 1.0), (40, 0.975)):
        told = Envelope(uuid4(), SummaryChanged.subject, uuid4(), 1, approvals.now, {})
        async with approvals.work() as work:
            await react(a_summary(number, share), work, told)
            await work.commit()
    async with approvals.work() as work:
        for day in ("2026-01-05 10:00", "2026-02-05 10:00"):
            text = f"{day[:7]} 起增开窗口"
            made = reviews.Improvement(uuid4(), text, "staff", at(day))
            await reviews.add_improvement(work, BARBER_SHOP, made)
        await work.commit()

    shown = await approvals.as_("anonymous").get(MATTER)

    guide = shown.json()["guide"]
    assert guide["satisfaction"]["reviews"] == 40
    assert guide["satisfaction"]["satisfaction"] == 0.975
    assert [one["text"][:7] for one in guide["improvements"]] == ["2026-02", "2026-01"]
    assert shown.headers["etag"] not in etags
    listed = (await approvals.as_("anonymous").get("/matters")).json()["items"]
    assert listed[0]["satisfaction"] == 0.975


async def test_the_notice_is_a_page_a_document_or_data(approvals: Approvals) -> None:
    anybody = approvals.as_("anonymous")
    answers = {
        accept: await anybody.post(
            f"{MATTER}/notice", json={"answers": SELF}, headers={"Accept": accept}
        )
        for accept in ("text/html,*/*", "application/pdf", "application/json")
    }

    types = [one.headers["content-type"].partition(";")[0] for one in answers.values()]
    assert types == ["text/html", "application/pdf", "application/json"]
    page = answers["text/html,*/*"]
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "示范样表" in page.text


async def test_a_persons_form_says_what_depends_on_what_and_where_it_is_filled_from(
    approvals: Approvals,
) -> None:
    guide = (
        await approvals.as_("anonymous").post(f"{MATTER}/resolve", json={"answers": SELF})
    ).json()

    fields = {one["key"]: one for s in guide["form_layout"]["sections"] for one in s["fields"]}
    assert fields["operator_id_no"]["prefill"] == "identity_no"
    assert fields["occupied_area"]["when"] == {
        "field": "occupies_road", "op": "eq", "value": True,
    }  # fmt: skip
    assert {one["field"] for one in guide["form_layout"]["rules"]} == {
        "hygiene_committed", "environment_declared",
    }  # fmt: skip
    assert guide["form_schema"]["$schema"].endswith("2020-12/schema")
    conditional = [one["then"]["required"] for one in guide["form_schema"]["allOf"]]
    assert ["occupied_area"] in conditional
    codes = [one["code"] for one in guide["materials"]]
    assert len(codes) == len(set(codes)) == 10
    lease = next(one for one in guide["materials"] if one["code"] == "M05")
    assert lease["used_by"] == ["business_licence", "road_occupation"]


async def test_a_booklet_prints_the_guides_of_a_theme(several: Approvals) -> None:
    anybody = several.as_("anonymous")

    printed = await anybody.get("/booklet", params={"theme": "开店创业"})
    again = await anybody.get(
        "/booklet", params={"theme": "开店创业"}, headers={"If-None-Match": printed.headers["etag"]}
    )
    none = await anybody.get("/booklet", params={"theme": "没有"})

    assert printed.headers["content-type"] == "application/pdf"
    assert printed.headers["cache-control"].startswith("public")
    text = read_pdf(printed.content).text
    assert "收录 2 个事项" in text
    assert "怀化市鹤城区市场监督管理局" in text
    assert again.status_code == 304
    assert (none.status_code, none.json()["type"].rpartition("/")[2]) == (404, "booklet-empty")
    assert "开店创业" in none.json()["themes"]


async def test_a_booklet_that_would_be_too_thick_asks_for_a_theme(
    several: Approvals, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("svc_approvals.use_cases.catalogue.booklets.MOST", 3)

    refused = await several.as_("anonymous").get("/booklet")

    assert (refused.status_code, refused.json()["most"]) == (422, 3)
