"""What the written documents name is there."""

import re

import pytest
from architecture_reading import ROOT, files

LINK = re.compile(r"\]\(([^)\s]+)\)")
NAMED = re.compile(r"(?<![\w/.-])deploy/[\w./-]*\w")  # not what is made there, nor an address
MADE = {"deploy/compose/secrets"}
DOCUMENTS = [path for path in files() if path.endswith(".md")]


def heading_of(line: str) -> str:
    """The anchor of a heading, as Markdown renderers make it."""
    words = re.sub(r"[^\w\s-]", "", line.lstrip("# ").strip().lower())
    return words.replace(" ", "-")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_leads_somewhere(document: str) -> None:
    folder = (ROOT / document).parent
    text = (ROOT / document).read_text(encoding="utf-8")
    inside = [link for link in LINK.findall(text) if "://" not in link]
    assert [link for link in inside if not leads_somewhere(folder / link)] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_part_of_deploy_that_is_named_is_there(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    named = {name for name in NAMED.findall(text) if not name.startswith(tuple(MADE))}
    assert {name for name in named if not (ROOT / name).exists()} == set()


def test_the_page_of_shared_has_a_line_for_every_module() -> None:
    page = (ROOT / "shared/README.md").read_text(encoding="utf-8")
    modules = (ROOT / "shared/src/shared").glob("[!_]*")
    names = {module.stem for module in modules if module.suffix in {".py", ""}}
    assert {name for name in names if f"`{name}`" not in page} == set()


def leads_somewhere(target: object) -> bool:
    path, _, anchor = str(target).partition("#")
    found = ROOT.joinpath(path)
    if not found.exists():
        return False
    if not anchor:
        return True
    headings = [line for line in found.read_text("utf-8").splitlines() if line.startswith("#")]
    return anchor in {heading_of(line) for line in headings}
