"""The embedded broker: one SQLite file, used by one process at a time (the runtime holds a lock).

So at open every message that is held was held by a process that crashed, and comes back alone.
"""

import asyncio
import contextlib
import json
import logging
import sqlite3
import time
from collections import defaultdict, deque
from collections.abc import AsyncGenerator, Callable, Sequence
from functools import partial
from pathlib import Path

import msgspec

from shared.broker.base import LONGEST_RETRY, SUSPICION, DeadLetter, Depth, Lane, Queue, pause_after_crash
from shared.broker.fanout import Fanout
from shared.broker.lanes import Turns
from shared.domain.events import AnyEvent, decode_event, encode_event
from shared.domain.ids import new_id
from shared.domain.instants import instant
from shared.errors import NotFound
from shared.sqlite.connection import connect
from shared.sqlite.errors import SQLITE_ERRORS, SqliteFile, translated
from shared.sqlite.threads import Writer

log = logging.getLogger(__name__)

# A message is ready when it has neither a holder (a consumer) nor a due time (of its retry).
# Only a suspect is ever held alone, so a crash while alone is a held suspect.
_SCHEMA = """
begin immediate;
create table if not exists binding(
  queue text not null, topic text not null, primary key (queue, topic)) strict, without rowid;
create table if not exists message(
  id integer primary key, queue text not null, lane text not null, published_at real not null,
  attempts integer not null, faults integer not null default 0, suspect integer not null default 0, due real,
  holder integer,
  body blob not null) strict;
create index if not exists message_ready on message(queue, lane, id) where holder is null and due is null;
create index if not exists message_due on message(queue, due) where due is not null;
create index if not exists message_held on message(queue, holder) where holder is not null;
create table if not exists dead(
  id text primary key, queue text not null, lane text not null, attempts integer not null,
  reason text not null, died_at text not null, body blob not null) strict;
create index if not exists dead_queue on dead(queue, id);
commit;
"""
# Wall time, but as the clock stood when the process began: setting it back must hold up no retry.
_OFFSET = time.time() - time.monotonic()

_Row = tuple[int, str, int, int, int, bytes]
_SUSPECT = 2
_READY = "queue = ? and lane = ? and holder is null and due is null"
_NEXT = f"select id, lane, suspect, attempts, faults, body from message where {_READY} order by id limit ?"


class SqliteBroker:
    def __init__(self, writer: Writer, bindings: Sequence[tuple[str, str]]) -> None:
        self._writer = writer
        self._queues: dict[str, set[str]] = defaultdict(set)  # topic -> queues
        self._bind(bindings)
        self._consumers: dict[str, list[_Consumer]] = defaultdict(list)
        self._consumers_ever = 0
        self._fanout = Fanout()

    @classmethod
    async def open(cls, path: Path, *, suspicion: float = SUSPICION) -> "SqliteBroker":
        """Raises Unavailable when the file cannot be used."""
        file = SqliteFile(path, "queue", anew=True)
        writer = Writer(file, await asyncio.to_thread(_connection, file))
        try:
            await writer.run(partial(_take_back, suspicion=suspicion))
            return cls(writer, await writer.run(_bindings))
        except BaseException:
            await writer.close()
            raise

    async def declare(self, *queues: Queue) -> None:
        rows = [(queue.name, topic) for queue in queues for topic in queue.topics]
        await self._writer.run(lambda db: db.executemany("insert or ignore into binding values (?, ?)", rows))
        self._bind(rows)

    async def publish(self, event: AnyEvent, *, lane: Lane = Lane.FRESH) -> None:
        queues = tuple(self._queues.get(event.topic, ()))
        body, now = encode_event(event), _now()
        rows = [(queue, lane, now, 1, body) for queue in queues]

        def tell() -> None:
            self._fanout.send(event)
            self._wake(*queues)

        await self._writer.run(partial(_insert, rows=rows), then=tell)

    async def consume(self, queue: str, *, prefetch: int) -> AsyncGenerator["SqliteDelivery", None]:
        self._known(queue)
        self._consumers_ever += 1
        consumer = _Consumer(self._writer, queue, prefetch, number=self._consumers_ever)
        self._consumers[queue].append(consumer)
        alive = [each.number for each in self._consumers[queue]]
        try:
            # One whose disk failed when it went has handed back nothing.
            await self._writer.run(partial(_hand_back_of_others, queue=queue, alive=alive))
            while not consumer.stopped:
                consumer.woken.clear()
                next_due = await consumer.claim()
                while consumer.claimed and not consumer.stopped:
                    yield consumer.hand_out()
                await consumer.wait(next_due)
        finally:
            self._consumers[queue].remove(consumer)
            if not consumer.stopped:
                await consumer.stop(then=partial(self._wake, queue))

    def subscribe(self, topics: Sequence[str]) -> AsyncGenerator[AnyEvent, None]:
        return self._fanout.subscribe(topics)

    async def depth(self, queue: str) -> Depth:
        self._known(queue)
        return await self._writer.run(partial(_depth, queue=queue))

    async def dead_letters(self, queue: str, *, limit: int = 100) -> list[DeadLetter]:
        self._known(queue)
        letters = []
        rows = await self._writer.run(partial(_dead, queue=queue, limit=limit))
        for letter, body, reason, attempts, died_at in rows:
            with contextlib.suppress(msgspec.DecodeError):  # it waits here for a release that knows it
                letters.append(DeadLetter(letter, queue, decode_event(body), reason, attempts, died_at))
        return letters

    async def replay(self, queue: str, ids: Sequence[str] | None = None) -> int:
        """Sends dead letters again (all of the queue when no ids are given) and says how many."""
        self._known(queue)
        return await self._writer.run(partial(_replay, queue=queue, ids=ids), then=partial(self._wake, queue))

    async def check(self) -> None:
        """A damaged page is met by who needs it, and told from then on."""
        if self._writer.damage:
            raise self._writer.damage
        await self._writer.run(_bindings)

    async def close(self) -> None:
        for consumer in [consumer for consumers in self._consumers.values() for consumer in consumers]:
            await consumer.stop()
        self._fanout.close()
        await self._writer.close()

    def _wake(self, *queues: str) -> None:
        for queue in queues:
            for consumer in self._consumers[queue]:
                consumer.woken.set()

    def _bind(self, bindings: Sequence[tuple[str, str]]) -> None:
        for queue, topic in bindings:
            self._queues[topic].add(queue)

    def _known(self, queue: str) -> None:
        if not any(queue in queues for queues in self._queues.values()):
            raise NotFound(f"There is no queue {queue}.")


