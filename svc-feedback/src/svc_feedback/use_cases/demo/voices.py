"""All voices of the demo."""

from pathlib import Path

from shared.told_calendar import all_days
from shared.yaml_files import yaml_in
from svc_feedback.storage import directory
from svc_feedback.use_cases.demo.bad_reviews import load_bad_reviews
from svc_feedback.use_cases.demo.consultations import load_consultations
from svc_feedback.use_cases.demo.days import Begin, moment
from svc_feedback.use_cases.demo.letters import load_letters
from svc_feedback.use_cases.demo.reviews import load_reviews
from svc_feedback.use_cases.demo.suggestions import load_suggestions
from svc_feedback.use_cases.office import Office

LISTS = {
    "suggestions": "suggestions",
    "letters-received": "letters",
    "consultations": "consultations",
    "reviews": "windows",
}


async def load_voices(begin: Begin, office: Office, folder: Path) -> None:
    """What people said and asked, and what came of it; safe to repeat."""
    await load_suggestions(begin, office, yaml_in(folder / "suggestions.yaml"))
    await load_letters(begin, office, yaml_in(folder / "letters-received.yaml"))
    await load_consultations(begin, office, yaml_in(folder / "consultations.yaml"))
    reviews = yaml_in(folder / "reviews.yaml")
    await load_reviews(begin, office, reviews)
    await load_bad_reviews(begin, office, reviews)


async def directory_is_told(begin: Begin, folder: Path) -> bool:
    """Whether the organs and handlers the demo names and the calendar are known."""
    named = {
        one["organ"]
        for file, noun in LISTS.items()
        for one in yaml_in(folder / f"{file}.yaml")[noun]
        if "organ" in one
    }
    handlers = {one["handler"] for one in yaml_in(folder / "reviews.yaml")["bad_reviews"]}
    async with begin(moment(0)) as work:
        return (
            named <= set(await directory.organs(work))
            and handlers <= set(await directory.names(work, handlers))
            and bool(await all_days(work))
        )
