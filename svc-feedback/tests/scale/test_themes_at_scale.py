"""50,000 messages with known themes: found better than plainly, kept over days, bursts and none."""

from collections import Counter
from collections.abc import Mapping, Sequence
from time import process_time
from uuid import UUID, uuid4

import pytest
import rjieba
from sklearn.cluster import MiniBatchKMeans
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import adjusted_rand_score

from svc_feedback.adapters import made_up
from svc_feedback.adapters.grouping import group
from svc_feedback.adapters.made_up import MadeUp
from svc_feedback.domain.voice.bursts import burst_of
from svc_feedback.domain.voice.themes import Group, known_again

pytestmark = pytest.mark.scale
NUMBER, DAYS, WINDOW = 50_000, 14, 57

PLANTED, PLANTED_ON = "停电", 10

Day = Mapping[UUID, int]


def test_themes_are_found_better_than_by_plain_k_means() -> None:
    messages = made_up.messages(NUMBER)
    texts = [message.text for message in messages]
    before = process_time()
    groups = group(texts)
    spent = process_time() - before

    ours = _rand(messages, _labels(groups, NUMBER))
    plain = _rand(messages, _plainly(texts, len(made_up.NAMES) + 1))
    print(f"\n{spent:.1f} s of processor; ARI all, of themes: ours {ours}, plain {plain}")  # noqa: T201 - its figures

    assert spent < 30
    assert ours[0] >= plain[0] + 0.1
    assert ours[1] >= plain[1] + 0.1


def test_ids_stay_over_two_weeks_a_planted_burst_is_found_and_flat_days_tell_nothing() -> None:
    days = [_of_a_day(number) for number in range(WINDOW + DAYS)]
    earlier: dict[UUID, Mapping[str, float]] = {}
    kept, looked, alarms = 0, 0, Counter[int]()
    last: dict[str, UUID] = {}
    for today in range(DAYS):
        window = days[today : today + WINDOW]
        ids, counts = _themes(window, earlier)
        leading = _leading([one for day in window for one in day], ids)
        kept += sum(last[name] == leading[name] for name in last)
        looked += len(last)
        last = leading
        for theme, count in counts[-1].items():
            weeks = [counts[-1 - 7 * back].get(theme, 0) for back in range(1, 9)]
            alarms[today] += burst_of(count, count, weeks) is not None
    print(f"\nids kept {kept} of {looked}; bursts by day {dict(alarms)}")  # noqa: T201 - as above

    assert kept >= 0.6 * looked
    assert alarms[PLANTED_ON] >= 1
    assert sum(alarms[day] for day in range(DAYS) if day != PLANTED_ON) == 0


def _of_a_day(number: int) -> list[MadeUp]:
    messages = made_up.messages(NUMBER // WINDOW, seed=number)
    if number == WINDOW - 1 + PLANTED_ON:
        messages += [MadeUp(text, PLANTED) for text in made_up.about(PLANTED, 120, seed=number)]
    return messages


def _themes(
    window: Sequence[Sequence[MadeUp]], earlier: dict[UUID, Mapping[str, float]]
) -> tuple[list[UUID | None], list[Day]]:
    flat = [message.text for day in window for message in day]
    groups = group(flat)
    ids: list[UUID | None] = [None] * len(flat)
    for known, found in zip(known_again(groups, earlier), groups, strict=True):
        theme = known or uuid4()
        earlier[theme] = found.terms
        for at in found.members:
            ids[at] = theme
    rest = iter(ids)
    return ids, [Counter(t for t in (next(rest) for _ in day) if t) for day in window]


def _leading(messages: Sequence[MadeUp], ids: Sequence[UUID | None]) -> dict[str, UUID]:
    """For each known theme the id that most of its messages bear."""
    borne: dict[str, Counter[UUID]] = {name: Counter() for name in made_up.NAMES}
    for message, theme in zip(messages, ids, strict=True):
        if message.theme and theme:
            borne[message.theme][theme] += 1
    return {name: counts.most_common(1)[0][0] for name, counts in borne.items() if counts}


def _labels(groups: Sequence[Group], number: int) -> list[int]:
    labels = [-1] * number
    for label, found in enumerate(groups):
        for at in found.members:
            labels[at] = label
    return labels


def _plainly(texts: Sequence[str], themes: int) -> list[int]:
    rows = TfidfVectorizer(analyzer=rjieba.cut, min_df=2).fit_transform(texts)
    labels: list[int] = (
        MiniBatchKMeans(themes, batch_size=2048, n_init=3, random_state=7)
        .fit_predict(rows)
        .tolist()
    )
    return labels


def _rand(messages: Sequence[MadeUp], labels: Sequence[int]) -> tuple[float, float]:
    """ARI over all messages (small talk is one theme), and over those with a theme."""
    truth = [made_up.NAMES.index(one.theme) if one.theme else -1 for one in messages]
    themed = [at for at, known in enumerate(truth) if known >= 0]
    among = adjusted_rand_score([truth[at] for at in themed], [labels[at] for at in themed])
    return round(adjusted_rand_score(truth, labels), 3), round(among, 3)
