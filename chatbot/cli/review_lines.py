"""What ``chatbot groups review`` says, line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from chatbot.amending import Outcome
from chatbot.approving import DRAFTS, why_not
from chatbot.directory import Directory, Published, Service
from chatbot.feeds.agreeing import CHANGE, FACT, choices
from chatbot.letters import Letters
from chatbot.store.answers import Kept
from chatbot.store.arrivals import Asked
from chatbot.upkeep import MOST_REMINDERS, URGENT, Due, Reports
from chatbot.wording import said_date

SHOWN = 40
OUTCOMES = {
    Outcome.RIGHT: "it is right",
    Outcome.CHANGED: "something has changed",
    Outcome.CLOSED_FOR_NOW: "it is closed for now",
    Outcome.CLOSED: "it has closed for good",
}


class Waiting(NamedTuple):
    """What waits for a person. ``owners``: of which list each group is, by its id."""

    reports: Sequence[Reports]
    answers: Sequence[Kept]
    suggestions: Sequence[Asked]
    owners: Mapping[str, tuple[str, str]]


def lines_of(
    directory: Directory, letters: Letters, waits: Waiting, found: Sequence[Due], *, every: bool
) -> Iterator[str]:
    """Yield the whole review; what cannot wait comes first. ``every``: however many there are."""
    most = None if every else SHOWN
    drafts = [one for one in directory.services if one.published in DRAFTS]
    yield from _reported(directory, letters, waits.reports)
    yield from _waiting(directory, waits.answers)
    yield from _drafts(drafts, waits.owners, most)
    yield from suggestion_lines(directory, waits.suggestions, most)
    yield from _due(found)
    paused = [one for one in directory.services if one.published is Published.PAUSED]
    if paused:
        yield "\nPaused, shown to nobody: chatbot groups resume ID"
        yield from (f"  {one.name} ({one.id})" for one in paused)
    if not (waits.reports or waits.answers or waits.suggestions or drafts or found or paused):
        yield "Nothing is due, nothing was reported, and no answer, draft or suggestion waits."


def _drafts(
    drafts: Sequence[Service], owners: Mapping[str, tuple[str, str]], most: int | None
) -> Iterator[str]:
    if not drafts:
        return
    many = "1 draft waits" if len(drafts) == 1 else f"{len(drafts):,} drafts wait"
    yield f"\n{many}, shown to nobody: chatbot groups show ID, then publish ID"
    feeds = Counter(owners.get(one.id, ("", ""))[0] for one in drafts)
    for feed, count in feeds.most_common():
        how = f': publish --feed "{feed}" takes them all' if feed else ""
        yield f"  {count:,} of {feed or 'your own list'}{how}"
    for one in drafts[:most]:
        lacks = " ".join(why_not(one))
        yield f"  {one.name} ({one.id}){f': {lacks}' if lacks else ''}"
    yield from _more(len(drafts), most)


def suggestion_lines(
    directory: Directory, asked: Sequence[Asked], most: int | None = None
) -> Iterator[str]:
    """Yield what other lists suggest, each with the words that it came from."""
    if not asked:
        return
    many = f"{len(asked):,} suggestion{'' if len(asked) == 1 else 's'}"
    yield f"\nOther lists, {many}: chatbot groups accept s1 s2 ..., or refuse s1 s2 ..."
    by_group: dict[tuple[str, str], list[Asked]] = {}
    for one in asked[:most]:
        by_group.setdefault((one.feed, one.service_id), []).append(one)
    for (feed, service_id), theirs in by_group.items():
        yield f"  {feed} says of {_named(directory, service_id)}:"
        yield from (f"    s{one.id}. {_suggested(one)}" for one in theirs)
    yield from _more(len(asked), most)


def _suggested(one: Asked) -> str:
    if one.key.startswith(CHANGE):
        return f"{one.key.removeprefix(CHANGE)}: {one.words}?"
    named = one.key.removeprefix(FACT).replace(":", " ")
    known = choices(one.key)
    if one.value:
        return f'"{one.words}" -> {named}: {one.value}?'
    asks = f"which? --as {' or '.join(known)}" if known else f"to read; then refuse s{one.id}"
    return f'"{one.words}" -> {named}: {asks}'


def _more(count: int, most: int | None) -> Iterator[str]:
    if most is not None and count > most:
        yield f"  ... and {count - most:,} more. --all shows them."


def _reported(directory: Directory, letters: Letters, reports: Sequence[Reports]) -> Iterator[str]:
    if not reports:
        return
    yield "Reported by text: look at it, then chatbot groups checked ID, or pause ID"
    for one in reports:
        reason = letters.reason(one.reason)
        said = reason.label if reason else one.reason
        mark = "!!" if one.reason in URGENT else "  "
        people = "1 report" if one.many == 1 else f"{one.many} reports"
        days = said_date(one.last)
        yield f"{mark}{_named(directory, one.service_id)}: {said} ({people}, last {days})"


def _waiting(directory: Directory, waiting: Sequence[Kept]) -> Iterator[str]:
    if not waiting:
        return
    yield "\nAnswers of groups: chatbot groups accept NUMBER, or refuse NUMBER"
    for one in waiting:
        said = one.answer
        by = f", {said.by}" if said.by else ""
        name = _named(directory, one.service_id)
        yield f"  {one.number}. {name}: {OUTCOMES[said.outcome]} ({said_date(one.said_on)}{by})"
        for change in said.changes:
            yield f"     {change.field}: {change.old or 'nothing'} -> {change.new or 'nothing'}"
        if said.words:
            yield f"     In words: {said.words}"


def _due(found: Sequence[Due]) -> Iterator[str]:
    if not found:
        return
    yield "\nDue for a check"
    for one in found:
        checked = one.service.checked_on
        when = f"last checked {said_date(checked)}" if checked else "never checked"
        parts = [when, *(["reported"] if one.why == "reported" else [])]
        if one.waits_until:
            parts.append(f"asked, may answer until {said_date(one.waits_until)}")
        if one.unanswered:
            parts.append(f"{one.unanswered} of {MOST_REMINDERS} messages not answered")
        if one.unanswered >= MOST_REMINDERS:
            parts.append("ring them")
        elif not (one.service.email or one.service.phone):
            parts.append("no phone or email to ask")
        yield f"  {one.service.name} ({one.service.id}): {', '.join(parts)}"


def _named(directory: Directory, service_id: str) -> str:
    service = directory.by_id.get(service_id)
    return f"{service.name} ({service_id})" if service else f"{service_id}, no longer listed"
