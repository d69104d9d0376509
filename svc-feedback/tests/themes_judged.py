"""How well groups of made-up messages match the themes they were made of, beside plain k-means."""

from collections.abc import Sequence

import rjieba
from sklearn.cluster import MiniBatchKMeans
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import adjusted_rand_score

from svc_feedback.adapters.made_up import NAMES, MadeUp
from svc_feedback.domain.voice.themes import Group

NO_THEME = -1


def labels_of(groups: Sequence[Group], number: int) -> list[int]:
    """The group of each of so many messages; -1 for none."""
    labels = [NO_THEME] * number
    for label, found in enumerate(groups):
        for at in found.members:
            labels[at] = label
    return labels


def plain_labels(texts: Sequence[str]) -> list[int]:
    """What TF-IDF and k-means make of it, told how many themes there are."""
    rows = TfidfVectorizer(analyzer=rjieba.cut, min_df=2).fit_transform(texts)
    means = MiniBatchKMeans(len(NAMES) + 1, batch_size=2048, n_init=3, random_state=7)
    labels: list[int] = means.fit_predict(rows).tolist()
    return labels


def rand(messages: Sequence[MadeUp], labels: Sequence[int]) -> tuple[float, float]:
    """ARI over all messages (small talk is one theme), and over those with a theme.

    1 is a perfect match, 0 chance (Hubert and Arabie, 1985).
    """
    truth = [NAMES.index(one.theme) if one.theme else NO_THEME for one in messages]
    themed = [at for at, known in enumerate(truth) if known != NO_THEME]
    among = adjusted_rand_score([truth[at] for at in themed], [labels[at] for at in themed])
    return round(adjusted_rand_score(truth, labels), 3), round(among, 3)
