"""Made-up groups and places, for the tests of what comes from and goes to other directories."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from types import MappingProxyType

from hypothesis import strategies as st

from chatbot.directory import (
    JoinRoute,
    Language,
    Location,
    Scope,
    Service,
    ServiceAtLocation,
    Status,
    Strength,
)
from chatbot.facts import Fact, Principle, Source, Stated
from chatbot.feeds.arriving import Reader
from chatbot.feeds.openreferral.writing import Publisher
from chatbot.loading.open_referral import read_open_referral
from chatbot.loading.tree import Report
from chatbot.schedules import Frequency, Rhythm, Schedule

TODAY = date(2026, 11, 28)
SITE = "https://signpost.example.org"
FLOWS = Path(__file__).parent.parent.parent / "flows"
DISTRICTS = {"LS6": (53.8222, -1.5683), "IV1": (57.4914, -4.2144), "BT9": (54.5744, -5.9489)}
TERMS = read_open_referral(FLOWS, Report())
PUBLISHER = Publisher(SITE, TERMS, DISTRICTS.get)


def reader(feed: str = "a feed", *, own: bool = False) -> Reader:
    return Reader(feed, DISTRICTS.get, TODAY, own)


words = st.text("abcdefghijk lmnopqrstuvwxyz'-", min_size=1, max_size=40).map(
    lambda text: " ".join(("Example " + text).split())
)
days = st.dates(date(2015, 1, 1), TODAY)
clocks = st.times().map(lambda at: time(at.hour, at.minute))
keys = st.sampled_from(["step_free", "bsl", "hearing_loop", "free", "quiet", "creche"])
stated = st.builds(
    Stated,
    st.sampled_from([Fact.YES, Fact.NO]),
    st.just("") | words,
    st.sampled_from(Source),
    st.none() | days,
)
facts = st.dictionaries(keys, stated, max_size=4).map(MappingProxyType)
schedules = (
    st.builds(
        Schedule,
        rhythm=st.sampled_from(Rhythm),
        freq=st.sampled_from(Frequency),
        interval=st.integers(1, 12),
        byday=st.sampled_from(["", "TU", "2TU", "-1TH", "SA,SU", "1MO,3MO"]),
        bymonthday=st.sampled_from(["", "1", "1,15", "-1"]),
        dtstart=st.none() | days,
        valid_from=st.none() | days,
        valid_to=st.none() | days,
        opens_at=st.none() | st.just(time(19)),
        closes_at=st.none() | st.just(time(20, 30)),
        on_bank_holidays=st.sampled_from(Fact),
        note=st.just("") | words,
    )
    | st.just(Schedule(Rhythm.IRREGULAR, note="Eight times a year"))
    | st.just(Schedule(Rhythm.ALWAYS_OPEN))
)
timetable = st.lists(schedules, max_size=2, unique=True).map(tuple)
addresses = st.sampled_from(["", "Example Hall, 1 High Street", "Example Hall, {} 1AB"])


@st.composite
def locations(draw: st.DrawFn, *, hidden: bool | None = None) -> Location:
    outcode = draw(st.sampled_from(sorted(DISTRICTS)))
    return Location(
        address=draw(addresses).format(outcode),
        town=draw(st.sampled_from(["", "Leeds", "Inverness"])),
        outcode=outcode,
        lat=draw(st.floats(49.5, 60)),
        lon=draw(st.floats(-8, 2)),
        hidden=draw(st.booleans()) if hidden is None else hidden,
        transport=draw(st.just("") | words),
    )


places = st.builds(
    ServiceAtLocation,
    id=st.uuids().map(str) | st.from_regex(r"place-[a-z0-9]{1,8}", fullmatch=True),
    location=locations(),
    schedules=timetable,
    facts=facts,
)
principles = st.builds(
    Principle, st.integers(1, 6), st.sampled_from(Fact), st.none() | days, st.just("organizer"),
    st.just("") | words,
)  # fmt: skip
services = st.builds(
    Service,
    id=st.uuids().map(str) | st.from_regex(r"[a-z]{3,8}-[a-z0-9]{1,8}", fullmatch=True),
    name=words,
    organization=st.just("") | words,
    summary=st.just("") | words,
    formats=st.frozensets(st.sampled_from(["in_person", "online", "chat", "phone"]), min_size=1),
    audiences=st.dictionaries(
        st.sampled_from(["adult", "young_person", "parent", "women", "lgbtq"]),
        st.sampled_from(Strength),
    ).map(MappingProxyType),
    about=st.frozensets(st.sampled_from(["pregnancy", "food", "older"])),
    scope=st.sampled_from(Scope),
    minimum_age=st.none() | st.integers(1, 18),
    maximum_age=st.none() | st.integers(18, 120),
    places=st.lists(places, max_size=2, unique_by=lambda at: at.id).map(tuple),
    nations=st.frozensets(st.sampled_from(["England", "Scotland", "Wales", "Northern Ireland"])),
    schedules=timetable,
    cost=st.just("") | words,
    phone=st.sampled_from(["", "07700 900123", "+447700900123", "0808 570 0123"]),
    email=st.sampled_from(["", "hello@example.org"]),
    web=st.sampled_from(["", "https://example.org/group", "example.org/group"]),
    route=st.sampled_from(JoinRoute),
    join=st.just("") | words,
    languages=st.lists(
        st.builds(
            Language,
            st.sampled_from(["English", "Urdu", "Cymraeg"]),
            st.sampled_from(["", "cy"]),
            st.sampled_from(["spoken", "interpreter_on_request", "written"]),
        ),
        max_size=3,
        unique=True,
    ).map(tuple),
    facts=facts,
    principles=st.lists(principles, max_size=6, unique_by=lambda one: one.number).map(tuple),
    status=st.sampled_from(Status),
    back_on=st.none() | st.dates(TODAY, date(2027, 12, 31)),
    checked_on=st.none() | days,
    checked_how=st.sampled_from(["", "phoned", "email_link", "visit"]),
    made_up=st.booleans(),
)
