"""What we do when a livelihood project (民生实事) is done: people may review it."""

from shared.consumer import Reactions
from shared.database import UnitOfWork
from shared.events.documents import LivelihoodProjectDone
from shared.events.envelope import Envelope
from svc_feedback.use_cases.projects import HeardProject, note_done

NOUNS = ("documents.livelihood_project",)
reactions = Reactions()


@reactions.on(LivelihoodProjectDone)
async def open_project_for_reviews(
    event: LivelihoodProjectDone, work: UnitOfWork, _: Envelope
) -> None:
    """Whoever asks may review it from now on."""
    heard = HeardProject(
        event.project_id, event.title, event.organ_id, event.region_code, event.done_on
    )
    await note_done(work, heard)
