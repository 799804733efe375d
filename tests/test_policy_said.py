"""What a reply says of its groups: never nothing, every step given up, every gap, no praise."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chatbot.content import TEXTS, Content
from chatbot.directory import Directory, Service, Status
from chatbot.eligibility import Search, allowed, ways_to_join
from chatbot.matching import find
from chatbot.messages import Channel
from chatbot.segments import segments
from tests.searched import (
    TODAY,
    directories,
    reply_to,
    searches,
)

law = settings(
    max_examples=250, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
)  # fmt: skip


def reachable(service: Service, search: Search) -> bool:
    """Say whether a group may be named at all."""
    return allowed(service, search) and bool(ways_to_join(service, search))


@law
@given(directories, searches, st.sampled_from(Channel))
def test_a_reply_is_never_silent_and_never_empty_where_a_group_fits(
    content: Content, directory: Directory, search: Search, channel: Channel
) -> None:
    turn = reply_to(content, directory, search, channel)
    assert turn.reply is not None
    assert turn.reply.text.strip()
    shown = turn.conversation.now.shown
    fits = [
        one for one in directory.services
        if one.status is Status.ACTIVE and reachable(one, search)
    ]  # fmt: skip
    assert bool(shown) == bool(fits)
    if not fits:
        assert "diabetes team" in turn.reply.text
        assert content.helpline(search.place.nation if search.place else "") in turn.reply.text


@law
@given(directories, searches)
def test_what_is_not_known_and_what_was_given_up_is_said(
    content: Content, directory: Directory, search: Search
) -> None:
    turn = reply_to(content, directory, search)
    assert turn.reply is not None
    text, said = turn.reply.text, content.said["find-group"]
    by_id = {one.service.id: one for one in find(directory, search).shown}
    shown = [by_id[name] for name in turn.conversation.now.shown]
    for number, one in enumerate(shown, 1):
        line = next(row for row in text.split("\n") if row.startswith(f"{number} Group"))
        for need in one.unknown:
            name = "Urdu" if need == "language" else said[need]
            gap = re.search(r"\. ([^.]*): not known, ask first", line)
            assert gap and name.casefold() in gap[1].casefold()
        assert ("call first" in line) == (one.service.reminders >= 3)
        assert ("has to refer you" in line) == (one.service.route == "clinic_referral")
    given_up = frozenset[str]().union(*(one.given_up for one in shown))
    notes = " ".join(row for row in text.split("\n") if not re.match(r"\d Group", row))
    for wish, values in (("when", search.when), ("about", search.about)):
        for value in values if wish in given_up else ():
            assert said[value] in notes
    if "meet" in given_up:
        assert search.place is None or any(said[value] in notes for value in search.formats)
    broad = search.place is not None and search.place.radius > 15
    if given_up & {"twice", "region"} and not broad:
        assert "I looked up to" in notes or "whole UK" in notes
    if "uk_wide" in given_up and not broad:
        assert "whole UK" in notes


@law
@given(directories, searches)
def test_a_group_that_is_closed_for_now_is_named_and_never_offered(
    content: Content, directory: Directory, search: Search
) -> None:
    found = find(directory, search)
    turn = reply_to(content, directory, search)
    assert turn.reply is not None
    if found.closed is None:
        return
    assert found.closed.id not in turn.conversation.now.shown
    if segments(turn.reply.text) > 3:
        return
    after = found.closed.back_on is not None and found.closed.back_on > TODAY
    assert f"{found.closed.name} is closed {'until' if after else 'for now'}" in turn.reply.text


@law
@given(directories, searches)
def test_a_reply_praises_no_group(content: Content, directory: Directory, search: Search) -> None:
    turn = reply_to(content, directory, search)
    assert turn.reply is not None
    assert not re.search(r"\b(best|recommended|approved|safe|top)\b", turn.reply.text, re.I)


@pytest.mark.parametrize("name", TEXTS)
def test_no_fixed_text_praises_a_group(content: Content, name: str) -> None:
    for channel in Channel:
        text = content.texts[name].on(channel)
        assert not re.search(r"\b(best|recommended|approved|safe group)\b", text, re.I)


@law
@given(searches)
def test_nothing_at_all_is_answered_too(content: Content, search: Search) -> None:
    turn = reply_to(content, Directory(), search)
    assert turn.reply is not None and "did not find" in turn.reply.text
