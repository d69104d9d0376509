"""What texts cite, and what they say of it."""

import pytest

from svc_documents.domain.basis.citations import citations_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("根据《中华人民共和国行政许可法》，制定本办法。", [("implements", "t:行政许可法")]),
        ("为了实施《食品安全法》，制定本条例。", [("implements", "t:食品安全法")]),
        ("《旧办法》（湘政发〔2009〕1号）同时废止。",
         [("repeals", "t:旧办法"), ("repeals", "n:湘政发|2009|1")]),
        ("对《某条例》作如下修改：", [("amends", "t:某条例")]),
        ("违反《某条例》第三条的，依照该条例处罚。", [("cites", "t:某条例")]),
        ("按照湘政发［2019］ 20 号执行。", [("cites", "n:湘政发|2019|20")]),
        ("没有引用任何文件。", []),
        ("2019年第3号楼和（2019）年。", []),
        ("《》和《", []),
    ],
)  # fmt: skip
def test_a_sentence_says_what_becomes_of_what_it_cites(
    text: str, found: list[tuple[str, str]]
) -> None:
    assert [(one.kind, one.keys[0]) for one in citations_in(text)] == found


def test_the_strongest_thing_said_counts_and_each_document_once() -> None:
    text = "依照《甲办法》处理。\n《甲办法》同时废止。参见《甲办法》。"

    (one,) = citations_in(text)
    assert (one.kind, one.sentence) == ("repeals", "《甲办法》同时废止。")


def test_a_text_does_not_cite_itself() -> None:
    assert citations_in("《甲办法》自公布之日起施行。", title="甲办法") == []


def test_a_title_in_a_title_is_one_title() -> None:
    (one,) = citations_in("《湖南省实施〈老年人权益保障法〉办法》自公布之日起施行。")

    assert one.keys[0] == "t:湖南省实施老年人权益保障法办法"
