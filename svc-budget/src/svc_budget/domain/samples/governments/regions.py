"""Made-up governments and the regions below them."""

from svc_budget.domain.samples.units import SampleUnit

REGIONS = {
    "省": ("云溪市", "岳江市", "澧阳市", "沅陵市", "衡山市", "湘水市"),
    "市": ("云溪区", "临湘县", "平江县", "汨罗县", "华容县"),
    "县": (),
}
GOVERNMENTS = (
    SampleUnit("990000", "云岭省", "省"),
    SampleUnit("990100", "云溪市", "市", "990000"),
    SampleUnit("990102", "云溪区", "县", "990100"),
)


def regions_of(unit: SampleUnit) -> tuple[str, ...]:
    """The regions a government passes money on to; a county has none."""
    return REGIONS[unit.level]
