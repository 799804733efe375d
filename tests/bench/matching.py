"""The first three of many groups: few judged beside all judged, the same answers, and memory."""

from __future__ import annotations

import random
import tracemalloc
from collections.abc import Callable, Sequence
from datetime import date, time, timedelta
from statistics import median
from time import process_time, process_time_ns
from typing import TypeVar

from chatbot.content import Content
from chatbot.directory import (
    Directory,
    Language,
    Location,
    Service,
    ServiceAtLocation,
    Strength,
)
from chatbot.eligibility import Search
from chatbot.facts import Fact, Stated
from chatbot.matching import Found, Plainly, choose, find_quickly, prepare
from chatbot.places import Place
from chatbot.schedules import Frequency, Schedule
from tests.bench.figures import BenchError, Goal, Row, at_share, progress
from tests.searched import reply_to

SIZES = (300, 3_000, 30_000, 300_000)
QUICK_SIZES = SIZES[:3]
FEELS_AT = 30_000
"""How many groups a whole reply must not feel."""
MILLISECONDS = 2.0
SEARCHES, PLAIN_SEARCHES = 60, 8
TODAY = date(2026, 11, 28)
Done = TypeVar("Done")
NEEDS = (
    "step_free", "bsl", "hearing_loop", "captions", "easy_read", "quiet", "children_welcome",
    "camera_off_ok", "no_smartphone", "free",
)  # fmt: skip
NATIONS = ("England", "Scotland", "Wales", "Northern Ireland")
ABOUT = ("newly_diagnosed", "food", "burnout", "technology", "exercise")


def measure(content: Content, sizes: Sequence[int] = SIZES) -> list[Row]:
    """Return the CPU time of a search and of a whole reply, and the memory, by size."""
    rows: list[Row] = []
    spots = [one for one in content.gazetteer.pins if one.nation in NATIONS]
    for size in sizes:
        progress(f"matching: {size:,} made-up groups")
        chance = random.Random(size)  # noqa: S311
        directory = Directory(tuple(made_up_group(n, chance, spots) for n in range(size)))
        rows += _rows(content, directory, [made_up_search(chance, spots) for _ in range(SEARCHES)])
    return rows


def _rows(content: Content, directory: Directory, searches: list[Search]) -> list[Row]:
    size = len(directory.services)
    made_ready, megabytes = _prepared(directory)
    find_quickly(directory, searches[0])  # the first of a day looks how old each listing is
    ours = [_timed(lambda search=search: find_quickly(directory, search)) for search in searches]
    few = searches[: PLAIN_SEARCHES if size <= FEELS_AT else PLAIN_SEARCHES // 4]
    plain = [_timed(lambda search=search: all_judged(directory, search)) for search in few]
    if [found for found, _ in ours[: len(few)]] != [found for found, _ in plain]:
        raise BenchError(f"of {size:,} groups others are found than by judging all")
    replies = [_timed(lambda s=search: reply_to(content, directory, s))[1] for search in searches]
    p50, p99 = (at_share([each for _, each in ours], share) for share in (0.5, 0.99))
    goal = Goal(f"p50 under {MILLISECONDS:g} ms", p50 < MILLISECONDS)
    whole = at_share(replies, 0.5)
    return [
        Row(
            f"first three of {size:,} groups",
            f"p50 {p50:.2f} ms, p99 {p99:.2f} ms; all judged {median(e for _, e in plain):.1f} ms",
            goal if size <= FEELS_AT else None,
        ),
        Row(
            "  the whole reply",
            f"p50 {whole:.2f} ms, p99 {at_share(replies, 0.99):.2f} ms",
            Goal(f"p50 under {2 * MILLISECONDS:g} ms", whole < 2 * MILLISECONDS)
            if size == FEELS_AT
            else None,
        ),
        Row("  laid out once", f"{made_ready:.2f} s, {megabytes:.1f} MB beside the groups"),
    ]


def _prepared(directory: Directory) -> tuple[float, float]:
    """Lay a directory out, and return the seconds and the megabytes it took."""
    before = process_time()
    prepare(directory)
    seconds = process_time() - before
    directory.made.clear()
    tracemalloc.start()
    prepare(directory)
    megabytes = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    return seconds, megabytes


def all_judged(directory: Directory, search: Search) -> Found:
    return choose(Plainly.of(directory, search, ()), search, first_page=True)


def _timed(do: Callable[[], Done]) -> tuple[Done, float]:
    before = process_time_ns()
    done = do()
    return done, (process_time_ns() - before) / 1e6


def made_up_group(number: int, chance: random.Random, spots: list[Place]) -> Service:
    kinds = ({"in_person"},) * 3 + ({"online"}, {"in_person", "online"}, {"chat"}, {"phone"})
    formats = frozenset(chance.choice(kinds))
    said = (Fact.YES, Fact.YES, Fact.NO)
    spot = chance.choice(spots)
    return Service(
        id=f"group-{number}",
        name=f"Group {number}",
        organization=f"Example {number % 997}",
        summary="Made up",
        formats=formats,
        audiences=chance.choice(
            (
                *({"adult": Strength.FOR},) * 6,
                {"parent": Strength.FOR},
                {"young_person": Strength.FOR},
                {"adult": Strength.FOR, "women": Strength.ONLY},
            )
        ),
        about=frozenset(chance.sample(ABOUT, chance.choice((0, 0, 1)))),
        facts={need: Stated(chance.choice(said)) for need in NEEDS if chance.random() < 0.35},
        places=(_at(number, chance, spot),) if "in_person" in formats else (),
        nations=frozenset((spot.nation,)) if chance.random() < 0.2 else frozenset(),
        schedules=(
            Schedule(
                freq=Frequency.WEEKLY,
                byday=chance.choice(("TU", "SA")),
                opens_at=time(chance.choice((10, 19))),
            ),
        )
        if chance.random() < 0.7
        else (),
        checked_on=TODAY - timedelta(days=chance.randrange(900)),
        languages=(Language("Urdu"),) if chance.random() < 0.1 else (),
        reminders=3 if chance.random() < 0.1 else 0,
    )


def _at(number: int, chance: random.Random, spot: Place) -> ServiceAtLocation:
    lat, lon = spot.lat + chance.uniform(-0.05, 0.05), spot.lon + chance.uniform(-0.05, 0.05)
    return ServiceAtLocation(
        f"{number}", Location("Example Hall", spot.name, spot.outcode, lat, lon)
    )


def made_up_search(chance: random.Random, spots: list[Place]) -> Search:
    return Search(
        today=TODAY,
        who=chance.choice(("adult", "adult", "adult", "parent")),
        place=chance.choice(spots),
        formats=frozenset(chance.choice(((), ("in_person",), ("in_person", "online"), ("chat",)))),
        needs=tuple(chance.sample(NEEDS, chance.choice((0, 0, 1, 2, 3)))),
        languages=chance.choice(((), (), (), ("urdu",))),
        when=frozenset(chance.choice(((), (), ("evening",)))),
        about=frozenset(chance.choice(((), (), ("burnout",)))),
    )