class _Consumer:
    """What one consume holds: first `claimed` in the file, then `outstanding` at its reader."""

    def __init__(self, writer: Writer, queue: str, prefetch: int, *, number: int) -> None:
        self.claimed: deque[SqliteDelivery] = deque()
        self.outstanding: set[SqliteDelivery] = set()
        self.woken = asyncio.Event()
        self.stopped = False
        self._writer = writer
        self._queue = queue
        self._prefetch = prefetch
        self.number = number
        self._turns = Turns()

    async def claim(self) -> float | None:
        """Claims as much as may be handed out now. Returns when the queue's next retry is due."""
        free = self._prefetch - len(self.outstanding)
        if free <= 0 or any(delivery.alone for delivery in self.outstanding):
            return None
        rows, next_due = await self._writer.run(partial(self._claim, free=free, idle=not self.outstanding))
        if self.stopped:  # and the rows are handed back
            return None
        for message, lane, suspect, attempts, faults, body in rows:
            try:
                event = decode_event(body)
            except msgspec.DecodeError as error:
                log.error("%s: set aside a body that is none of our events: %s", self._queue, error)
                await self._writer.run(partial(_bury, id=message, holder=self.number, reason=str(error)))
                self.woken.set()
            else:
                delivery = SqliteDelivery(self, message, event, attempts, faults, bool(suspect), Lane(lane))
                self.claimed.append(delivery)
        return next_due

    def hand_out(self) -> "SqliteDelivery":
        delivery = self.claimed.popleft()
        self.outstanding.add(delivery)
        return delivery

    async def wait(self, due: float | None) -> None:
        """Until something was published, settled or replayed, or until `due`."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(None if due is None else max(0, due - _now())):
                await self.woken.wait()

    async def settle(self, delivery: "SqliteDelivery", work: Callable[..., None]) -> None:
        if delivery in self.outstanding:
            await self._writer.run(
                partial(work, id=delivery.id, holder=self.number), then=partial(self._release, delivery)
            )

    async def stop(self, *, then: Callable[[], None] = lambda: None) -> None:
        self.stopped = True
        self.claimed.clear()
        self.outstanding.clear()
        self.woken.set()
        # Behind a claim that may still be queued, so nothing stays held.
        await self._writer.run(partial(_hand_back, queue=self._queue, holder=self.number), then=then)

    def _release(self, delivery: "SqliteDelivery") -> None:
        self.outstanding.discard(delivery)
        self.woken.set()

    def _claim(self, db: sqlite3.Connection, *, free: int, idle: bool) -> tuple[list[_Row], float | None]:
        _promote(db, self._queue, _now())
        ready = {lane: deque(db.execute(_NEXT, (self._queue, lane, free)).fetchall()) for lane in Lane}
        rows: list[_Row] = []
        while len(rows) < free and any(ready.values()):
            lane = self._turns.next(fresh=bool(ready[Lane.FRESH]), bulk=bool(ready[Lane.BULK]))
            suspect = ready[lane][0][_SUSPECT]
            # It goes alone or waits for that, and everything behind it waits too: else it would never come.
            if suspect and not (idle and not rows):
                break
            rows.append(ready[lane].popleft())
            self._turns.took(lane)
            if suspect:
                break
        db.executemany("update message set holder = ? where id = ?", [(self.number, row[0]) for row in rows])
        (next_due,) = db.execute(
            "select min(due) from message where queue = ? and due is not null", (self._queue,)
        ).fetchone()
        return rows, next_due


class SqliteDelivery:
    def __init__(
        self, consumer: _Consumer, id: int, event: AnyEvent, attempts: int, faults: int, alone: bool, lane: Lane
    ) -> None:
        self.id = id
        self.event = event
        self.attempts = attempts
        self.faults = faults
        self.alone = alone
        self.lane = lane
        self._consumer = consumer

    async def ack(self) -> None:
        await self._consumer.settle(self, _ack)

    async def retry(self, after: float, reason: str, *, fault: bool = False) -> None:
        if not 0 <= after <= LONGEST_RETRY:
            raise ValueError(f"a retry waits from 0 to {LONGEST_RETRY:g} seconds, not {after:g}")
        log.info("%s of %s: again in %g s: %s", self.event.topic, self.event.photo, after, reason)
        await self._consumer.settle(self, partial(_retry, due=_now() + after if after else None, fault=fault))

    async def dead(self, reason: str) -> None:
        await self._consumer.settle(self, partial(_bury, reason=reason))


def _connection(file: SqliteFile) -> sqlite3.Connection:
    connection = connect(file, writer=True)
    try:
        connection.executescript(_SCHEMA)
    except SQLITE_ERRORS as error:
        connection.close()
        raise translated(error, file) from error
    return connection


def _now() -> float:
    return _OFFSET + time.monotonic()


def _take_back(db: sqlite3.Connection, *, suspicion: float) -> None:
    """What a process held that crashed is suspect; what it held alone stays away for a while."""
    now = _now()
    crashed = db.execute("select id, faults from message where holder is not null and suspect").fetchall()
    db.execute("update message set suspect = 1, holder = null where holder is not null")
    db.executemany(
        "update message set attempts = attempts + 1, faults = faults + 1, due = ? where id = ?",
        [(now + pause_after_crash(faults, suspicion), id) for id, faults in crashed],
    )


def _bindings(db: sqlite3.Connection) -> list[tuple[str, str]]:
    return db.execute("select queue, topic from binding").fetchall()


def _promote(db: sqlite3.Connection, queue: str, now: float) -> None:
    """Retries whose time has come are ready."""
    db.execute("update message set due = null where queue = ? and due <= ?", (queue, now))


def _insert(db: sqlite3.Connection, *, rows: Sequence[tuple[str, str, float, int, bytes]]) -> None:
    db.executemany("insert into message(queue, lane, published_at, attempts, body) values (?, ?, ?, ?, ?)", rows)


def _ack(db: sqlite3.Connection, *, id: int, holder: int) -> None:
    db.execute("delete from message where id = ? and holder = ?", (id, holder))


def _retry(db: sqlite3.Connection, *, id: int, holder: int, due: float | None, fault: bool) -> None:
    db.execute(
        "update message set holder = null, suspect = 0, attempts = attempts + 1, faults = faults + ?, due = ?"
        " where id = ? and holder = ?",
        (fault, due, id, holder),
    )


def _bury(db: sqlite3.Connection, *, id: int, holder: int, reason: str) -> None:
    db.execute(
        "insert into dead(id, queue, lane, attempts, reason, died_at, body)"
        " select ?, queue, lane, attempts, ?, ?, body from message where id = ? and holder = ?",
        (new_id(), reason, instant(), id, holder),
    )
    _ack(db, id=id, holder=holder)


def _hand_back(db: sqlite3.Connection, *, queue: str, holder: int) -> None:
    db.execute("update message set holder = null where queue = ? and holder = ?", (queue, holder))


def _hand_back_of_others(db: sqlite3.Connection, *, queue: str, alive: Sequence[int]) -> None:
    sql = "update message set holder = null where queue = ? and holder not in (select value from json_each(?))"
    db.execute(sql, (queue, json.dumps(alive)))


def _depth(db: sqlite3.Connection, *, queue: str) -> Depth:
    now = _now()
    _promote(db, queue, now)
    ready, oldest = 0, now
    for lane in Lane:
        ready += db.execute(f"select count(*) from message where {_READY}", (queue, lane)).fetchone()[0]
        # In the order of publishing, so the first is the oldest.
        for (published_at,) in db.execute(
            f"select published_at from message where {_READY} order by id limit 1", (queue, lane)
        ):
            oldest = min(oldest, published_at)
    (in_flight,) = db.execute(
        "select count(*) from message where queue = ? and holder is not null", (queue,)
    ).fetchone()
    (dead,) = db.execute("select count(*) from dead where queue = ?", (queue,)).fetchone()
    return Depth(ready, in_flight, dead, now - oldest)


def _dead(db: sqlite3.Connection, *, queue: str, limit: int) -> list[tuple[str, bytes, str, int, str]]:
    return db.execute(
        "select id, body, reason, attempts, died_at from dead where queue = ? order by id limit ?", (queue, limit)
    ).fetchall()


def _replay(db: sqlite3.Connection, *, queue: str, ids: Sequence[str] | None) -> int:
    chosen = "queue = :queue" + ("" if ids is None else " and id in (select value from json_each(:ids))")
    values = {"queue": queue, "ids": json.dumps(ids), "now": _now()}
    db.execute(
        "insert into message(queue, lane, published_at, attempts, body)"
        f" select queue, lane, :now, 1, body from dead where {chosen} order by id",
        values,
    )
    return db.execute(f"delete from dead where {chosen}", values).rowcount
