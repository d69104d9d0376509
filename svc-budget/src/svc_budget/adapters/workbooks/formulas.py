"""What a spreadsheet's reader leaves blank although something is there: formulas gone wrong.

A cell whose formula ended in an error, or was written by a program that did not reckon it, would
pass for blank. The XML of .xlsx says which cells these are; it is searched only for such marks.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile, is_zipfile

from lxml import etree

NOT_RECKONED: Final = "#未计算"
_MAIN: Final = "{*}"
_LINK: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ERROR = re.compile(
    rb'<(?:\w+:)?c (?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3})(\d{1,7})"[^>]*>'
    rb"(?:<(?:\w+:)?f[^>]*/>|<(?:\w+:)?f[^>]*>[^<]*</(?:\w+:)?f>)?<(?:\w+:)?v>([^<]{1,20})<"
)
_UNRECKONED = re.compile(
    rb'<(?:\w+:)?c (?![^>]*\bt="(?:str|s|e|inlineStr)")[^>]*\br="([A-Z]{1,3})(\d{1,7})"[^>]*>'
    rb"(?:<(?:\w+:)?f[^>]*/>|<(?:\w+:)?f[^>]*>[^<]*</(?:\w+:)?f>)"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)
Mark = tuple[int, int, str]  # row, column, what is told in its place


class Marks:
    """The marks of one file, by sheet; none of an .xls."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._parts = _parts(path) if is_zipfile(path) else {}

    def of(self, sheet: str) -> Iterator[Mark]:
        """The cells of a sheet that only look blank."""
        part = self._parts.get(sheet)
        if part is None:
            return
        with ZipFile(self._path) as archive:
            content = archive.read(part)
        if b't="e"' in content:
            for letters, row, text in _ERROR.findall(content):
                yield int(row) - 1, _column(letters), text.decode("utf-8", "replace")
        if b"</f></" in content or b"/></c>" in content or b"<v></v>" in content:
            for letters, row in _UNRECKONED.findall(content):
                yield int(row) - 1, _column(letters), NOT_RECKONED


def _parts(path: Path) -> dict[str, str]:
    """The part of the archive each sheet is kept in; nothing where it does not say so."""
    try:
        with ZipFile(path) as archive:
            book = _tree(archive.read("xl/workbook.xml"))
            links = _tree(archive.read("xl/_rels/workbook.xml.rels"))
            names = set(archive.namelist())
    except (BadZipFile, KeyError, etree.XMLSyntaxError):
        return {}
    targets = {one.get("Id"): str(one.get("Target")) for one in links.iter(f"{_MAIN}Relationship")}
    found = {
        str(one.get("name")): _within(targets.get(one.get(_LINK), ""))
        for one in book.iter(f"{_MAIN}sheet")
    }
    return {name: part for name, part in found.items() if part in names}


def _within(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _tree(content: bytes) -> etree._Element:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
