"""The registry as it is delivered."""

import re

from policy_files import own_registry

from svc_policy_match.domain.attributes.attributes import Attribute

CHINESE = re.compile(r"[一-鿿]")


def all_attributes() -> list[Attribute]:
    """Those of people too."""
    own = list(own_registry().values())
    return [*own, *(one for each in own for one in each.members.values())]


def test_everything_asked_has_a_question_and_help_in_chinese() -> None:
    for one in all_attributes():
        assert CHINESE.search(one.title), one.code
        assert CHINESE.search(one.help), one.code
        assert one.derived or CHINESE.search(one.question), one.code


def test_industries_are_all_sections_and_divisions() -> None:
    codes = own_registry()["industry"].codes
    assert sum(code.isalpha() for code in codes) == 20
    assert sum(code.isdigit() and len(code) == 2 for code in codes) == 97
    assert own_registry()["industry"].paths["5292"] == "F5292"


def test_a_little_giant_has_what_it_was_chosen_from() -> None:
    implies = own_registry()["honours"].implies
    assert implies["giant"] == {"special", "innovative"}
    assert "hitech" not in implies


def test_what_is_reckoned_names_attributes_that_are_there() -> None:
    registry = own_registry()
    for one in registry.values():
        assert all(registry.of_key(key) for key in one.inputs), one.code
