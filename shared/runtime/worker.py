"""The worker loop: a delivery is a photo; the worker runs every stage of its service that is due on it.

The protocol, which tests/shared/runtime/test_protocol.py explores by interleavings and crashes:
write blobs, vectors and parts under versioned names; then facts and marks in ONE conditional patch; then publish;
then ack. What a crash leaves undone, the redelivery does again.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial

from shared import logs, telemetry, tracing
from shared.blobs.base import BlobStore
from shared.broker.base import Broker, Delivery, Lane, Queue
from shared.catalog.libraries import Libraries
from shared.catalog.parts import Parts
from shared.catalog.photos import Photos
from shared.children import ChildFailed
from shared.domain.events import PhotoFinished, PhotoProgressed, PhotoUnsettled, StagesSettled
from shared.domain.faces import FOUND_BY, PLACED_BY, READ_BY, SWITCHED_OFF, without_names
from shared.domain.instants import instant, seconds_since
from shared.domain.original import sidecar_key
from shared.domain.part import new_run, summary
from shared.domain.photo import Mark, MarkState, Photo
from shared.domain.renditions import rendition_key
from shared.domain.settling import Results, settle
from shared.domain.stages import Source, Stage, StageTable
from shared.errors import HeliographError, Invalid, PutOff, Transient
from shared.inference.base import Found
from shared.inference.own import loaded_by
from shared.inference.pool import Done, Work, joined
from shared.runtime.consuming import Consuming, Deliveries, pull
from shared.runtime.part_runs import PartRuns, Written, renditions
from shared.runtime.removal import Remover
from shared.vectors.base import Point, VectorIndex
from shared.waiting import Priority

log = logging.getLogger(__name__)

Runner = Callable[[Work], Awaitable[Done]]

# After so many crashes and bugs, the stage fails for this photo.
ATTEMPTS = 3

_LONGEST_PAUSE = 60.0  # seconds between attempts while a dependency is down
_OF_FACES = (FOUND_BY, PLACED_BY, READ_BY)  # stages that tell of them
_BROKEN = "Something in {} broke on this photo. It was logged; try again after an update."


@dataclass(frozen=True, slots=True)
class Stores:
    photos: Photos
    blobs: BlobStore
    vectors: VectorIndex
    broker: Broker
    parts: Parts
    libraries: Libraries


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one stage: `found` when it is done."""

    mark: Mark
    found: Found | None = None


class _Failed(Transient):
    """A stage did not survive this photo: tried again, and counted against it."""


