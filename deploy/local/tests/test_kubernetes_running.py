"""How processes are watched, how they leave, how many there are, and who reads their figures."""

from pkgutil import resolve_name

import pytest
from kubernetes_reading import MEMBERS, container_of, needs_kubectl, of_kind, overlay_of, pods

from gateway.routing.lookout import LOOK_SECONDS
from shared import heartbeat
from shared.commands.leaving import LAST_REQUEST_SECONDS
from shared.consumer import name_of
from shared.service import CLOSING_SECONDS
from yangguang_local.documents.kubernetes_member import Member
from yangguang_local.documents.kubernetes_scaling import NOUNS


@pytest.mark.parametrize("member", MEMBERS, ids=lambda member: member.name)
def test_a_serve_that_is_told_to_stop_waits_until_nobody_is_sent_to_it(member: Member) -> None:
    name = f"{member.name}-serve"
    (word, seconds) = container_of(name)["lifecycle"]["preStop"]["exec"]["command"]
    declared = resolve_name(f"{member.service.module}.__main__:SERVICE")
    stopping = resolve_name(declared.settings).model_fields["http_stop_seconds"].default
    needed = int(seconds) + stopping + LAST_REQUEST_SECONDS + CLOSING_SECONDS
    forgotten = 5 if member.is_gateway else 2 * 5 + LOOK_SECONDS  # by endpoints; by name
    assert (word, int(seconds) >= forgotten) == ("sleep", True)
    assert needed < pods()[name]["terminationGracePeriodSeconds"]


@pytest.mark.parametrize("member", MEMBERS, ids=lambda member: member.name)
def test_a_work_that_hangs_is_started_again(member: Member) -> None:
    container = container_of(f"{member.name}-work")
    for probe in ("startupProbe", "livenessProbe"):
        assert container[probe]["exec"] == {"command": ["healthy"]}
    assert container["livenessProbe"]["periodSeconds"] > heartbeat.EVERY_SECONDS
    mounts = [mount["mountPath"] for mount in container["volumeMounts"]]
    assert "/tmp" in mounts  # noqa: S108  where its sign of life is written


@pytest.mark.parametrize("member", MEMBERS, ids=lambda member: member.name)
def test_every_consumer_of_a_member_is_a_reason_for_more_of_it(member: Member) -> None:
    triggers = of_kind("ScaledObject")[f"{member.name}-work"]["triggers"]
    listened = resolve_name(NOUNS[member.database])
    assert [one["metadata"]["consumer"] for one in triggers] == [
        name_of(member.name, noun) for noun in listened
    ]
    assert {one["metadata"]["stream"].lower() for one in triggers} == {
        noun.split(".")[0] for noun in listened
    }


def test_every_serve_is_scraped_by_itself_under_the_names_the_rules_ask_for() -> None:
    monitor = of_kind("PodMonitor")["serve"]
    chosen = monitor["selector"]["matchLabels"].items()
    for name, spec in of_kind("Deployment").items():
        own = spec["template"]["metadata"]["labels"].items()
        assert (chosen <= own) is name.endswith("-serve")
    (endpoint,) = monitor["podMetricsEndpoints"]
    ports = {port["name"] for port in container_of("gateway-serve")["ports"]}
    assert endpoint["port"] in ports
    told = {one["targetLabel"]: one for one in endpoint["relabelings"]}
    assert told["job"]["replacement"] == "yangguang"
    assert told["service"]["sourceLabels"] == ["__meta_kubernetes_pod_label_app_kubernetes_io_name"]


@needs_kubectl
def test_many_nodes_have_figures_one_node_need_not() -> None:
    assert list(of_kind("PodMonitor", overlay_of("production"))) == ["serve"]
    assert of_kind("PodMonitor", overlay_of("single-node")) == {}
