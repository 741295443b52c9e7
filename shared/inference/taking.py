"""What taking in a user's model asks for, whatever it is for: a name, terms that are accepted, files of a hub."""

import errno
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from shared.errors import Forbidden, Invalid, OutOfSpace, Unavailable
from shared.inference.hub import Hub, Offer, Progress
from shared.inference.licences import terms
from shared.inference.own import OWN_TASKS, checked_name
from shared.inference.tasks import TASKS

UNKNOWN = "not told"  # a licence
A_FILE, A_FOLDER = "a file of the user's", "a folder of the user's"  # sources

_NO_OTHERS = "photos are placed by the thousand labels of ImageNet-1k, which a classifier of other labels does not say"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a file shall be, and by what name. `names`: a file with the names of its classes, where it does not say
    them."""

    task: str
    name: str
    names: Path | None = None

    def check(self) -> None:
        """Raises Invalid where there can be no such model."""
        if self.task not in OWN_TASKS:
            why = f": {_NO_OTHERS}" if self.task == "see" else ""
            raise Invalid(
                f"The task {self.task!r} takes no models of your own{why}. Those that do: {', '.join(OWN_TASKS)}."
            )
        if checked_name(self.name) in TASKS[self.task]:
            raise Invalid(f"The name {self.name!r} is that of a model that comes with Heliograph; take another.")


def consented(repository: str, licence: str, accepted: str) -> None:
    """Raises Forbidden where the licence wants the consent of the user, who has not accepted it by name."""
    if (consent := terms(licence)) and accepted != licence:
        raise Forbidden(
            f"{repository} is under the licence {licence!r}: {consent}. If you accept that, say so: "
            f"--accept {shlex.quote(licence)}"
        )


async def fetched(models: Path, hub: Hub, offer: Offer, progress: Progress) -> Path:
    """The file, beside the models; what came of it before is not fetched again. Who has taken it in takes it away.
    Raises as Hub.fetch does, and OutOfSpace or Unavailable where it cannot be kept."""
    drafts = models / "own" / ".pulled"
    with kept(f"{offer.source} cannot be kept in {drafts}"):
        drafts.mkdir(parents=True, exist_ok=True)
        await hub.fetch(offer, drafts / offer.hash, progress)
    return drafts / offer.hash


@contextmanager
def kept(sentence: str) -> Iterator[None]:
    """Raises OutOfSpace or Unavailable, with that sentence, for an OSError."""
    try:
        yield
    except OSError as error:
        kind = OutOfSpace if error.errno == errno.ENOSPC else Unavailable
        raise kind(f"{sentence}: {error.strerror}.") from error
