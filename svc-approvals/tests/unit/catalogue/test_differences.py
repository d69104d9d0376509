from typing import Any

from catalogue_building import barber_shop, barber_shop_source
from hypothesis import given
from hypothesis import strategies as st

from svc_approvals.domain.catalogue.differences import differences
from svc_approvals.domain.catalogue.writing import to_dict


def changed(**members: Any) -> list[tuple[str, str, str]]:
    """What is told when members of the barber shop change."""
    source = barber_shop_source()
    found = differences(source, source | members)
    return [(one.pointer, one.change, one.words) for one in found]


def test_nothing_changed_is_nothing_told() -> None:
    assert differences(to_dict(barber_shop()), to_dict(barber_shop())) == []


def test_a_member_that_is_new_gone_or_other() -> None:
    assert changed(place="新大厅")[0][2].endswith("改为“新大厅”")
    assert changed(on_resume="reset") == [("/on_resume", "added", "恢复计时：新增“reset”")]
    source = barber_shop_source()
    without = {key: value for key, value in source.items() if key != "rights"}
    (gone,) = differences(source, without)
    assert (gone.pointer, gone.change) == ("/rights", "removed")


def test_a_node_is_known_by_its_key_wherever_it_stands() -> None:
    nodes = barber_shop_source()["nodes"]

    assert changed(nodes=[*nodes[1:], nodes[0]]) == [
        ("/nodes", "moved", "审批环节：调整了顺序")
    ]  # fmt: skip
    assert changed(nodes=nodes[1:]) == [("/nodes/0", "removed", "审批环节“营业执照核发”：删除")]


def test_the_pointer_of_a_change_is_where_it_stands_now() -> None:
    first, *rest = barber_shop_source()["nodes"]
    rest[0] = rest[0] | {"phone": "0745-1"}

    assert changed(nodes=rest) == [
        ("/nodes/0/phone", "added", "审批环节“公共场所卫生许可”，电话：新增“0745-1”"),
        ("/nodes/0", "removed", f"审批环节“{first['name']}”：删除"),
    ]


def test_a_condition_changes_as_a_whole() -> None:
    materials = barber_shop_source()["materials"]
    when = {"field": "applied_by", "op": "eq", "value": "self"}
    materials[7] = materials[7] | {"when": when}

    (one,) = changed(materials=materials)

    assert one[:2] == ("/materials/7/when", "changed")


LEAVES = st.none() | st.booleans() | st.integers(-9, 9) | st.text("ab/~", max_size=3)
DATA = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["key", "name", "a"]), inner, max_size=3)
    ),
    max_leaves=12,
)
DEFINITIONS = st.dictionaries(st.sampled_from(["code", "nodes", "x"]), DATA, max_size=3)


@given(DEFINITIONS, DEFINITIONS)
def test_any_two_definitions_can_be_compared(older: dict[str, Any], newer: dict[str, Any]) -> None:
    assert bool(differences(older, newer)) == (older != newer)
