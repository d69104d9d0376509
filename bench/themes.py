"""Themes of 50,000 made-up messages: the time of grouping, and how well it is done.

In process, one core's time; beside TF-IDF with k-means, which is told how many themes there are.
"""

import sys
from pathlib import Path
from time import process_time

from figures import Figure

from svc_feedback.adapters import made_up
from svc_feedback.adapters.grouping import group

sys.path.append(str(Path(__file__).resolve().parents[1] / "svc-feedback" / "tests"))
from themes_judged import labels_of, plain_labels, rand

NUMBER = 50_000
MOST_SECONDS, LEAST_RAND, AHEAD = 30.0, 0.85, 0.1


def measure(pairs: int) -> list[Figure]:
    """Seconds of grouping, and the adjusted Rand index of messages with a theme."""
    messages = made_up.messages(NUMBER)
    texts = [message.text for message in messages]
    spent = []
    for _ in range(pairs):
        before = process_time()
        groups = group(texts)
        spent.append(process_time() - before)
    ours = rand(messages, labels_of(groups, NUMBER))
    plain = rand(messages, plain_labels(texts))
    return [
        Figure(
            "themes_time", f"themes of {NUMBER:,} messages, grouping", "s", spent,
            f"<= {MOST_SECONDS:g} s", min(spent) <= MOST_SECONDS,
            notes=f"{len(made_up.NAMES)} themes, a fifth small talk; processor time",
        ),
        Figure(
            "themes_rand", "themes found, ARI of messages with a theme", "", [ours[1]],
            f">= {LEAST_RAND} and {AHEAD} ahead",
            ours[1] >= max(LEAST_RAND, plain[1] + AHEAD),
            "TF-IDF and k-means, told the number of themes", [plain[1]],
            f"over all messages, small talk one theme: {ours[0]} beside {plain[0]}",
        ),
    ]  # fmt: skip
