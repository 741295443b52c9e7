"""deploy/k8s: renders, follows the schemas, and is as closed as it says."""

import re
from typing import Any

import kubernetes_validate
import pytest
import yaml

from shared.broker.base import Lane
from shared.broker.rabbit_topology import Topology
from shared.pipeline import QUEUES
from shared.runtime.settings import Settings
from tests.deploy.cluster import OUTSIDE, Rendered, rendered
from tests.running import REPO

KUBERNETES = "1.34"
OURS = {"gateway", "vision", "embedder", "smart"}
STORES = {"rabbitmq": 5672, "mongodb": 27017, "s3": 9000, "qdrant": 6333}
OPERATIONS = (REPO / "docs" / "operations.md").read_text()


@pytest.fixture(scope="module", params=["cpu", "gpu"])
def cluster(request: pytest.FixtureRequest) -> Rendered:
    return rendered(request.param)


@pytest.fixture(scope="module")
def cpu() -> Rendered:
    return rendered("cpu")


def test_it_follows_the_schemas(cluster: Rendered) -> None:
    judged = 0
    for document in cluster.documents:
        if not document["apiVersion"].startswith("keda.sh/"):
            kubernetes_validate.validate(document, KUBERNETES, strict=True)
            judged += 1
    assert judged > 30


def test_everything_is_there_in_its_namespace(cluster: Rendered) -> None:
    assert set(cluster.pods()) == OURS | set(STORES)
    for document in cluster.documents:
        if document["kind"] != "Namespace":
            assert document["metadata"]["namespace"] == "heliograph"
        assert document["kind"] != "Secret", "secrets come from outside"
    assert {document["metadata"]["name"] for document in cluster.all("PodDisruptionBudget")} == OURS


def test_pods_are_hardened(cluster: Rendered) -> None:
    for name, pod in cluster.pods().items():
        assert pod["spec"]["automountServiceAccountToken"] is False
        # GATEWAY_PORT and the like are no settings of ours, but a Service named heliograph would make HELIOGRAPH_PORT.
        assert pod["spec"]["enableServiceLinks"] is False
        assert pod["spec"]["securityContext"]["runAsNonRoot"] is True
        assert pod["spec"]["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
        assert pod["spec"]["terminationGracePeriodSeconds"] >= 45, name
    for name, container in cluster.containers():
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": name != "rabbitmq",
            "capabilities": {"drop": ["ALL"]},
        }
        assert {"cpu", "memory"} <= container["resources"]["requests"].keys()
        assert "memory" in container["resources"]["limits"]
        assert {"livenessProbe", "readinessProbe"} <= container.keys()
        assert re.search(r":\D*\d+\.\d+|:RELEASE\.\d{4}", container["image"]), container["image"]


def test_probes_ask_what_the_services_answer(cluster: Rendered) -> None:
    for name, container in cluster.containers():
        if name in OURS:
            assert container["livenessProbe"]["httpGet"]["path"] == "/healthz"
            assert container["startupProbe"]["httpGet"]["path"] == "/healthz"
            # An outage of a store must not take the gateway away: uploads and words still work.
            ready = "/healthz" if name in ("gateway", "embedder") else "/readyz"
            assert container["readinessProbe"]["httpGet"]["path"] == ready


def test_services_find_their_pods(cluster: Rendered) -> None:
    pods = cluster.pods()
    for service in cluster.all("Service"):
        labels = pods[service["metadata"]["name"]]["metadata"]["labels"]
        assert service["spec"]["selector"].items() <= labels.items()


def test_who_reaches_whom(cluster: Rendered) -> None:
    reaches = cluster.reaches
    for pod in OURS:
        for store, port in STORES.items():
            assert reaches(pod, store, port)
            assert not reaches(store, pod, 8000)
            assert not reaches(OUTSIDE, store, port)
        assert reaches(pod, OUTSIDE, 53, namespace="kube-system")
        assert not reaches(pod, OUTSIDE, 443)
        assert reaches(OUTSIDE, pod, 8000, namespace="monitoring")
        for other in OURS - {pod}:
            # The gateway is open to everybody, but the workers may not go there.
            assert reaches(pod, other, 8000) is (pod == "gateway" and other in ("embedder", "vision"))
    assert reaches(OUTSIDE, "gateway", 8000)
    for worker in OURS - {"gateway"}:
        assert not reaches(OUTSIDE, worker, 8000)
    assert not reaches("vision", "rabbitmq", 15672)
    assert reaches(OUTSIDE, "rabbitmq", 5672, namespace="keda")
    assert reaches(OUTSIDE, "rabbitmq", 15692, namespace="monitoring")


