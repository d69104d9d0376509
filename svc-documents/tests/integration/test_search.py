"""Documents are found: by what stands in them, by what they are named, by most of the words."""

from datetime import date

import pytest
from documents_building import Documents, a_document, a_person, a_text, staff
from search_building import entered, found, titles

from svc_documents.domain.documents.states import DocumentClass
from svc_documents.domain.effects.effects import Cause, Force

LAPSED = Force(first=date(2012, 1, 1), until=date(2020, 1, 1), cause=Cause.LAPSED)
HOUSING = "公共租赁住房管理办法"


async def test_a_word_within_words_is_found_in_the_body(documents: Documents) -> None:
    await entered(documents, "住房保障办法", "符合条件的家庭可以申请公租房。")

    assert await titles(documents, "租房") == ["住房保障办法"]
    assert await titles(documents, "公租") == ["住房保障办法"]


async def test_one_sign_is_found_at_the_beginning_and_the_end_of_what_is_said(
    documents: Documents,
) -> None:
    await entered(documents, "征收办法", "依法纳税。")

    assert await titles(documents, "税") == ["征收办法"]
    assert await titles(documents, "依") == ["征收办法"]


async def test_a_sign_behind_digits_or_letters_is_found_within_words(documents: Documents) -> None:
    await entered(documents, "优待办法", "65岁以上的老年人、C类人才和60岁的人免费。")

    for typed in ("65岁", "65岁以上", "C类", "“65岁”", "60岁", "c类人才"):
        assert await titles(documents, typed) == ["优待办法"], typed


async def test_a_title_comes_before_a_body_and_the_shorter_title_first(
    documents: Documents,
) -> None:
    await entered(documents, "城市管理规定", "物业管理应当公开。")
    await entered(documents, "怀化市住宅小区物业管理若干规定")
    await entered(documents, "物业管理条例")

    assert await titles(documents, "物业管理") == [
        "物业管理条例", "怀化市住宅小区物业管理若干规定", "城市管理规定",
    ]  # fmt: skip


async def test_what_is_in_force_comes_before_what_is_dead_and_the_order_is_explained(
    documents: Documents,
) -> None:
    await entered(documents, "养犬管理办法", force=LAPSED)
    await entered(documents, "怀化市养犬管理条例")

    told = await found(documents, "养犬管理", explain="true")

    first, second = told["items"]
    assert (first["title"], second["effect"]["title"]) == ("怀化市养犬管理条例", "失效")
    assert first["explain"]["effect"] == 1.0
    assert second["explain"]["effect"] == pytest.approx(0.6)
    why = first["explain"]
    product = why["text"] * why["effect"] * why["freshness"]
    assert why["score"] == pytest.approx(product, abs=1e-4)


@pytest.mark.parametrize(
    "written",
    [
        "湘政发〔2019〕20号",
        "湘政发[2019]20",
        "湘政发 （2019） 020 号",
        "发文字号：湘政发【2019】20号",
    ],
)
async def test_a_number_in_any_writing_is_the_first_hit(documents: Documents, written: str) -> None:
    await entered(documents, "关于湘政发〔2019〕20号的说明", "湘政发〔2019〕20号湘政发〔2019〕20号")
    await entered(documents, "乡村教师意见", document_no="湘政发〔2019〕20号")

    assert (await titles(documents, written))[0] == "乡村教师意见"


async def test_part_of_a_number_names_all_that_have_it(documents: Documents) -> None:
    await entered(documents, "甲", document_no="湘政发〔2019〕20号")
    both = {"document_no": "湘政发〔2019〕21号", "registration_no": "HNPR-2019-01019"}
    await entered(documents, "乙", **both)
    await entered(documents, "丙", document_no="怀政发〔2019〕20号")

    assert set(await titles(documents, "湘政发〔2019〕")) == {"甲", "乙"}
    assert set(await titles(documents, "〔2019〕20号")) == {"甲", "丙"}
    assert await titles(documents, "hnpr-2019-01019") == ["乙"]
    assert await titles(documents, "HNPR-2019") == ["乙"]


async def test_a_title_in_brackets_with_an_article_is_hit_and_the_article_is_said(
    documents: Documents,
) -> None:
    await entered(documents, "中华人民共和国行政许可法", "第四十五条 需要听证的除外。")
    await entered(documents, "行政许可法讲话", "行政许可法第四十五条")

    told = await found(documents, "《行政许可法》第四十五条")

    assert told["items"][0]["title"] == "中华人民共和国行政许可法"
    assert told["items"][0]["article"] == "第四十五条"


async def test_a_quoted_phrase_must_stand_there_as_it_is(documents: Documents) -> None:
    await entered(documents, "甲", "申请人应当提交材料。")
    await entered(documents, "乙", "应当申请，提交材料的人。")

    assert await titles(documents, '"提交材料的"') == ["乙"]
    assert await titles(documents, "“应当提交材料”") == ["甲"]


