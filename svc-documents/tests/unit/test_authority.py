"""Who may end whose documents."""

import pytest
from documents_building import a_document, id_of

from svc_documents.domain.documents.states import DocumentClass
from svc_documents.domain.relations.authority import may_act_upon, within

DISTRICT, CITY, ELSEWHERE = "431202", "431200", "431302"


@pytest.mark.parametrize(
    ("organ", "region", "target", "target_region", "may"),
    [
        ("鹤城区人民政府", DISTRICT, "鹤城区住房和城乡建设局", DISTRICT, True),
        ("鹤城区人民政府办公室", DISTRICT, "鹤城区住房和城乡建设局", DISTRICT, True),
        ("怀化市人民政府", CITY, "鹤城区人民政府", DISTRICT, True),
        ("鹤城区人民政府", DISTRICT, "怀化市人民政府", CITY, False),
        ("鹤城区卫生健康局", DISTRICT, "鹤城区卫生和计划生育局", DISTRICT, True),
        ("鹤城区卫生健康局", DISTRICT, "鹤城区人民政府", DISTRICT, False),
        ("怀化市卫生健康委员会", CITY, "鹤城区卫生健康局", DISTRICT, False),
        ("鹤城区人民政府", DISTRICT, "冷水江市卫生健康局", ELSEWHERE, False),
        ("湖南省人民政府", "", "湖南省人民政府", "", True),
        ("鹤城区人民政府", DISTRICT, "某局", "", False),
    ],
)
def test_governments_end_what_is_below_them_departments_what_is_beside(
    organ: str, region: str, target: str, target_region: str, *, may: bool
) -> None:
    own = a_document(organ_name=organ, region_code=region)
    other = a_document(organ_name=target, region_code=target_region)

    assert may_act_upon(own, other) is may


def test_the_organ_is_known_by_its_id_whatever_it_is_called() -> None:
    organ_id = id_of("organ", "wjj")
    own = a_document(organ_id=organ_id, organ_name="鹤城区卫生健康局")
    other = a_document(organ_id=organ_id, organ_name="鹤城区卫生和计划生育局")

    assert may_act_upon(own, other)


def test_only_a_law_touches_a_law() -> None:
    law = a_document(document_class=DocumentClass.LAW)

    assert may_act_upon(law, a_document(document_class=DocumentClass.LAW))
    assert not may_act_upon(a_document(), law)


@pytest.mark.parametrize(
    ("region", "wider", "lies"),
    [("431202", "431200", True), ("431202", "430000", True), ("431202", "431202", True),
     ("431200", "431202", False), ("431202", "", False), ("", "430000", False),
     ("431302", "431200", False)],
)  # fmt: skip
def test_regions_lie_in_each_other_by_their_codes(region: str, wider: str, *, lies: bool) -> None:
    assert within(region, wider) is lies