def test_workers_follow_the_queues_that_the_broker_has(cpu: Rendered) -> None:
    topology = Topology("heliograph")
    scaled = {document["metadata"]["name"]: document["spec"] for document in cpu.all("ScaledObject")}
    read_by = {"ocr": "vision", "describer": "vision"}  # the others by a workload of their own name
    queues: dict[str, list[str]] = {}
    for queue in QUEUES:
        queues.setdefault(read_by.get(queue.name, queue.name), []).append(queue.name)
    assert set(scaled) == set(queues)
    for name, names in queues.items():
        spec = scaled[name]
        assert spec["scaleTargetRef"] == {"name": name}
        assert "replicas" not in cpu.one("Deployment", name)["spec"], "it would fight with the scaler"
        assert 1 <= spec["minReplicaCount"] < spec["maxReplicaCount"]
        assert [trigger["metadata"]["queueName"] for trigger in spec["triggers"]] == [
            topology.lane(queue, lane) for queue in names for lane in Lane
        ]
        for trigger in spec["triggers"]:
            assert trigger["type"] == "rabbitmq"
            assert int(trigger["metadata"]["value"]) > 0
            assert cpu.one("TriggerAuthentication", trigger["authenticationRef"]["name"])


def documented(secret: str) -> set[str]:
    """The keys that docs/operations.md tells to put into it."""
    command = OPERATIONS.split(f"create secret generic {secret} ")[1].split("```")[0]
    return set(re.findall(r"--from-literal=(\w+)=", command.split("create secret")[0]))


def test_the_documented_secrets_and_the_settings_are_enough(cpu: Rendered, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = next(
        document for document in cpu.all("ConfigMap") if document["metadata"]["name"].startswith("settings")
    )
    for name in settings["data"].keys() | documented("heliograph") | documented("heliograph-gateway"):
        assert name.removeprefix("HELIOGRAPH_").lower() in Settings.model_fields, f"{name} is no setting"
        monkeypatch.setenv(name, settings["data"].get(name, f"a long random word for {name}"))
    assert Settings().profile == "cluster"
    assert not Settings().warnings
    who = {
        name
        for name, container in cpu.containers()
        if any("heliograph-gateway" in str(e) for e in container.get("envFrom", ()))
    }
    assert who == {"gateway"}, "what opens the library is the gateway's alone"


def test_every_key_that_is_read_is_documented(cpu: Rendered) -> None:
    read: set[tuple[str, str]] = set()
    for _, container in cpu.containers():
        for variable in container.get("env", ()):
            if reference := variable.get("valueFrom", {}).get("secretKeyRef"):
                read.add((reference["name"], reference["key"]))
    for document in cpu.all("TriggerAuthentication"):
        read |= {(reference["name"], reference["key"]) for reference in document["spec"]["secretTargetRef"]}
    told = {(secret, key) for secret in ("heliograph", "heliograph-stores") for key in documented(secret)}
    assert read <= told
    assert {key for secret, key in told if secret == "heliograph-stores"} == {
        key for secret, key in read if secret == "heliograph-stores"
    }


def test_gpu_differs_from_cpu_in_vision_alone(cpu: Rendered) -> None:
    gpu = rendered("gpu")
    changed = [
        (there["kind"], there["metadata"]["name"])
        for here, there in zip(cpu.documents, gpu.documents, strict=True)
        if here != there
    ]
    assert changed == [("Deployment", "vision")]
    (container,) = gpu.pods()["vision"]["spec"]["containers"]
    assert container["image"] == "heliograph/vision-gpu:0.1.0"
    assert container["resources"]["limits"]["nvidia.com/gpu"] == "1"
    assert {"name": "HELIOGRAPH_DEVICE", "value": "cuda"} in container["env"]


def test_compose_and_kubernetes_run_the_same_images(cpu: Rendered) -> None:
    services: dict[str, Any] = yaml.safe_load((REPO / "docker-compose.yml").read_text())["services"]
    for name, container in cpu.containers():
        assert services[name]["image"].replace("${HELIOGRAPH_VERSION:-0.1.0}", "0.1.0") == container["image"]