class Worker:
    """Consumes one queue. `runners` run the stages of this service, by what they take. Who shares its process with a
    worker that opens originals does not condemn (`condemns`): what the process died of was more likely in its hands.
    A stage that fails in a child is told apart, and its photo has one more try."""

    def __init__(
        self, service: str, queue: Queue, stores: Stores, table: StageTable, runners: Mapping[Source, Runner], *,
        prefetch: int, condemns: bool = True, first_pause: float = 1.0,
    ) -> None:  # fmt: skip
        self._service = service
        self._queue = queue
        self._stores = stores
        self._table = table
        self._runners = runners
        self._condemns = condemns
        self._first_pause = first_pause  # seconds; each one after it is twice as long
        self._remover = Remover(stores.photos, stores.blobs, stores.vectors, stores.parts)
        self._part_runs = PartRuns(stores.photos, stores.parts, stores.blobs, stores.vectors)
        self._busy: set[asyncio.Task[None]] = set()
        self._consuming = Consuming(stores.broker, queue.name, prefetch=prefetch)

    async def run(self) -> None:
        """Until cancelled: then finishes what it holds, and hands back what it has not begun."""
        await self._consuming.run(self._consume)

    async def _consume(self, deliveries: Deliveries) -> None:
        pulling = pull(deliveries)
        try:
            while True:
                await asyncio.wait({pulling})
                delivery = pulling.result()
                if delivery is None:
                    return
                task = asyncio.create_task(self._deliver(delivery))
                self._busy.add(task)
                task.add_done_callback(self._busy.discard)
                pulling = pull(deliveries)
        except asyncio.CancelledError:
            self._consuming.stopping = True
            raise
        finally:
            if self._busy:
                await asyncio.wait(self._busy)
            pulling.cancel()
            await asyncio.gather(pulling, return_exceptions=True)

    async def _deliver(self, delivery: Delivery) -> None:
        photo, trace = delivery.event.photo, delivery.event.trace
        name, kind = f"{self._queue.name} delivery", tracing.SpanKind.CONSUMER
        with logs.about(photo=photo), tracing.span(name, kind=kind, parent=trace, photo=photo):
            await self._handle(delivery)

    async def _handle(self, delivery: Delivery) -> None:
        try:
            end = await self.handle(delivery)
        except Transient as error:
            end, reason, fault = "retried", str(error), isinstance(error, _Failed)
            pause = min(_LONGEST_PAUSE, self._first_pause * 2.0 ** (min(delivery.attempts, 10) - 1))
            log.warning("photo %s waits %.0f s: %s", delivery.event.photo, pause, error)
            await self._consuming.tell(lambda: delivery.retry(pause, reason, fault=fault))
        except Exception as error:
            end, reason = "dead", repr(error)
            log.exception("photo %s broke the %s worker", delivery.event.photo, self._service)
            await self._consuming.tell(lambda: delivery.dead(reason))
        telemetry.DELIVERIES.labels(self._queue.name, end).inc()

    async def handle(self, delivery: Delivery) -> str:
        """Brings the photo as far as this service can; returns how the delivery ended."""
        event = delivery.event
        again = delivery.alone or delivery.attempts > 1
        photo = await self._stores.photos.find(event.photo)
        condemned = ""
        if self._condemns and delivery.alone and delivery.faults >= ATTEMPTS and photo is not None:
            # Its worker died of it, again and again, with nothing else in hand.
            condemned = f"Looking at this photo crashed its worker {delivery.faults} times."
            due = self._table.due(photo.stages, self._service)
            photo = await self._settle(
                photo,
                {stage.name: Outcome(self._failed(stage, HeliographError(condemned))) for stage in due},
                delivery.lane,
            )
        if again and photo is not None:
            photo = await self._sweep(photo)
        worked = bool(condemned)
        preview: bytes | None = None
        while photo is not None and photo.state != "deleted":
            stages = self._table.due(photo.stages, self._service)
            if not stages:
                if left := self._table.left(photo.stages, self._service):
                    raise Transient(f"another process has to go on: {left[0].lacks}.")
                if photo.settled != self._table.digest and self._table.settled(photo.stages) and not self._table.behind:
                    # Another release wrote last, with another table.
                    photo = await self._settle(photo, {}, delivery.lane)
                elif not worked and again:
                    # A crash between mark and publish is healed here; what the mark took others' from is not known.
                    await self._publish(photo, (), delivery.lane, lost=self._table.names() - photo.stages.keys())
                if condemned:
                    await delivery.dead(condemned)
                    return "dead"
                await delivery.ack()
                return "acked"
            worked = True
            outcomes = await self._run(photo, stages, preview, delivery)
            for outcome in outcomes.values():
                preview = outcome.found.blobs.get("preview", preview) if outcome.found else preview
            photo = await self._settle(photo, outcomes, delivery.lane, again=again or isinstance(event, PhotoUnsettled))
        await self._remover.remove_derived(event.owner, event.photo)
        await delivery.ack()
        return "gone"

    async def _sweep(self, photo: Photo) -> Photo | None:
        """What crashes left behind of parts goes."""
        swept: Photo | None = photo
        for stage in self._table.of(self._service):
            if stage.has_parts and swept is not None:
                swept = await self._part_runs.sweep(swept, stage)
        return swept

    async def _settle(
        self, photo: Photo, outcomes: Mapping[str, Outcome], lane: Lane, *, again: bool = True
    ) -> Photo | None:
        """`again`: somebody may have begun to write this before."""
        parts = await self._write(photo, outcomes, again)
        allowed = await self._allowed(photo, outcomes)
        settled = await self._stores.photos.settle(photo, _results(allowed))
        if settled is None:
            return None
        for name, outcome in allowed.items():
            telemetry.STAGES_SETTLED.labels(name, outcome.mark.state).inc()
        if settled.settled and settled.queued_at:
            telemetry.PHOTO_SECONDS.observe(seconds_since(settled.queued_at))
        logs.trail.info("settled %s; the photo is %s", ", ".join(outcomes), settled.status)
        await self._remove_superseded(photo, settled, outcomes, parts)
        # Publish after the mark: a crash between them is healed by the redelivery.
        await self._publish(settled, tuple(outcomes), lane, lost=photo.stages.keys() - settled.stages.keys())
        return settled

    async def _allowed(self, photo: Photo, outcomes: Mapping[str, Outcome]) -> Mapping[str, Outcome]:
        """Without what its owner does not want to be known of faces: they may have said so since the stages began."""
        if outcomes.keys().isdisjoint(_OF_FACES) or (await self._stores.libraries.get(photo.owner)).faces:
            return outcomes
        return {name: _without_faces(self._table[name], outcome) for name, outcome in outcomes.items()}

    async def _write(self, photo: Photo, outcomes: Mapping[str, Outcome], again: bool) -> dict[str, Written]:
        """Blobs, vectors and parts, before the mark that says that they are there. -> the parts, by stage."""
        writes: list[Awaitable[object]] = []
        parts: dict[str, Written] = {}

        async def write_parts(stage: Stage, found: Found) -> None:
            parts[stage.name] = await self._part_runs.write(photo, stage, found, again=again)

        for name, outcome in outcomes.items():
            if outcome.found is None:
                continue
            stage = self._table[name]
            key = partial(rendition_key, photo.owner, photo.id, version=stage.version)
            writes += [write() for write in renditions(self._stores.blobs, key, outcome.found)]
            for space, vector in outcome.found.vectors.items():
                writes.append(self._stores.vectors.upsert(space, [Point(photo.id, photo.owner, vector)]))
            if stage.has_parts:
                writes.append(write_parts(stage, outcome.found))
        await asyncio.gather(*writes)
        return parts

    async def _remove_superseded(
        self, before: Photo, after: Photo, outcomes: Mapping[str, Outcome], parts: Mapping[str, Written]
    ) -> None:
        """Renditions of an earlier version and parts of other runs: no mark leads to them any more."""
        for name, outcome in outcomes.items():
            if outcome.found and name in parts:
                await self._part_runs.supersede(after, self._table[name], outcome.found, parts[name])
            old = before.stages.get(name)
            if old and outcome.found and old.version < outcome.mark.version:
                for blob in (*outcome.found.blobs, *outcome.found.files):
                    await self._stores.blobs.delete(rendition_key(before.owner, before.id, blob, old.version))

    async def _publish(self, photo: Photo, stages: tuple[str, ...], lane: Lane, *, lost: Set[str]) -> None:
        """On the lane of what it follows from: nobody waits for the rest of it either. `lost`: stages without a mark,
        some of which read what has changed. Those that need none of ours nobody else would send for."""
        event = self._kind(photo)(owner=photo.owner, photo=photo.id, stages=stages, status=photo.status)
        await self._stores.broker.publish(event, lane=lane)
        own = {stage.name for stage in self._table.of(self._service)}
        if any(own.isdisjoint((name, *self._table[name].needs)) for name in lost & self._table.names()):
            await self._stores.broker.publish(PhotoUnsettled(owner=photo.owner, photo=photo.id), lane=lane)

    def _kind(self, photo: Photo) -> type[StagesSettled | PhotoProgressed | PhotoFinished]:
        if photo.settled:
            return PhotoFinished
        # The others are called once this service has done all it can: called in between, and again afterwards, they
        # would do the same work twice at the same time.
        if self._table.due(photo.stages, self._service) or not self._table.called(photo.stages, self._service):
            return PhotoProgressed
        return StagesSettled

    async def _run(
        self, photo: Photo, stages: Sequence[Stage], preview: bytes | None, delivery: Delivery
    ) -> dict[str, Outcome]:
        """Runs the stages, and those that become due by them and need nothing but the record: one write for all."""
        outcomes = await self._run_together(photo, stages, preview, delivery)
        # By marks alone first: what follows from the facts takes longer to work out.
        while self._due_on_record(photo.stages | {name: outcome.mark for name, outcome in outcomes.items()}):
            ahead = settle(photo, _results(outcomes), self._table)
            stages = self._due_on_record(ahead.stages)
            if not stages:
                break  # some of what they need is due again
            outcomes |= await self._run_together(ahead, stages, preview, delivery)
        return outcomes

    def _due_on_record(self, marks: Mapping[str, Mark]) -> list[Stage]:
        return [stage for stage in self._table.due(marks, self._service) if stage.takes == "record"]

    async def _run_together(
        self, photo: Photo, stages: Sequence[Stage], preview: bytes | None, delivery: Delivery
    ) -> dict[str, Outcome]:
        """Those that take the same thing in one piece of work."""
        outcomes: dict[str, Outcome] = {}
        groups: dict[tuple[str, ...], list[Stage]] = {}
        of_faces = any(stage.name in (FOUND_BY, PLACED_BY) for stage in stages)
        faceless = of_faces and not (await self._stores.libraries.get(photo.owner)).faces
        for stage in stages:
            if faceless and stage.name in (FOUND_BY, PLACED_BY):
                outcomes[stage.name] = Outcome(_mark("skipped", stage, error=SWITCHED_OFF))
            elif stage.off:
                outcomes[stage.name] = Outcome(_mark("skipped", stage, error=stage.off))
            elif lost := self._lost_need(photo, stage):
                outcomes[stage.name] = Outcome(
                    _mark("skipped", stage, error=f"It needs {lost}, which did not succeed.")
                )
            else:
                groups.setdefault((stage.takes, stage.of, stage.blob), []).append(stage)
        parts = await asyncio.gather(*(self._run_group(photo, group, preview, delivery) for group in groups.values()))
        for part in parts:
            outcomes.update(part)
        return outcomes

    def _lost_need(self, photo: Photo, stage: Stage) -> str:
        """What keeps the stage from running: who makes what it takes, else all that it needs."""
        lost = [need for need in stage.needs if photo.stages[need].state != "done"]
        if stage.takes in ("preview", "parts"):
            maker = stage.of or "renditions"
            return maker if maker in lost else ""
        return lost[0] if lost and len(lost) == len(stage.needs) else ""

    async def _run_group(
        self, photo: Photo, stages: Sequence[Stage], preview: bytes | None, delivery: Delivery
    ) -> dict[str, Outcome]:
        """Those that take the same."""
        began = time.perf_counter()
        takes = stages[0].takes
        priority = Priority.FRESH if delivery.lane is Lane.FRESH else Priority.BULK
        done: Done = {}
        try:
            with tracing.span("run " + " ".join(stage.name for stage in stages)):
                async with contextlib.aclosing(self._works(photo, stages, preview)) as works:
                    async for work in works:
                        more = await self._runners[takes](replace(work, priority=priority))
                        done = joined(done, more) if done else more
        except Transient:
            raise
        except Invalid as error:
            # The original or the preview is not there: lost, or the photo is being deleted right now.
            return {stage.name: Outcome(self._failed(stage, error)) for stage in stages}
        except Exception as error:
            if len(stages) > 1:
                # One of them did it: each alone, the others still succeed.
                parts = [await self._run_group(photo, [stage], preview, delivery) for stage in stages]
                return {name: outcome for part in parts for name, outcome in part.items()}
            if not isinstance(error, ChildFailed):
                log.exception("stage %s broke on photo %s", stages[0].name, photo.id)
            if delivery.faults < ATTEMPTS - 1:
                telemetry.STAGE_RETRIES.labels(stages[0].name).inc()
                raise _Failed(f"{stages[0].name}: {error}") from error
            whose = f"the plugin {stages[0].plugin}" if stages[0].plugin else "Heliograph"
            sentence = f"{error}." if isinstance(error, ChildFailed) else _BROKEN.format(whose)
            return {stages[0].name: Outcome(self._failed(stages[0], HeliographError(sentence)))}
        telemetry.STAGE_SECONDS.labels(self._service, takes).observe(time.perf_counter() - began)
        return dict(self._outcomes(stages, done or {stage.name: (Found(), "") for stage in stages}))

    async def _works(self, photo: Photo, stages: Sequence[Stage], preview: bytes | None) -> AsyncGenerator[Work, None]:
        """One; of many parts several, and of none none: there is nothing to look at."""
        names = tuple(stage.name for stage in stages)
        models = {
            stage.name: loaded_by(stage.task, stage.lacking(photo.stages.get(stage.name)))
            for stage in stages
            if stage.models
        }
        blobs = self._stores.blobs
        match stages[0].takes:
            case "original":
                async with contextlib.AsyncExitStack() as stack:
                    path = await stack.enter_async_context(blobs.local(photo.original))
                    sidecar = None
                    if photo.sidecar:
                        sidecar = await stack.enter_async_context(blobs.local(sidecar_key(photo.owner, photo.id)))
                    yield Work(photo, names, path=path, sidecar=sidecar, models=models)
            case "preview":
                if preview is None:
                    version = photo.stages["renditions"].version
                    preview = await blobs.read(rendition_key(photo.owner, photo.id, "preview", version))
                yield Work(photo, names, preview=preview, models=models)
            case "parts":
                async for parts in self._part_runs.looked_at(photo, stages[0]):
                    yield Work(photo, names, parts=parts, models=models)
            case "record":
                yield Work(photo, names, models=models)

    def _outcomes(self, stages: Sequence[Stage], done: Done) -> Iterable[tuple[str, Outcome]]:
        for stage in stages:
            found, model = done[stage.name]
            if isinstance(found, Invalid):
                yield stage.name, Outcome(self._failed(stage, found, model))
            else:
                if stage.has_parts:
                    told = summary(new_run(stage.version, model), len(found.parts))
                    found = replace(found, facts=found.facts | told)
                telemetry.STAGE_OWN_SECONDS.labels(stage.name).observe(found.seconds)
                ms = round(found.seconds * 1000, 1)
                yield stage.name, Outcome(_mark("done", stage, model=model, ms=ms), found)

    def _failed(self, stage: Stage, error: HeliographError, model: str = "") -> Mark:
        state: MarkState = "skipped" if isinstance(error, PutOff) else "failed"
        return _mark(state, stage, model=model, error=str(error), error_kind=error.kind)


def _without_faces(stage: Stage, outcome: Outcome) -> Outcome:
    if stage.name in (FOUND_BY, PLACED_BY):
        return Outcome(_mark("skipped", stage, error=SWITCHED_OFF))
    if stage.name == READ_BY and outcome.found:
        return replace(outcome, found=replace(outcome.found, facts=without_names(outcome.found.facts)))
    return outcome


def _mark(
    state: MarkState, stage: Stage, *, model: str = "", error: str = "", error_kind: str = "", ms: float = 0.0
) -> Mark:
    return Mark(state, stage.version, instant(), model, stage.models, error, error_kind, ms)


def _results(outcomes: Mapping[str, Outcome]) -> Results:
    return {name: (outcome.found.facts if outcome.found else None, outcome.mark) for name, outcome in outcomes.items()}
