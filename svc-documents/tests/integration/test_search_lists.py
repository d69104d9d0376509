"""Beside the hits: facets, suggestions, the cloud of words, and the job that keeps them right."""

from datetime import date
from typing import Any

import pytest
import rjieba
from documents_building import Documents, a_document, a_person, a_text, staff
from hypothesis import given
from hypothesis import strategies as st

from svc_documents.domain.documents.states import DocumentClass
from svc_documents.domain.effects.effects import Cause, Force
from svc_documents.domain.search.asking import read_question
from svc_documents.domain.search.matching import literal_query
from svc_documents.domain.search.synonyms import Synonyms
from svc_documents.use_cases.search.indexing import look_through_all
from svc_documents.use_cases.search.suggesting import count_words

LAPSED = Force(first=date(2012, 1, 1), until=date(2020, 1, 1), cause=Cause.LAPSED)
SPECIAL = "%_'\\&|!:*()<>\"“”「」$ \u3000{}[]?+^~`@#;,.-/"


async def listed(documents: Documents, **asked: str) -> dict[str, Any]:
    answer = await documents.as_().get("/documents", params=asked)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def counts(told: dict[str, Any], facet: str) -> dict[str, int]:
    return {one["value"]: one["documents"] for one in told["facets"][facet]}


@pytest.fixture
async def library(documents: Documents) -> Documents:
    """Four papers of two organs and two years, one of them dead."""
    for title, organ, year, force in (
        ("公共租赁住房管理办法", "住房城乡建设局", 2019, Force(first=date(2019, 5, 1))),
        ("住房公积金提取办法", "住房城乡建设局", 2020, Force(first=date(2020, 5, 1))),
        ("公共租赁住房租金办法", "财政局", 2019, LAPSED),
        ("养犬管理规定", "公安局", 2020, Force(first=date(2020, 5, 1))),
    ):
        paper = a_document(title=title, organ_name=organ, issued_on=date(year, 4, 1), force=force)
        await documents.enter(paper, a_text(title))
    await count_words(documents.bench, rjieba.cut)
    return documents


async def test_a_facet_is_counted_without_its_own_condition_and_under_all_others(
    library: Documents,
) -> None:
    told = await listed(library, q="住房", facets="true", year="2019", effect="valid")

    assert [one["title"] for one in told["items"]] == ["公共租赁住房管理办法"]
    assert counts(told, "year") == {"2019": 1, "2020": 1}
    assert counts(told, "effect") == {"valid": 1, "lapsed": 1}
    assert counts(told, "organ") == {"住房城乡建设局": 1}


async def test_facets_of_the_whole_library_add_up_to_it(library: Documents) -> None:
    told = await listed(library, facets="true", count="true")

    assert told["total"] == 4
    assert sum(counts(told, "effect").values()) == 4
    assert sum(counts(told, "year").values()) == 4
    assert counts(told, "organ") == {"住房城乡建设局": 2, "公安局": 1, "财政局": 1}


async def test_while_somebody_types_words_and_titles_are_offered(library: Documents) -> None:
    hidden = a_document(title="公共租赁住房内部方案", document_class=DocumentClass.NORMATIVE)
    await library.enter(hidden)
    told = (await library.as_().get("/documents/suggest", params={"q": "公共租"})).json()

    assert [one["title"] for one in told["documents"]] == [
        "公共租赁住房租金办法", "公共租赁住房管理办法",
    ]  # fmt: skip


async def test_titles_that_hold_the_beginning_are_offered_after_those_that_begin_so(
    library: Documents,
) -> None:
    told = (await library.as_().get("/documents/suggest", params={"q": "住房"})).json()

    assert told["documents"][0]["title"] == "住房公积金提取办法"
    assert len(told["documents"]) == 3
    assert "住房" in told["words"]


async def test_the_cloud_counts_the_words_of_titles_the_commonest_first(
    library: Documents,
) -> None:
    tags = (await library.as_().get("/documents/tag-cloud")).json()["tags"]

    assert tags[0] == {"word": "住房", "documents": 3}
    assert not {"办法", "规定"} & {one["word"] for one in tags}


async def test_what_was_asked_in_vain_is_for_editors_only(library: Documents) -> None:
    await listed(library, q="外星人登陆")

    told = await library.as_(staff("editor")).get("/documents/zero-results")
    (vain,) = told.json()["items"]
    assert (vain["query"], vain["times"]) == ("外星人登陆", 1)
    assert not any("account" in name or "subject" in name for name in vain)
    assert (await library.as_(a_person()).get("/documents/zero-results")).status_code == 403


async def test_the_index_is_put_right_when_a_row_of_it_is_lost_or_wrong(
    library: Documents,
) -> None:
    ids = [
        row["document_id"] for row in await library.pool.fetch("SELECT document_id FROM document")
    ]
    await library.pool.execute("DELETE FROM search_part WHERE document_id = $1", ids[0])
    await library.pool.execute("DELETE FROM search_gist WHERE document_id = $1", ids[1])
    await library.pool.execute(
        "UPDATE search_part SET content_hash = '', words = '' WHERE document_id = $1", ids[2]
    )

    assert await look_through_all(library.bench) == 3
    assert await look_through_all(library.bench) == 0
    assert (await listed(library, q="办法", count="true"))["total"] == 3


@pytest.mark.parametrize(
    "quoted", ["100%", "a_b", "不得<转让>", "it's", "a\\b", "x & y | !z:*", "(一)"]
)
async def test_a_phrase_is_literal_whatever_signs_are_in_it(
    documents: Documents, quoted: str
) -> None:
    await documents.enter(a_document(title="一"), a_text("一", f"前面{quoted}后面。"))
    await documents.enter(a_document(title="二"), a_text("二", "前面100a不得转让x y z一后面。"))

    told = await listed(documents, q=f'"{quoted}"')

    assert [one["title"] for one in told["items"]] == ["一"]


@given(typed=st.text(st.sampled_from(SPECIAL + "办法aA1〔〕"), max_size=40))
def test_whatever_is_typed_becomes_a_query_of_pairs_only(typed: str) -> None:
    asked = read_question(typed, Synonyms(), lambda text: [text])
    query = literal_query(asked)

    lexemes = query.replace("''", "").split("'")[1::2]
    assert all(one.isalnum() for one in lexemes)


async def test_signs_of_query_languages_are_harmless(library: Documents) -> None:
    for typed in ("办法 & !", "'", "办法:*", "((", "<->", "住房 | 养犬", "\\", "%", "_", '"', "“"):
        assert "items" in await listed(library, q=typed)
