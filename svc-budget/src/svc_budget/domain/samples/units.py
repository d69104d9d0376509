"""Made-up budget units with names as real ones have them."""

from dataclasses import dataclass

from svc_budget.domain.samples.profiles import PROFILES, Profile, is_institution, profile_of

FIRST = {"县": 101, "市": 8101, "省": 9101}  # codes of units of different levels never meet
LEVELS = {"省": "厅", "市": "局", "县": "局"}
OF_A_DEPARTMENT = ("本级", "信息中心", "服务中心")
WHOLE_NAMES = ("部", "会", "室", "团", "委", "察", "联", "大", "协")


@dataclass(frozen=True, slots=True)
class SampleUnit:
    """A budget unit; `parent` is the code of the department it belongs to."""

    code: str
    name: str
    level: str = "县"
    parent: str = ""

    @property
    def profile(self) -> Profile:
        """The kind of unit it is."""
        return profile_of(self.name)

    @property
    def is_institution(self) -> bool:
        """Whether it is an institution, not an organ."""
        return is_institution(self.name)


def sample_units(count: int, place: str = "云溪区", level: str = "县") -> tuple[SampleUnit, ...]:
    """So many units: departments, each followed by the units it adds up."""
    made: list[SampleUnit] = []
    for number, (district, profile) in enumerate(
        (district, profile) for district in _places(place, count) for profile in PROFILES
    ):
        if len(made) >= count:
            break
        department = SampleUnit(f"{number + FIRST[level]}", _name(district, profile, level), level)
        made.append(department)
        made += [
            SampleUnit(f"{department.code}{place_no:03d}", f"{department.name}{name}", level,
                       department.code)
            for place_no, name in enumerate(OF_A_DEPARTMENT, 1)
        ]  # fmt: skip
    return tuple(made[:count])


def _places(place: str, count: int) -> tuple[str, ...]:
    each = len(PROFILES) * (1 + len(OF_A_DEPARTMENT))
    return (place, *(f"{place}第{number}片区" for number in range(2, count // each + 2)))


def _name(place: str, profile: Profile, level: str) -> str:
    ending = "" if profile.title.endswith(WHOLE_NAMES) else LEVELS[level]
    return f"{place}{profile.title}{ending}"
