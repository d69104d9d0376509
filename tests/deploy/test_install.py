"""Installing a member on a plain server, into another root than this machine's."""

import shutil
from pathlib import Path

import pytest
from deploy.scripts import lent, run

pytestmark = pytest.mark.skipif(
    shutil.which("systemd-sysusers") is None, reason="no systemd-sysusers"
)
SETTINGS = """DOCUMENTS_DATABASE_URL=postgresql://documents:secret@db:5432/documents
DOCUMENTS_OWNER_DATABASE_URL=postgresql://documents_owner:owners@db:5432/documents
DOCUMENTS_INTERNAL_PUBLIC_KEY="-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEA
-----END PUBLIC KEY-----"
"""
PACK = '#!/bin/sh\nmkdir -p "$2/bin" && echo "$1" >"$2/bin/start"\n'


class Server:
    """The checkout, a folder somebody works in, and the root of the machine to be."""

    def __init__(self, folder: Path) -> None:
        self.root, self.here = folder / "root", folder / "somewhere"
        self.root.mkdir()
        self.here.mkdir()
        self._script = lent(folder, "systemd") / "systemd" / "install"
        pack = folder / "deploy" / "packing" / "pack"  # in place of ours, which downloads
        pack.parent.mkdir()
        pack.write_text(PACK)
        pack.chmod(0o755)

    def install(self, *arguments: str) -> tuple[int, str]:
        told = run(self._script, *arguments, at=self.here, DESTDIR=str(self.root))
        return told.returncode, told.stderr

    def kept(self) -> dict[str, str]:
        """The settings as systemd will read them."""
        folder = self.root / "etc" / "yangguang"
        return {path.name: path.read_text() for path in folder.glob("*")}

    def is_untouched(self) -> bool:
        return list(self.root.iterdir()) == []


@pytest.fixture
def server(tmp_path: Path) -> Server:
    return Server(tmp_path)


def test_settings_are_found_from_where_one_stands_and_kept_closed(server: Server) -> None:
    (server.here / "documents.env").write_text(SETTINGS)
    code, said = server.install("svc-documents", "documents.env")
    assert code == 0, said
    kept = server.kept()
    assert kept["svc-documents.owner.env"] == SETTINGS.splitlines(keepends=True)[1]
    assert "OWNER" not in kept["svc-documents.env"]
    assert set(kept["svc-documents.env"].splitlines()) < set(SETTINGS.splitlines())
    folder = server.root / "etc" / "yangguang"
    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in [folder, *folder.iterdir()]}
    assert modes == {
        "yangguang": "0o700", "svc-documents.env": "0o600", "svc-documents.owner.env": "0o600",
    }  # fmt: skip


def test_member_user_and_units_are_where_systemd_looks(server: Server) -> None:
    code, said = server.install("svc-documents")
    assert code == 0, said
    assert (server.root / "opt/yangguang/svc-documents/bin/start").read_text() == "svc-documents\n"
    assert "yangguang-svc-documents:" in (server.root / "etc/passwd").read_text()
    units = server.root / "etc/systemd/system"
    found = sorted(str(path.relative_to(units)) for path in units.rglob("*") if path.is_file())
    assert found == [
        "yangguang-.service.d/hardening.conf",
        *(f"yangguang-{kind}@.service" for kind in ("migrate", "serve", "work")),
    ]


def test_a_new_version_leaves_the_settings_as_they_are(server: Server) -> None:
    (server.here / "documents.env").write_text(SETTINGS)
    server.install("svc-documents", "documents.env")
    before = server.kept()
    assert server.install("svc-documents")[0] == 0
    assert server.kept() == before


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "Cannot read the settings: documents.env"),
        ("DOCUMENTS_DATABASE_URL=postgresql://a:b@db/documents\n", "owner's address is missing"),
        ("DOCUMENTS_OWNER_DATABASE_URL=postgresql://a:b@db/d\n", "service's address is missing"),
    ],
)
def test_settings_that_cannot_serve_are_refused_and_nothing_is_written(
    server: Server, text: str | None, told: str
) -> None:
    if text is not None:
        (server.here / "documents.env").write_text(text)
    code, said = server.install("svc-documents", "documents.env")
    assert (code, told in said) == (2, True), said
    assert server.is_untouched()


def test_refused_settings_leave_those_that_were_there(server: Server) -> None:
    (server.here / "documents.env").write_text(SETTINGS)
    server.install("svc-documents", "documents.env")
    before = server.kept()
    assert server.install("svc-documents", "nowhere.env")[0] == 2
    assert server.kept() == before


@pytest.mark.parametrize("arguments", [(), ("svc-nothing",), ("documents", "documents.env")])
def test_a_member_nobody_knows_is_refused(server: Server, arguments: tuple[str, ...]) -> None:
    code, said = server.install(*arguments)
    assert (code, "No such member" in said) == (2, True)
    assert server.is_untouched()
