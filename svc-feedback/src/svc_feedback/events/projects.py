"""What we do when a livelihood project (民生实事) is done: people may review it."""

from shared.consumer import Reactions
from shared.database import UnitOfWork
from shared.events.documents import LivelihoodProjectDone
from shared.events.envelope import Envelope
from svc_feedback.domain.projects import DoneProject
from svc_feedback.storage import projects

NOUNS = ("documents.livelihood_project",)
reactions = Reactions()


@reactions.on(LivelihoodProjectDone)
async def open_project_for_reviews(
    event: LivelihoodProjectDone, work: UnitOfWork, _: Envelope
) -> None:
    """Whoever asks may review it from now on."""
    done = DoneProject(
        event.project_id, event.title, event.organ_id, event.region_code, event.done_on
    )
    await projects.put(work, done)
