"""``chatbot groups accept`` and ``refuse``: answers of groups, and what other lists suggest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

import click

from chatbot.amending import applied, checked
from chatbot.cli.opening import opened
from chatbot.directory import Service
from chatbot.feeds.agreeing import (
    CHANGE,
    FACT,
    Agreed,
    agreed,
    changed,
    choices,
    places_asked,
    told_by_list,
)
from chatbot.feeds.arriving import Reader
from chatbot.feeds.remaking import read_again
from chatbot.loading.districts import read_middles
from chatbot.loading.tree import Report
from chatbot.setup import FLOWS
from chatbot.store import answers, arrivals, listings, suggested
from chatbot.store.answers import State
from chatbot.store.arrivals import Asked
from chatbot.store.database import Connection

NUMBER = re.compile(r"(s?)([1-9][0-9]{0,8})", re.IGNORECASE)
FOLDER = click.option(
    "--flows", type=click.Path(exists=True, file_okay=False, path_type=Path), default=FLOWS,
    help="The folder with the content.",
)  # fmt: skip


class Said(NamedTuple):
    """How a person accepts: the value and the place that they name, if any."""

    value: str
    place_id: str
    today: date
    flows: Path


class _Numbers(click.ParamType[tuple[bool, int]]):
    name = "number"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[bool, int]:
        if isinstance(value, tuple):
            return value
        found = NUMBER.fullmatch(str(value))
        if found is None:
            self.fail(f"'{value}' is no number of the review. They are like 3, or s12.", param, ctx)
        return bool(found[1]), int(found[2])


NUMBERS = click.argument("numbers", nargs=-1, required=True, type=_Numbers(), metavar="NUMBER...")


@click.command(epilog="Examples: accept 3 s12 s14; accept s9 --as no")
@NUMBERS
@click.option("--as", "value", default="", help="What is so, where it is not what is suggested.")
@click.option("--at", "place_id", default="", metavar="PLACE", help="At which of its places.")
@FOLDER
def accept(numbers: Sequence[tuple[bool, int]], value: str, place_id: str, flows: Path) -> None:
    """Take over into the listings what NUMBER of the review stands for.

    3 is the answer of a group, s12 what another list suggests. What you accept of a list is from
    then on your word, of today: be sure of it, or ask the group. Of several numbers all are
    taken over or, when one cannot be, none.
    """
    if (value or place_id) and (len(numbers) > 1 or not numbers[0][0]):
        raise click.UsageError("--as and --at are for one suggestion: name one, like s12.")
    said = Said(value, place_id, datetime.now(UTC).date(), flows)
    lines = []
    with opened() as (database, _), database.writing() as connection:
        found = _found(connection, numbers)
        listings.hold_all(connection, [one.service_id for one in found])
        for one in found:
            if isinstance(one, Asked):
                lines.append(_accept_suggestion(connection, one, said))
            else:
                lines += _accept_answer(connection, one, said.today)
    click.echo("\n".join(lines))


@click.command()
@NUMBERS
def refuse(numbers: Sequence[tuple[bool, int]]) -> None:
    """Leave the listings as they are, and put away what NUMBER of the review stands for.

    3 is the answer of a group, s12 what another list suggests, which is not suggested again.
    """
    today = datetime.now(UTC).date()
    lines = []
    with opened() as (database, _), database.writing() as connection:
        for one in _found(connection, numbers):
            if isinstance(one, Asked):
                suggested.decide(connection, one, suggested.REFUSED, one.value)
                named = f"s{one.id}"
            else:
                answers.decide(connection, one.number, State.REFUSED, today)
                named = f"Answer {one.number}"
            lines.append(f"{named} is put away. The listing of {one.service_id} is as it was.")
    click.echo("\n".join(lines))


def _found(
    connection: Connection, numbers: Sequence[tuple[bool, int]]
) -> list[Asked | answers.Kept]:
    """Return what waits under these numbers, held; nobody else decides on it meanwhile."""
    found: list[Asked | answers.Kept] = []
    for suggestion, number in sorted(set(numbers)):
        one: Asked | answers.Kept | None
        if suggestion:
            one = suggested.held(connection, number)
        else:
            one = next(iter(answers.waiting(connection, number)), None)
        if one is None:
            named = f"s{number}" if suggestion else f"answer {number}"
            raise click.ClickException(f"No {named} waits: chatbot groups review lists them.")
        found.append(one)
    return found


def _accept_answer(connection: Connection, kept: answers.Kept, today: date) -> list[str]:
    number, said = kept.number, kept.answer

    def amended(one: Service) -> Service:
        return checked(applied(one, said.changes, kept.said_on, said.by), kept.said_on, said.by)

    _known(listings.change(connection, kept.service_id, amended), kept.service_id)
    answers.decide(connection, number, State.ACCEPTED, today)
    lines = [f"Answer {number} is in the listing of {kept.service_id}."]
    if said.words:
        lines.append("What they wrote in words is not: change the listing by hand.")
    return lines


def _accept_suggestion(connection: Connection, one: Asked, said: Said) -> str:
    old = _known(listings.held(connection, one.service_id), one.service_id)
    if one.key.startswith(CHANGE):
        if said.value or said.place_id:
            raise click.ClickException(f"s{one.id} is a change of its list: --as is not for it.")
        value, now = one.value, _as_its_list_has_it(connection, one, old, said)
    else:
        value = _value(one, said)
        now = agreed(old, Agreed(one.key, value), said.today, _place(one, old, said))
    if now != old:
        listings.put(connection, now)
    suggested.decide(connection, one, suggested.ACCEPTED, value)
    named = one.key.removeprefix(CHANGE).removeprefix(FACT)
    return f"s{one.id} is in the listing of {one.service_id}: {named} {value or 'nothing'}."


def _value(one: Asked, said: Said) -> str:
    """Return what a suggestion comes to, in words that a listing may hold."""
    known = choices(one.key)
    if not known:
        raise click.ClickException(
            f"s{one.id} is for you to read, and nothing of it can go into the listing by itself. "
            f"When you have seen to it: chatbot groups refuse s{one.id}"
        )
    named = said.value.strip() or one.value
    value = next((word for word in known if word.casefold() == named.casefold()), "")
    if not value:
        raise click.ClickException(
            f"Say what is so: chatbot groups accept s{one.id} --as ... ({', '.join(known)})"
        )
    return value


def _place(one: Asked, service: Service, said: Said) -> str:
    """Return at which place a fact holds, "" for the group as a whole."""
    places = places_asked(service, one.key)
    ids = [place.id for place in places]
    if said.place_id in ids:
        return said.place_id
    if said.place_id and not ids:
        raise click.ClickException(f"s{one.id} holds for the whole group: leave --at out.")
    if said.place_id or len(ids) > 1:
        shown = "\n".join(
            f"  {at.id}: {', '.join(filter(None, (at.location.town, at.location.outcode)))}"
            for at in places
        )
        raise click.ClickException(
            f"Say at which place it is so: chatbot groups accept s{one.id} --at ...\n{shown}"
        )
    return ids[0] if ids else ""


def _as_its_list_has_it(connection: Connection, one: Asked, old: Service, said: Said) -> Service:
    """Return the listing with one field as its list had it when it last came."""
    feed, ref = arrivals.owners(connection).get(one.service_id, (one.feed, ""))
    payload = arrivals.payload_of(connection, feed, ref) or ""
    report = Report()
    middles = read_middles(said.flows / "places", report)
    if report.errors:
        raise click.ClickException("\n".join(str(problem) for problem in report.errors))
    new = read_again(payload, Reader(feed, middles, said.today))
    field = one.key.removeprefix(CHANGE)
    if new is not None:
        before = suggested.agreed_to(connection).get(one.service_id, ())
        after = told_by_list(old, new, before)
        now = changed(old, after, field, one.value, said.today)
        if now is not None:
            return now
    raise click.ClickException(
        f"s{one.id} is out of date: the list or the listing has changed since. Import the list "
        f"again, or put it away: chatbot groups refuse s{one.id}"
    )


def _known(service: Service | None, service_id: str) -> Service:
    if service is None:
        raise click.ClickException(f"There is no group '{service_id}'.")
    return service


COMMANDS = (accept, refuse)
