"""What a member has done by processes of its own, which have to find its packed code too."""

import pytest
from images.containers import Image

pytestmark = pytest.mark.images

STARTED = """
import asyncio, json, os, sys
from pathlib import Path
folders = json.loads(Path("/app/bin/member.json").read_text())["folders"]
sys.path[:0] = [f"/app/{folder}" for folder in folders]
os.environ["PYTHONPATH"] = ":".join(sys.path[:len(folders)])
"""
THEMES = """
from svc_feedback.adapters import made_up
from svc_feedback.adapters.grouping_apart import group_apart
texts = [message.text for message in made_up.messages(2_000)]
print(sum(len(group.members) > 20 for group in asyncio.run(group_apart(texts))))
"""
WORKBOOK = """
from openpyxl import Workbook
from svc_budget.adapters.workbooks.reading import WorkbookReader
book = Workbook()
book.active.append(["收入", 1234.5])
book.save("/tmp/book.xlsx")
print([grid.name for grid in asyncio.run(WorkbookReader().read(Path("/tmp/book.xlsx")))])
"""
SOURCE = """
from svc_documents.adapters.source_files.reading import SourceReader
Path("/tmp/source.html").write_text("<p>第一条 为了规范帮办代办，制定本办法。</p>")
print(asyncio.run(SourceReader().read(Path("/tmp/source.html"), "HTML", "办法")).blocks != [])
"""


def told(member: str, code: str) -> str:
    """What code says in a member's image, its folders set as its programs set them."""
    image = Image(member)
    if not image.is_built:
        pytest.skip(f"make images SERVICE={member}")
    return image.python(STARTED + code)


def test_feedback_finds_themes_with_what_its_image_holds() -> None:
    assert int(told("svc-feedback", THEMES)) > 20


def test_budget_reads_a_workbook_in_its_image() -> None:
    assert told("svc-budget", WORKBOOK) == "['Sheet']"


def test_documents_reads_a_source_file_in_its_image() -> None:
    assert told("svc-documents", SOURCE) == "True"
