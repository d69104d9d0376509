"""The walk of the README is what it says: its blocks, pasted in order, end in a review."""

import asyncio
import os
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```bash\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LONGEST_WALK = 120.0


def blocks(readme: str) -> list[str]:
    """What a reader would paste."""
    return BLOCK.findall((ROOT / readme).read_text(encoding="utf-8"))


async def walked(base: str, folder: Path) -> list[str]:
    """What the blocks print, line by line; every command of them must succeed."""
    walk = await asyncio.create_subprocess_exec(
        *("bash", "-e", "-o", "pipefail", "-c", "\n".join(blocks("README.md"))),
        env={**os.environ, "BASE": base},
        cwd=folder,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(LONGEST_WALK):
        told, complaints = await walk.communicate()
    assert walk.returncode == 0, complaints.decode() + told.decode()
    return told.decode().splitlines()


def test_the_walk_is_the_same_in_both_languages() -> None:
    assert blocks("README.md") == blocks("README.zh.md") != []


async def test_the_walk_leads_from_the_guide_to_the_review(house_url: str, tmp_path: Path) -> None:
    told = await walked(house_url, tmp_path)

    assert (tmp_path / "notice.pdf").read_bytes().startswith(b"%PDF-")
    assert '{"before": 33, "after": 10, "saved": 23}' in told
    assert (told.count("supplied"), told.count("active"), told.count("waiting")) == (10, 5, 1)
    assert '{"done": 5, "total": 6}' in told
    assert told.index("已办结") < told.index("办件已办结，欢迎评价。") < told.index("非常满意")
