"""The demo matters of the district: read, checked, resolved in every scenario."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from catalogue_building import effects_of

from shared.yaml_files import yaml_in
from svc_approvals.domain.catalogue.checks import Contact, check
from svc_approvals.domain.catalogue.guides import Guide, resolve
from svc_approvals.domain.catalogue.matters import Matter
from svc_approvals.domain.catalogue.merged_forms import merged_form
from svc_approvals.domain.catalogue.notices import notice_of
from svc_approvals.domain.catalogue.reading import read_matter
from svc_approvals.domain.catalogue.reform import Reform, reform_of
from svc_approvals.domain.catalogue.scenarios import scenarios
from svc_approvals.worker import demo_matters

SERVICE = Path(__file__).parents[3]
DIRECTORY = SERVICE.parent / "gateway" / "demo" / "directory.yaml"
CERTIFICATE_TYPES = {
    "resident_identity_card", "business_licence", "hygiene_licence", "food_business_licence",
    "road_permit", "marriage_certificate", "birth_certificate", "household_register",
    "real_estate_certificate", "graduation_diploma", "social_security_card",
    "construction_permit", "canteen_licence",
}  # fmt: skip
CODES = [f"HC-YJS-{number:04}" for number in range(1, 15)]


@cache
def directory() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml_in(DIRECTORY)
    return loaded


@cache
def demo() -> dict[str, Matter]:
    readings = {one["code"]: read_matter(one) for one in demo_matters(SERVICE / "demo")}
    assert {code: one.problems for code, one in readings.items() if one.problems} == {}
    return {code: one.matter for code, one in readings.items() if one.matter}


def guide(code: str, **answers: Any) -> Guide:
    made = resolve(demo()[code], answers)
    assert (made.problems, made.unanswered) == ((), ())
    return made


def usual(code: str, **answers: Any) -> Reform:
    first = {one.key: one.choices[0].value for one in demo()[code].questions if one.choices}
    return reform_of(resolve(demo()[code], first | answers))


def test_the_district_has_the_barber_shop_and_thirteen_matters_more() -> None:
    assert list(demo()) == CODES
    assert len({one.name for one in demo().values()}) == len(CODES)
    assert {one.kind for one in demo().values()} == {"即办件", "承诺件", "秒批"}


@pytest.mark.parametrize("code", CODES)
def test_a_demo_matter_passes_every_check_with_the_demo_directory(code: str) -> None:
    organs = {
        one["code"]: Contact(one["name"], one["office_phone"]) for one in directory()["organs"]
    }
    matter = demo()[code]

    assert check(matter, organs, effects_of(matter)) == ()


@pytest.mark.parametrize("code", CODES)
def test_every_scenario_of_a_demo_matter_has_its_guide_form_and_notice(code: str) -> None:
    matter = demo()[code]
    asked = {question.key for question in matter.questions}
    conditions = [one.when for one in matter.sub_matters]
    conditions += [one.when for one in matter.materials]
    conditions += [one.when for one in matter.nodes]
    seen: set[str] = set()
    for values in scenarios(matter, conditions):
        answers = {key: value for key, value in values.items() if key in asked}
        made = resolve(matter, answers)
        seen |= {one.code for one in made.materials}
        assert made.longest_days <= matter.promised_days
        assert [one.kind for one in made.applicable_nodes].count("issue") == 1
        assert len(made.applicable_nodes) > 1
        assert merged_form(made).schema["properties"]
        assert notice_of(made).lines
    assert seen == {one.code for one in matter.materials}, "a material is asked of nobody"


@pytest.mark.parametrize("code", CODES)
def test_signers_and_certificate_types_of_a_demo_matter_exist(code: str) -> None:
    staff = {one["staff_no"] for one in directory()["accounts"] if one["kind"] == "staff"}
    matter = demo()[code]

    assert {one.staff_no for node in matter.nodes for one in node.signing.signers} <= staff
    named = {one.certificate_type for one in matter.materials}
    named |= {one.certificate_type for one in matter.products}
    assert named - {""} <= CERTIFICATE_TYPES


@pytest.mark.parametrize("code", CODES)
def test_every_organ_with_a_node_has_somebody_who_can_take_it(code: str) -> None:
    roles = {(one.get("organ"), role) for one in directory()["accounts"] for role in one["roles"]}
    wanted = {
        (node.organ, "window" if node.kind == "issue" else node.role)
        for node in demo()[code].nodes
        if node.kind in {"approval", "issue", "push"}
    }

    assert wanted <= roles


def test_a_large_restaurant_needs_the_fire_check_and_a_small_one_does_not() -> None:
    plain = {"applicant_kind": "individual", "signboard": "none"}
    small = guide("HC-YJS-0002", premises_area_class="small", **plain)
    large = guide("HC-YJS-0002", premises_area_class="large", **plain)

    assert [one.key for one in small.applicable_nodes] == ["licence", "food", "tax", "issue"]
    assert "fire" in {one.key for one in large.applicable_nodes}
    assert (len(small.handed_in), len(large.handed_in)) == (5, 6)
    assert small.critical_path == ("licence", "food")


def test_the_food_permit_waits_for_the_licence_made_in_the_same_case() -> None:
    nodes = {one.key: one for one in demo()["HC-YJS-0002"].nodes}

    assert nodes["licence"].produces == ("M11",)
    assert "M11" in nodes["food"].requires
    assert "M11" not in {one.code for one in guide_for_a_shop().handed_in}


def guide_for_a_shop() -> Guide:
    return guide(
        "HC-YJS-0002", applicant_kind="individual", signboard="none", premises_area_class="small"
    )


def test_two_of_three_opinions_open_the_canteens_decision() -> None:
    nodes = {one.key: one for one in demo()["HC-YJS-0004"].nodes}

    assert nodes["canteen"].join.needed(3) == 2
    assert {nodes[key].on_refuse for key in nodes["canteen"].after} == {"branch"}


def test_the_newborns_household_is_pushed_to_the_polices_own_system() -> None:
    household = next(one for one in demo()["HC-YJS-0005"].nodes if one.key == "household")

    assert (household.kind, household.pushes_to) == ("push", "gaj-huji")
    assert "M10" in household.requires


def test_the_building_permit_runs_through_parallel_reviews_within_forty_five_days() -> None:
    made = guide(
        "HC-YJS-0009",
        use="public", floor_area=25000, air_defence="built", soil="needed", trees="some",
    )  # fmt: skip
    after_planning = [one.key for one in made.applicable_nodes if one.after == ("planning",)]

    assert (made.statutory_days, made.promised_days, made.longest_days) == (45, 29, 29)
    assert after_planning == ["drawings", "fire", "shelter", "soil", "trees"]
    assert made.critical_path == ("planning", "drawings", "supervision", "permit")
    assert len(made.materials) == 17
    assert [fee.collector for fee in made.fees] == ["zjj", "slj"]


def test_the_instant_approval_is_decided_by_rules_alone() -> None:
    matter = demo()["HC-YJS-0010"]

    assert (matter.kind, matter.promised_days) == ("秒批", 0)
    assert {one.kind for one in matter.nodes} == {"rule", "issue"}
    assert all(one.decides for one in matter.nodes if one.kind == "rule")


def test_commitments_may_stand_for_the_papers_of_a_hotel() -> None:
    made = guide("HC-YJS-0011", rooms="large", promise="commitment", breakfast="none")

    assert sum(one.commitment_allowed for one in made.materials) == 4
    assert made.promised_days == 2


def test_one_refused_support_does_not_stop_the_others() -> None:
    made = guide("HC-YJS-0012", certificate="held", level="severe", income="low")
    branches = [one for one in made.applicable_nodes if one.kind != "issue"]

    assert [one.key for one in branches] == ["living", "nursing", "pension", "medical"]
    assert {one.on_refuse for one in branches} == {"branch"}


def test_the_experts_votes_weigh_four_and_three_approve() -> None:
    signing = next(one for one in demo()["HC-YJS-0013"].nodes if one.key == "experts").signing

    assert (signing.mode, signing.threshold) == ("weighted", 3)
    assert [one.weight for one in signing.signers] == [2, 1, 1]


@pytest.mark.parametrize(
    ("code", "departments", "days", "materials", "visits"),
    [
        ("HC-YJS-0001", 5, (19, 1), (33, 10), (5, 1)),
        ("HC-YJS-0002", 3, (25, 6), (18, 5), (5, 1)),
        ("HC-YJS-0005", 4, (47, 5), (23, 7), (7, 0)),
        ("HC-YJS-0008", 2, (13, 4), (12, 6), (3, 1)),
        ("HC-YJS-0010", 3, (24, 0), (10, 2), (4, 0)),
        ("HC-YJS-0012", 4, (105, 13), (22, 7), (9, 1)),
    ],
)
def test_the_reform_table_counts_what_merging_saved(
    code: str,
    departments: int,
    days: tuple[int, int],
    materials: tuple[int, int],
    visits: tuple[int, int],
) -> None:
    reform = (
        usual(code) if code != "HC-YJS-0008" else usual(code, linked=[], move_household="no_in")
    )
    assert reform.visits is not None

    assert reform.departments.before == departments
    assert (reform.days.before, reform.days.after) == days
    assert (reform.materials.before, reform.materials.after) == materials
    assert (reform.visits.before, reform.visits.after) == visits
