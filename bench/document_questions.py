"""Questions drawn from a library by a fixed seed, in classes; the same for the same library."""

import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import rjieba

from shared.database import Pool
from shared.yaml_files import yaml_in

EACH = 40
HAN = re.compile(r"^[\u4e00-\u9fff]{2,}$")
TESTS = Path(__file__).resolve().parents[1] / "svc-documents" / "tests"
TITLES = "SELECT DISTINCT regexp_replace(title, '（样本[0-9]+）$', '') AS title FROM document"
WHOLE_TITLES = f"SELECT title FROM document ORDER BY md5(title) LIMIT {EACH}"
TEXTS = """
SELECT plain FROM text_version WHERE length(plain) > 500 ORDER BY md5(document_id::text) LIMIT 600
"""
NUMBERS = """
SELECT document_no FROM document WHERE document_no <> '' ORDER BY md5(document_id::text) LIMIT 40
"""
ORGANS = "SELECT DISTINCT organ_name FROM document ORDER BY organ_name LIMIT 40"
WRITINGS = ("{}", " {} ", "{}文件")


@dataclass(frozen=True)
class Asked:
    """A question: its class, and what is asked of which list."""

    kind: str
    parameters: Mapping[str, str]
    path: str = "/documents"
    pages_before: int = field(default=0)


async def questions_of(pool: Pool) -> list[Asked]:
    """All classes of search: words, titles, numbers, phrases, filters, deep pages, lists."""
    chance = random.Random(7)  # noqa: S311 - the same questions every time
    titles = sorted(row["title"] for row in await pool.fetch(TITLES))
    texts = [row["plain"] for row in await pool.fetch(TEXTS)]
    organs = [row["organ_name"] for row in await pool.fetch(ORGANS)]
    some = chance.sample(titles, min(EACH, len(titles)))
    common = _commonest(texts)
    asked = [
        *(_search("words of titles", _words(chance, one)) for one in some),
        *(_search("full titles", row["title"]) for row in await pool.fetch(WHOLE_TITLES)),
        *(_search("very common words", one) for one in common),
        *(_search("two very common words", " ".join(pair)) for pair in pairwise(common)),
        *(_search("phrases", f'"{_phrase(chance, one)}"') for one in texts[:EACH]),
        *(_search("questions", one) for one in _questions()),
        *(
            _search("facets of common words", one, effect="valid", facets="true", count="true")
            for one in common[: EACH // 2]
        ),
        *(
            _search("facets of words", _words(chance, one), facets="true", count="true")
            for one in some[: EACH // 2]
        ),
        *(Asked("deep pages", {"q": one, "limit": "50"}, pages_before=8) for one in common[:10]),
        *(Asked("lists", {"organ": one, "count": "true"}) for one in organs[: EACH // 2]),
    ]
    numbers = [row["document_no"] for row in await pool.fetch(NUMBERS)]
    asked += [
        _search("numbers", WRITINGS[n % len(WRITINGS)].format(one)) for n, one in enumerate(numbers)
    ]
    return asked


async def suggestions_of(pool: Pool) -> list[Asked]:
    """Beginnings of titles and words inside them, of one to six signs."""
    chance = random.Random(8)  # noqa: S311 - the same beginnings every time
    titles = sorted(row["title"] for row in await pool.fetch(TITLES))
    return [
        Asked("suggest", {"q": one[start : start + length]}, "/documents/suggest")
        for one in chance.sample(titles, min(EACH, len(titles)))
        for length in range(1, 7)
        for start in (0, chance.randrange(max(1, len(one) - length)))
        if one[start : start + length].strip()
    ]


def _search(kind: str, words: str, **more: str) -> Asked:
    return Asked(kind, {"q": words, **more})


def _words(chance: random.Random, title: str) -> str:
    words = list(dict.fromkeys(one for one in rjieba.cut(title) if HAN.match(one)))
    places = sorted(chance.sample(range(len(words)), min(len(words), chance.choice((2, 3, 4)))))
    return " ".join(words[place] for place in places) or title


def _commonest(texts: Sequence[str]) -> list[str]:
    """The words that stand in most of the texts."""
    counts = Counter(word for text in texts for word in set(_cut(text[:4000])))
    return [word for word, _ in counts.most_common(EACH)]


def _cut(text: str) -> Iterator[str]:
    return (one for one in rjieba.cut(text) if HAN.match(one))


def _phrase(chance: random.Random, text: str) -> str:
    runs = [one for one in re.findall(r"[\u4e00-\u9fff]{4,}", text) if one]
    run = chance.choice(runs)
    return run[: chance.randrange(4, 9)]


def _questions() -> list[str]:
    kept = yaml_in(TESTS / "citizens_questions.yaml")
    return [one["question"] for one in kept]
