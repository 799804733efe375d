"""What one message costs as the tables grow, on both databases: it should not."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import md5
from itertools import chain, product
from pathlib import Path
from statistics import median
from time import perf_counter

from chatbot.content import Content
from chatbot.conversation import Conversation, to_json
from chatbot.directory import Directory
from chatbot.engine import advance
from chatbot.inbox import Inbox
from chatbot.messages import Inbound
from chatbot.setup import FLOWS
from chatbot.store.database import Database
from chatbot.store.keys import Keys
from tests.bench.conversations import MIX
from tests.bench.door import KEY, settings_for
from tests.bench.figures import BenchError, Goal, Row, at_share, progress
from tests.bench.filling import Crowd, fill
from tests.soak.postgres import Postgres

SIZES = {
    "contacts": (1_000, 100_000, 1_000_000),
    "stored conversations": (100, 10_000, 100_000),
}
MESSAGES = 6
"""Kept of each stored conversation, with their replies."""
EACH = 10
"""People who text out of each conversation of the mix, in every database."""
APART = 1.3


@dataclass(frozen=True, slots=True)
class Script:
    """A conversation in the middle: where it stands, the replies so far, the texts to come."""

    state: str
    replies: tuple[str, ...]
    texts: tuple[str, ...]


@dataclass(slots=True)
class Place:
    """One database, by how many of what are in it, and the milliseconds of each message."""

    name: str
    kind: str
    many: int
    inbox: Inbox
    milliseconds: list[float] = field(default_factory=list)
    sweep: float = 0.0


def measure(content: Content, directory: Directory, folder: Path, smaller: int = 1) -> list[Row]:
    """Return what a message takes in databases of all sizes, asked in turns.

    The sizes are so many times ``smaller``, and 100 at the least, so that all who text are there.
    """
    now = datetime.now(UTC)
    scripts = halves(content, directory, now)
    sizes = [(kind, max(100, many // smaller)) for kind, each in SIZES.items() for many in each]
    places: list[Place] = []
    with ExitStack() as things:
        postgres = things.enter_context(closing(Postgres()))
        for name, (kind, many) in product(("SQLite", "PostgreSQL"), sizes):
            progress(f"growth: {name} is filled with {many:,} {kind}")
            on_server = postgres.new_database()
            on_file = f"sqlite:///{folder / f'{len(places)}.db'}"
            url = on_file if name == "SQLite" else postgres.url(on_server)
            inbox = Inbox(content, Database(url), FLOWS, settings_for(url))
            things.callback(inbox.database.close)
            places.append(Place(name, kind, many, inbox))
            fill_place(places[-1], scripts, now)
            with postgres.connect(on_server) as connection:  # what is left to do after filling
                connection.execute("VACUUM (ANALYZE)")
                connection.execute("CHECKPOINT")
        progress(f"growth: the same texts to {len(places)} databases in turns")
        ask(places, scripts)
    groups = dict.fromkeys((place.name, place.kind) for place in places)
    return list(chain(*(_rows(places, *group) for group in groups)))


def halves(content: Content, directory: Directory, now: datetime) -> list[Script]:
    """Return every conversation of the mix in its middle."""
    return [_half(content, directory, at, now) for at in range(len(MIX))]


def _half(content: Content, directory: Directory, script: int, now: datetime) -> Script:
    """Play the first half of a conversation of the mix, an hour ago."""
    _, texts = MIX[script]
    half = len(texts) // 2
    conversation: Conversation | None = None
    replies: list[str] = []
    for at, words in enumerate(texts[:half]):
        when = now - timedelta(hours=1) + timedelta(seconds=40 * at)
        inbound = _inbound(script, words, when, f"before {script} {at}")
        turn = advance(content, directory, conversation, inbound)
        conversation = turn.conversation
        replies.append(turn.reply.text if turn.reply else "")
    if conversation is None:
        raise BenchError("a conversation of the mix has no first half")
    return Script(to_json(conversation), tuple(replies), texts[half:])


def _inbound(person: int, words: str, now: datetime, number: str) -> Inbound:
    """Return a text with an id that is like no other, as real ones are: they come in no order."""
    message_id = "SM" + md5(number.encode(), usedforsecurity=False).hexdigest()
    address = f"+447700900{person:03}"
    return Inbound(message_id, MIX[person % len(MIX)][0], address, words, now)


def fill_place(place: Place, scripts: Sequence[Script], now: datetime) -> None:
    """Fill a database, its first message's sweep timed apart: that is once a day."""
    place.inbox.prepare(now)
    named = []
    for person in range(EACH * len(MIX)):
        at = _inbound(person, "", now, "")
        script = scripts[person % len(MIX)]
        named.append((place.inbox.name_of(at.channel, at.address), script.state))
    bare = to_json(Conversation("", now, opted_out=True))
    if place.kind == "contacts":
        crowd = Crowd(place.many, [bare], named)
    else:
        states = [script.state for script in scripts]
        replies = [reply for script in scripts for reply in script.replies]
        crowd = Crowd(place.many, states, named, MESSAGES, replies)
    database = place.inbox.database
    fill(database, crowd, Keys((KEY,)).id, now)
    database.close()  # its connection has much room
    database.tidy_up()
    begin = perf_counter()
    next(place.inbox.forget(now), None)
    place.sweep = (perf_counter() - begin) * 1_000


def ask(places: Sequence[Place], scripts: Sequence[Script]) -> None:
    """Have the same people send the same texts to every database, in an order that changes."""
    chance = random.Random(len(places))  # noqa: S311 - the same order every time
    texts = [
        (person, at)
        for at in range(max(len(script.texts) for script in scripts))
        for person in range(EACH * len(MIX))
        if at < len(scripts[person % len(MIX)].texts)
    ]
    for person, at in texts:
        words = scripts[person % len(MIX)].texts[at]
        for place in chance.sample(places, len(places)):
            inbound = _inbound(person, words, datetime.now(UTC), f"{person} {at}")
            begin = perf_counter()
            place.inbox.receive(inbound)
            place.milliseconds.append((perf_counter() - begin) * 1_000)


def _rows(places: Sequence[Place], name: str, kind: str) -> Iterator[Row]:
    ours = [place for place in places if (place.name, place.kind) == (name, kind)]
    for place in ours:
        figure = f"{median(place.milliseconds):.2f} ms median, "
        figure += f"p99 {at_share(place.milliseconds, 0.99):.1f} ms"
        yield Row(f"a message on {name}, {place.many:,} {kind}", figure)
    yield grown(ours)
    swept = ", ".join(f"{place.sweep:.0f}" for place in ours)
    yield Row("  the day's first message waits for the sweep's first batch", f"{swept} ms")


def grown(places: Sequence[Place]) -> Row:
    """Return how many times the smallest database's median the largest's is."""
    small, large = (median(place.milliseconds) for place in (places[0], places[-1]))
    times = large / small
    goal = Goal(f"{APART} or less", times <= APART)
    return Row("  largest beside smallest, medians", f"{times:.2f} times", goal)
