"""The walks of the README are what they say: their blocks, pasted in order."""

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


def test_the_walks_are_the_same_in_both_languages() -> None:
    assert blocks("README.md") == blocks("README.zh.md") != []


async def test_the_walks_lead_from_the_guide_to_the_review_and_through_a_day(
    house_url: str, tmp_path: Path
) -> None:
    told = await walked(house_url, tmp_path)

    assert (tmp_path / "notice.pdf").read_bytes().startswith(b"%PDF-")
    assert '{"before": 33, "after": 10, "saved": 23}' in told
    review = told.index("非常满意")
    first, second = told[:review], told[review + 1 :]
    assert [first.count(one) for one in ("supplied", "active", "waiting")] == [10, 5, 1]
    assert '{"done": 5, "total": 6}' in first
    assert first.index("已办结") < first.index("办件已办结，欢迎评价。")
    assert [second.count(one) for one in ("paused", "approved", "有效")] == [2, 1, 1]
    assert {"临时占用城市道路许可证", "我要开理发店（个体无房产证）"} <= set(second)