async def test_an_everyday_word_finds_the_official_one(documents: Documents) -> None:
    await entered(documents, HOUSING, "符合条件的可以轮候。")

    assert await titles(documents, "公租房") == [HOUSING]
    told = await found(documents, "公租房怎么申请")
    assert [one["title"] for one in told["items"]] == [HOUSING]
    assert "<em>公共租赁住房</em>" in told["items"][0]["title_html"]


async def test_what_is_shown_is_escaped_before_it_is_marked(documents: Documents) -> None:
    await entered(documents, "<b>停车</b>办法", "第一条 <script>停车</script> & 收费。")

    told = await found(documents, "停车")

    (row,) = told["items"]
    assert row["title_html"] == "&lt;b&gt;<em>停车</em>&lt;/b&gt;办法"
    assert "&lt;script&gt;<em>停车</em>&lt;/script&gt; &amp;" in row["snippet_html"]


async def test_only_what_is_public_is_found(documents: Documents) -> None:
    await entered(documents, "内部停车办法", document_class=DocumentClass.NORMATIVE)

    assert await titles(documents, "停车") == []


async def test_an_amended_text_is_found_by_its_new_words_only(documents: Documents) -> None:
    await documents.enter(
        a_document(title="城市道路条例"),
        a_text("城市道路条例", "可以摆摊。", applies_from=date(2019, 1, 1)),
        a_text("城市道路条例", "设置疏导点。", kind="amendment", applies_from=date(2024, 1, 1)),
        a_text("城市道路条例", "设置早市区。", kind="amendment", applies_from=date(2030, 1, 1)),
    )

    assert await titles(documents, "疏导点") == ["城市道路条例"]
    assert await titles(documents, "早市区") == []
    assert await titles(documents, "可以摆摊") == []


async def test_a_long_text_is_one_hit_by_its_beginning_its_end_and_both(
    documents: Documents,
) -> None:
    long = "开头说到鸬鹚。" + "关于城市管理工作的其他规定。" * 25_000 + "末尾说到鸳鸯。"
    await entered(documents, "长文", long)

    for words in ("鸬鹚", "鸳鸯", "城市管理"):
        told = await found(documents, words, count="true")
        assert [one["title"] for one in told["items"]] == ["长文"]
        assert told["total"] == 1


async def test_pages_are_as_deep_as_the_answer_and_the_total_is_honest(
    documents: Documents,
) -> None:
    for n in range(23):
        await entered(documents, f"第{n}号停车办法", issued_on=date(2000 + n, 1, 1))
    seen: list[tuple[int, str]] = []
    cursor: dict[str, str] = {}
    while True:
        told = await found(documents, "停车", limit=5, count="true", **cursor)
        seen += [(one["no"], one["title"]) for one in told["items"]]
        assert told["total"] == 23
        if told["next_cursor"] is None:
            break
        cursor = {"cursor": told["next_cursor"]}

    assert [no for no, _ in seen] == list(range(1, 24))
    assert len({title for _, title in seen}) == 23


async def test_a_typing_error_is_answered_with_what_may_be_meant(documents: Documents) -> None:
    await entered(documents, "住房公积金管理条例")

    told = await found(documents, "住房公基金管理条理")

    assert told["did_you_mean"] == "住房公积金管理条例"


async def test_what_is_found_in_vain_is_counted_without_the_person(documents: Documents) -> None:
    for _ in range(2):
        assert await titles(documents, "驴打滚 43120219900101001X") == []
    editor = documents.as_(staff("editor"))

    (row,) = (await editor.get("/documents/zero-results")).json()["items"]

    assert (row["query"], row["times"]) == ("驴打滚 x", 2)
    assert (await documents.as_(a_person()).get("/documents/zero-results")).status_code == 403


async def test_an_effect_that_changes_is_filtered_by_at_once(documents: Documents) -> None:
    await entered(documents, "甲停车办法", force=LAPSED)
    await entered(documents, "乙停车办法")

    assert await titles(documents, "停车", effect="valid") == ["乙停车办法"]
    assert await titles(documents, "停车", effect="lapsed") == ["甲停车办法"]
    then = await titles(documents, "停车", effect="valid", on_date="2019-12-31")
    assert set(then) == {"甲停车办法", "乙停车办法"}


async def test_something_to_look_for_that_is_nothing_finds_nothing(documents: Documents) -> None:
    await entered(documents, "甲")

    assert await titles(documents, "？！…") == []
    assert await titles(documents, "''); DROP TABLE document; --") == []
    assert (await documents.as_().get("/documents?qq=1")).status_code == 422
    assert (await documents.as_().get("/documents?cursor=WzFd")).status_code == 400
