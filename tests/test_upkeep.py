"""What is due, what silence and answers do: laws, whatever the dates and the groups."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from chatbot.amending import (
    CONTACT,
    PRINCIPLE,
    Change,
    Outcome,
    applied,
    changes_of,
    checked,
    closing,
    facts_asked,
)
from chatbot.directory import Published, Service, Status
from chatbot.facts import Fact, Source
from chatbot.standing import FRESH
from chatbot.upkeep import LINK_LASTS, MOST_REMINDERS, Asked, Due, Reports, due, unanswered
from tests import services as made_up

TODAY = date(2026, 11, 23)
DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))
KEYS = ("step_free", "bsl", "quiet", "free", "captions", "hearing_loop")
WORDINGS = tuple(f"Principle {number} in full." for number in range(1, 7))
VALUES = st.sampled_from(Fact)


@st.composite
def messages(draw: st.DrawFn) -> list[Asked]:
    sent = draw(st.lists(DAYS, max_size=8, unique=True))
    return [Asked("a", day, day + LINK_LASTS, day if draw(st.booleans()) else None) for day in sent]


@st.composite
def single(draw: st.DrawFn) -> Service:
    """A service whose places have ids of their own, as those of a real directory do."""
    service = draw(made_up.services)
    places = tuple(replace(at, id=f"place-{n}") for n, at in enumerate(service.places))
    return replace(service, places=places)


@given(messages(), st.none() | DAYS)
def test_only_silence_counts_and_an_answer_ends_it(sent: list[Asked], seen: date | None) -> None:
    count = unanswered(sent, seen, TODAY)
    lapsed = [one for one in sent if one.answered_on is None and one.until < TODAY]
    assert 0 <= count <= len(lapsed)
    last = max((one.sent_on for one in sent), default=TODAY)
    assert unanswered([*sent, Asked("a", last, TODAY, last)], seen, TODAY) <= count
    assert unanswered([replace_answer(one) for one in sent], seen, TODAY) == 0
    assert unanswered(sent, TODAY, TODAY) <= sum(one.sent_on > TODAY for one in sent)


def replace_answer(one: Asked) -> Asked:
    return one._replace(answered_on=one.sent_on)


@given(messages())
def test_a_message_that_may_still_be_answered_is_no_silence(sent: list[Asked]) -> None:
    still = [one._replace(until=TODAY + timedelta(days=1), answered_on=None) for one in sent]
    assert unanswered(still, None, TODAY) == 0


def test_three_lapsed_messages_are_three_and_the_third_just_sent_is_not() -> None:
    sent = [
        Asked("a", TODAY - timedelta(days=n), TODAY - timedelta(days=n) + LINK_LASTS)
        for n in (93, 62, 0)
    ]
    assert unanswered(sent, None, TODAY) == 2
    assert unanswered(sent, None, TODAY + timedelta(days=31)) == MOST_REMINDERS


@given(st.lists(single(), max_size=5, unique_by=lambda one: one.id), st.data())
def test_what_is_due(services: list[Service], data: st.DataObject) -> None:
    ids = [one.id for one in services]
    reported = data.draw(st.lists(st.sampled_from(ids), unique=True)) if ids else []
    reports = [Reports(one, "moved", 1, TODAY, TODAY) for one in reported]
    found = {one.service.id: one for one in due(services, reports, [], TODAY)}
    for one in services:
        kept_up = one.published in (Published.LIVE, Published.PAUSED)
        runs = one.status in (Status.ACTIVE, Status.TEMPORARILY_CLOSED)
        old = one.checked_on is None or (TODAY - one.checked_on).days > FRESH
        assert (one.id in found) == (kept_up and runs and (old or one.id in reported))
    order = [one.why for one in found.values()]
    assert order == sorted(order, key=("reported", "never", "old").index)


@given(single(), messages())
def test_nobody_is_asked_twice_at_once_nor_for_ever(service: Service, sent: list[Asked]) -> None:
    for one in due([service], [], [m._replace(service_id=service.id) for m in sent], TODAY):
        waits = [m for m in sent if m.answered_on is None and m.until >= TODAY]
        assert bool(one.waits_until) == bool(waits)
        assert one.may_be_asked == (not waits and one.unanswered < MOST_REMINDERS)


def test_a_group_that_has_answered_and_waits_for_a_person_is_not_asked_again() -> None:
    service = Service("a", "A", "", "", frozenset(("online",)), {})
    assert due([service], [], [], TODAY, {"a"}) == []
    reports = [Reports("a", "unsafe", 1, TODAY, TODAY)]
    assert [one.why for one in due([service], reports, [], TODAY, {"a"})] == ["reported"]
    assert Due(service, "never").may_be_asked


# --- what a group says -----------------------------------------------------------------------


@given(single(), st.data())
def test_what_a_group_says_is_what_is_listed_then(service: Service, data: st.DataObject) -> None:
    asked = facts_asked(service, KEYS)
    facts = [(one, data.draw(VALUES)) for one in asked]
    contact = {name: data.draw(made_up.WORDS) for name in CONTACT}
    signed = {number: data.draw(VALUES) for number in range(1, 7)}
    changes = changes_of(service, facts, contact, signed, WORDINGS)
    now = applied(service, changes, TODAY, "organiser")
    after = facts_asked(now, KEYS)
    had = {one.field: one.value for one in after}
    for one, said in facts:
        if said is not Fact.UNKNOWN:
            assert had[one.field] is said
            place = now.place(one.at.id) if one.at else None
            stated = now.stated(one.key, place)
            assert stated is not None
            if said is not one.value:
                assert (stated.source, stated.on) == (Source.GROUP_SAID, TODAY)
    assert {name: getattr(now, name) for name in CONTACT} == contact
    stands = {one.number: one for one in now.principles}
    for number, said in signed.items():
        assert (stands[number].stated if number in stands else Fact.UNKNOWN) is said
    for change in changes:
        if change.field.startswith(PRINCIPLE) and change.new != Fact.UNKNOWN:
            said_now = stands[int(change.field.removeprefix(PRINCIPLE))]
            assert (said_now.on, said_now.by) == (TODAY, "organiser")
            assert said_now.wording == WORDINGS[said_now.number - 1]


@given(single())
def test_nothing_said_changes_nothing(service: Service) -> None:
    asked = facts_asked(service, KEYS)
    same = [(one, one.value) for one in asked]
    contact = {name: getattr(service, name) for name in CONTACT}
    signed = {one.number: one.stated for one in service.principles}
    assert changes_of(service, same, contact, signed, WORDINGS) == ()
    assert applied(service, (), TODAY, "") == service


@given(single(), st.data())
def test_a_change_touches_its_own_field_alone(service: Service, data: st.DataObject) -> None:
    asked = facts_asked(service, KEYS)
    assume(asked)
    one = data.draw(st.sampled_from(asked))
    said = Fact.NO if one.value is Fact.YES else Fact.YES
    now = applied(service, [Change(one.field, one.value, said)], TODAY, "")
    untouched = {(other.field, other.value) for other in asked if other.field != one.field}
    assert untouched <= {(other.field, other.value) for other in facts_asked(now, KEYS)}
    assert replace(now, facts=service.facts, places=service.places) == service


@given(single(), DAYS)
def test_a_check_makes_nothing_older(service: Service, day: date) -> None:
    now = checked(service, day, "the group")
    assert now.reminders == 0
    assert now.checked_on is not None
    assert now.checked_on >= day
    assert service.checked_on is None or now.checked_on >= service.checked_on


def test_a_group_that_closes_says_until_when() -> None:
    service = Service("a", "A", "", "", frozenset(("online",)), {})
    for_now = closing(service, Outcome.CLOSED_FOR_NOW, date(2027, 3, 27))
    now = applied(service, for_now, TODAY, "")
    assert (now.status, now.back_on) == (Status.TEMPORARILY_CLOSED, date(2027, 3, 27))
    assert applied(service, closing(service, Outcome.CLOSED, None), TODAY, "").status is (
        Status.DEFUNCT
    )
    assert closing(service, Outcome.RIGHT, None) == closing(service, Outcome.CHANGED, None) == ()
