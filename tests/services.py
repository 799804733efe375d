"""Services as hypothesis makes them: all that a directory can hold, none of it real."""

from __future__ import annotations

from datetime import date, time

from hypothesis import strategies as st

from chatbot.directory import (
    JoinRoute,
    Language,
    Location,
    Published,
    Scope,
    Service,
    ServiceAtLocation,
    Status,
    Strength,
)
from chatbot.facts import Fact, Principle, Source, Stated
from chatbot.schedules import Frequency, Rhythm, Schedule

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)
DAYS = st.dates(date(2000, 1, 1), date(2050, 1, 1))
MAYBE_DAYS = st.none() | DAYS
MAYBE_TIMES = st.none() | st.times(time(0), time(23, 59)).map(lambda at: at.replace(microsecond=0))
KEYS = st.sampled_from(["step_free", "bsl", "quiet", "free", "women_only", "captions"])

facts = st.dictionaries(
    KEYS,
    st.builds(
        Stated, st.sampled_from(Fact), detail=WORDS, source=st.sampled_from(Source), on=MAYBE_DAYS
    ),
    max_size=4,
)
schedules = st.lists(
    st.builds(
        Schedule,
        rhythm=st.sampled_from(Rhythm),
        freq=st.none() | st.sampled_from(Frequency),
        interval=st.integers(1, 52),
        byday=st.sampled_from(["", "TU", "2TU,SA", "-1TH"]),
        bymonthday=st.sampled_from(["", "1,15"]),
        dtstart=MAYBE_DAYS,
        valid_from=MAYBE_DAYS,
        valid_to=MAYBE_DAYS,
        opens_at=MAYBE_TIMES,
        closes_at=MAYBE_TIMES,
        on_bank_holidays=st.sampled_from(Fact),
        note=WORDS,
    ),
    max_size=2,
).map(tuple)
locations = st.builds(
    Location,
    address=WORDS,
    town=WORDS,
    outcode=st.sampled_from(["LS6", "BT1", "ZE1"]),
    lat=st.floats(49, 61),
    lon=st.floats(-8, 2),
    hidden=st.booleans(),
    transport=WORDS,
)
places = st.lists(
    st.builds(
        ServiceAtLocation, id=WORDS, location=locations, schedules=schedules, facts=facts
    ),
    max_size=3,
).map(tuple)  # fmt: skip
principles = st.lists(
    st.builds(
        Principle,
        number=st.integers(1, 6),
        stated=st.sampled_from(Fact),
        on=MAYBE_DAYS,
        by=WORDS,
        wording=WORDS,
    ),
    max_size=6,
    unique_by=lambda one: one.number,
).map(lambda some: tuple(sorted(some, key=lambda one: one.number)))
services = st.builds(
    Service,
    id=st.text("abc-1", min_size=1, max_size=6),
    name=WORDS,
    organization=WORDS,
    summary=WORDS,
    formats=st.frozensets(st.sampled_from(["in_person", "online", "chat", "phone"])),
    audiences=st.dictionaries(
        st.sampled_from(["adult", "parent", "women", "lgbtq"]), st.sampled_from(Strength)
    ),
    about=st.frozensets(st.sampled_from(["older", "food"])),
    scope=st.sampled_from(Scope),
    minimum_age=st.none() | st.integers(0, 120),
    maximum_age=st.none() | st.integers(0, 120),
    places=places,
    nations=st.frozensets(st.sampled_from(["Wales", "Scotland"])),
    schedules=schedules,
    cost=WORDS,
    contact_name=WORDS,
    phone=WORDS,
    email=WORDS,
    web=WORDS,
    route=st.sampled_from(JoinRoute),
    join=WORDS,
    languages=st.lists(
        st.builds(Language, WORDS, code=WORDS, mode=st.sampled_from(["spoken", "written"])),
        max_size=3,
    ).map(tuple),
    facts=facts,
    principles=principles,
    status=st.sampled_from(Status),
    back_on=MAYBE_DAYS,
    checked_on=MAYBE_DAYS,
    checked_by=WORDS,
    checked_how=st.sampled_from(["", "phoned", "visit"]),
    reminders=st.integers(0, 9),
    published=st.sampled_from(Published),
    trusted=st.booleans(),
    made_up=st.booleans(),
)
directories = st.lists(services, max_size=6, unique_by=lambda one: one.id)
