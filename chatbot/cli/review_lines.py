"""What ``chatbot groups review`` says, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chatbot.amending import Outcome
from chatbot.directory import Directory, Published
from chatbot.letters import Letters
from chatbot.store.answers import Kept
from chatbot.upkeep import MOST_REMINDERS, URGENT, Due, Reports
from chatbot.wording import said_date

OUTCOMES = {
    Outcome.RIGHT: "it is right",
    Outcome.CHANGED: "something has changed",
    Outcome.CLOSED_FOR_NOW: "it is closed for now",
    Outcome.CLOSED: "it has closed for good",
}


def lines_of(
    directory: Directory,
    letters: Letters,
    reports: Sequence[Reports],
    waiting: Sequence[Kept],
    found: Sequence[Due],
) -> Iterator[str]:
    """Yield the whole review; what cannot wait comes first."""
    yield from _reported(directory, letters, reports)
    yield from _waiting(directory, waiting)
    yield from _due(found)
    paused = [one for one in directory.services if one.published is Published.PAUSED]
    if paused:
        yield "\nPaused, shown to nobody: chatbot groups resume ID"
        yield from (f"  {one.name} ({one.id})" for one in paused)
    if not (reports or waiting or found or paused):
        yield "Nothing is due, nothing was reported, and no answer waits."


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
