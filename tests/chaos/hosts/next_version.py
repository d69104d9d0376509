"""The next version of a service: its code under another title, and a migration more."""

import os
import shutil
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from alembic.script import ScriptDirectory

from shared.migrations import config_of

MIGRATION = '''\
"""A column and a table more, as the next version needs them."""

import sqlalchemy as sa
from alembic import op

revision = "next_version"
down_revision = "{before}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("kase", sa.Column("remark", sa.Text))
    op.add_column("node", sa.Column("remark", sa.Text))
    op.create_table("next_version", sa.Column("case_id", sa.Uuid, primary_key=True))
'''


@dataclass(frozen=True)
class Version:
    """Where the code of a version lies, and what it calls itself."""

    folder: Path
    title: str

    @property
    def environment(self) -> dict[str, str]:
        """What makes Python find it before the installed one."""
        return {"PYTHONPATH": os.pathsep.join([str(self.folder / "src"), *_present()])}


def next_version(module: str, title: str, folder: Path) -> Version:
    """Copy the installed version and bring it on by one."""
    spec = find_spec(module)
    assert spec is not None
    assert spec.origin is not None
    shutil.copytree(
        Path(spec.origin).parents[2], folder, ignore=shutil.ignore_patterns("tests", "__pycache__")
    )
    newer = Version(folder, f"{title} 2")
    main = folder / "src" / module / "main.py"
    main.write_text(main.read_text().replace(f'title="{title}"', f'title="{newer.title}"'))
    migrations = folder / "migrations"
    before = ScriptDirectory.from_config(config_of(migrations, "")).get_current_head()
    text = MIGRATION.format(before=before)
    (migrations / "versions" / "2099_01_01_next_version.py").write_text(text)
    return newer


def _present() -> list[str]:
    return [path for path in [os.environ.get("PYTHONPATH", "")] if path]
