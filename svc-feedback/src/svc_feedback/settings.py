"""What svc-feedback needs to know to run; environment variables begin with FEEDBACK_."""

from datetime import timedelta
from pathlib import Path

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from shared.file_store import LocalFileStore
from shared.settings import ServiceSettings
from shared.virus_scan import ClamAV
from shared.yaml_files import yaml_in
from svc_feedback.domain.defaults import DefaultRule, read_default_rules
from svc_feedback.domain.judging.doubts import Thresholds, read_thresholds
from svc_feedback.domain.letters.rules import LetterRules, read_letter_rules
from svc_feedback.use_cases.bad_reviews.deadlines import deadlines_in
from svc_feedback.use_cases.office import Office

HERE = Path(__file__).resolve().parents[2]


class Settings(ServiceSettings):
    """The settings of svc-feedback."""

    model_config = SettingsConfigDict(env_prefix="FEEDBACK_")

    http_port: int = 8003
    deadlines_file: Path = HERE / "demo" / "deadlines.yaml"
    scanner: str = ""
    hall_addresses: tuple[str, ...] = ()  # shared by many people, as halls and kiosks are
    opportunity_days: int = Field(default=30, ge=1, le=366)
    circumstance_days: int = Field(default=30, ge=8)  # evaluators send answers a week later
    least_of_person: int = Field(default=30, ge=1)  # reviews before a person's figures are shown
    demo_dir: Path = HERE / "demo"
    tags_file: Path = HERE / "demo" / "tags.yaml"
    default_reviews_file: Path = HERE / "demo" / "default_reviews.yaml"
    doubts_file: Path = HERE / "demo" / "doubts.yaml"
    letters_file: Path = HERE / "demo" / "letters.yaml"

    @property
    def opportunity_lifetime(self) -> timedelta:
        """How long a person may review after the case has ended."""
        return timedelta(days=self.opportunity_days)

    @property
    def circumstances_kept(self) -> timedelta:
        """How long it is known how an answer was given: from which address, how fast."""
        return timedelta(days=self.circumstance_days)

    def office(self) -> Office:
        """The tools of one process; ValueError when its keys or rules are not in order."""
        scanner = ClamAV(self.scanner) if self.scanner else None
        files = LocalFileStore(self.files_dir)
        return Office(
            deadlines_in(self.deadlines_file),
            self.personal_data(), files, self.letter_rules(), self.opportunity_lifetime,
            self.default_rules(), frozenset(self.hall_addresses), scanner, self.least_of_person,
        )  # fmt: skip

    def default_rules(self) -> tuple[DefaultRule, ...]:
        """Where silence has a level; ValueError says what is not in order in the file."""
        return read_default_rules(yaml_in(self.default_reviews_file))

    def thresholds(self) -> Thresholds:
        """From what on a person looks at an answer; ValueError says what is not in order."""
        return read_thresholds(yaml_in(self.doubts_file))

    def letter_rules(self) -> LetterRules:
        """Mailboxes and limits of letters; ValueError says what is not in order in the file."""
        return read_letter_rules(yaml_in(self.letters_file))
