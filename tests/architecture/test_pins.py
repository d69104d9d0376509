"""What an image installs is what was tested: its pins are some of the developers' pins."""

import re
import tomllib

import pytest
from architecture_reading import ROOT

MEMBERS = [
    "gateway",
    "svc-approvals",
    "svc-budget",
    "svc-documents",
    "svc-feedback",
    "svc-policy-match",
]
PIN = re.compile(r"^([a-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)
NAME = re.compile(r"[A-Za-z0-9._-]+")


def pins(file: str) -> dict[str, str]:
    return dict(PIN.findall((ROOT / "requirements" / file).read_text(encoding="utf-8")))


def named(member: str) -> set[str]:
    project = tomllib.loads((ROOT / member / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = project["project"]["dependencies"]
    return {re.sub(r"[._-]+", "-", NAME.match(one)[0].lower()) for one in wanted}  # type: ignore[index]


@pytest.mark.parametrize("member", MEMBERS)
def test_the_pins_of_a_member_are_those_it_was_tested_with(member: str) -> None:
    assert pins(f"{member}.txt").items() <= pins("dev.txt").items()


@pytest.mark.parametrize("member", MEMBERS)
def test_the_pins_of_a_member_hold_all_it_names(member: str) -> None:
    wanted = (named(member) | named("shared")) - {"shared"}
    assert wanted - pins(f"{member}.txt").keys() == set()
