"""What a kustomization makes, and who may reach whom in it."""

from collections.abc import Iterator
from typing import Any

import yaml

from tests.deploy.tools import run
from tests.running import REPO

Document = dict[str, Any]
OUTSIDE = "outside"  # a pod of another namespace, or no pod at all


class Rendered:
    def __init__(self, documents: list[Document]) -> None:
        self.documents = documents

    def all(self, *kinds: str) -> list[Document]:
        return [document for document in self.documents if document["kind"] in kinds]

    def one(self, kind: str, name: str) -> Document:
        (found,) = [document for document in self.all(kind) if document["metadata"]["name"] == name]
        return found

    def pods(self) -> dict[str, Document]:
        """Workload -> its pod's template."""
        return {
            workload["metadata"]["name"]: workload["spec"]["template"]
            for workload in self.all("Deployment", "StatefulSet")
        }

    def containers(self) -> Iterator[tuple[str, Document]]:
        for name, pod in self.pods().items():
            for container in pod["spec"]["containers"]:
                yield name, container

    def reaches(self, source: str, target: str, port: int, namespace: str = "default") -> bool:
        """By the network policies. `namespace` is where OUTSIDE is."""
        return self._allows("Egress", source, target, port, namespace) and self._allows(
            "Ingress", target, source, port, namespace
        )

    def _allows(self, direction: str, pod: str, other: str, port: int, namespace: str) -> bool:
        if pod == OUTSIDE:
            return True
        policies = [
            policy["spec"]
            for policy in self.all("NetworkPolicy")
            if direction in policy["spec"]["policyTypes"] and self._selects(policy["spec"]["podSelector"], pod)
        ]
        if not policies:
            return True
        listening = other if direction == "Egress" else pod
        peers = "to" if direction == "Egress" else "from"
        return any(
            self._any_port(rule.get("ports"), listening, port) and self._any_peer(rule.get(peers), other, namespace)
            for policy in policies
            for rule in policy.get(direction.lower(), ())
        )

    def _any_port(self, ports: list[Document] | None, pod: str, port: int) -> bool:
        if ports is None:
            return True
        named = {
            declared["name"]: declared["containerPort"]
            for name, container in self.containers()
            if name == pod
            for declared in container["ports"]
        }
        return any(named.get(rule["port"], rule["port"]) == port for rule in ports)

    def _any_peer(self, peers: list[Document] | None, pod: str, namespace: str) -> bool:
        if peers is None:
            return True
        return any(
            peer["namespaceSelector"]["matchLabels"]["kubernetes.io/metadata.name"] == namespace
            if "namespaceSelector" in peer
            else pod != OUTSIDE and self._selects(peer["podSelector"], pod)
            for peer in peers
        )

    def _selects(self, selector: Document, pod: str) -> bool:
        labels = self.pods()[pod]["metadata"]["labels"]
        return selector.get("matchLabels", {}).items() <= labels.items() and all(
            expression["operator"] == "Exists" and expression["key"] in labels
            for expression in selector.get("matchExpressions", ())
        )


def rendered(overlay: str) -> Rendered:
    made = run("kubectl", "kustomize", REPO / "deploy" / "k8s" / "overlays" / overlay, package="kubectl 1.21 or newer")
    return Rendered(list(yaml.safe_load_all(made)))
