"""Where one contact stands: a value that is written out and read back between any two texts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from chatbot.places import Place

TRAIL = 8
"""How many steps back somebody can go."""

FLAT = ("step", "asked", "listed", "greeted", "unclear", "opted_out", "agreed", "searched")
"""Fields of a Conversation that are written out as they are."""

Answers = Mapping[str, tuple[str, ...]]
NONE: Mapping[str, Any] = MappingProxyType({})


class Position(NamedTuple):
    """What somebody has said so far and what lies in front of them; BACK returns to one.

    A named tuple, as Conversation is: a turn makes several of each, and this is the quickest value.

    ``answers`` has an empty tuple for "any", "none" and a skipped question. ``refused`` holds the
    values somebody ruled out. ``shown`` are the ids of the groups in the list, in its order,
    ``before`` those of the lists before it, ``opened`` the group whose details were sent.
    ``passed`` are the steps that do not ask and are behind them.
    """

    answers: Answers = NONE
    refused: Answers = NONE
    places: Mapping[str, Place] = NONE
    passed: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    opened: str = ""

    def answered(
        self, question: str, values: tuple[str, ...], place: Place | None = None
    ) -> Position:
        """Return the position with one answer set; the answers to other questions stay."""
        places = {name: kept for name, kept in self.places.items() if name != question}
        if place is not None:
            places[question] = place
        return self._replace(answers={**self.answers, question: values}, places=places)


class AsideKind(StrEnum):
    """A question that is not in the flow."""

    WHICH_PLACE = "which_place"
    CONFIRM_PLACE = "confirm_place"
    CONFIRM_OPTION = "confirm_option"
    CHANGE = "change"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Aside:
    """A question that is not in the flow: which Newport, did you mean, what is to change, or wrong.

    ``values`` are what its numbers stand for, ``labels`` how they read, ``about`` the question of
    the flow it is for, or the group's id. ``places`` go with the values when it is about a place.
    """

    kind: AsideKind
    about: str
    values: tuple[str, ...]
    labels: tuple[str, ...]
    places: tuple[Place, ...] = ()


class Conversation(NamedTuple):
    """Where one contact stands.

    ``step`` is the open step. ``asked`` says whether its question has been sent, ``listed``
    whether its numbered options have. ``unclear`` counts texts in a row that were not understood.
    ``warned`` is when each concern was answered last. ``undone`` is what BACK took away.
    ``agreed`` is the day they agreed that their answers are kept, "" where nobody is asked to.
    ``searched``: groups were looked for before, so that people are counted and not searches.
    """

    flow: str
    last_at: datetime
    now: Position = Position()
    step: str = ""
    asked: bool = False
    listed: bool = False
    greeted: bool = False
    unclear: int = 0
    aside: Aside | None = None
    trail: tuple[Position, ...] = ()
    undone: Position | None = None
    opted_out: bool = False
    warned: Mapping[str, datetime] = NONE
    agreed: str = ""
    searched: bool = False

    def moved(self, position: Position) -> Conversation:
        """Return the conversation at a new position, with the old one kept for BACK."""
        if position == self.now:
            return self
        trail = (*self.trail, self.now)[-TRAIL:]
        return self._replace(now=position, trail=trail, undone=None)


def to_json(conversation: Conversation) -> str:
    """Write a conversation out. Fields at their default are left out."""
    record: dict[str, Any] = {
        "flow": conversation.flow,
        "last_at": conversation.last_at.isoformat(),
        "now": _packed(conversation.now),
    }
    for name in FLAT:
        if value := getattr(conversation, name):
            record[name] = value
    if conversation.aside:
        record["aside"] = asdict(conversation.aside)
    if conversation.trail:
        record["trail"] = [_packed(position) for position in conversation.trail]
    if conversation.undone:
        record["undone"] = _packed(conversation.undone)
    if conversation.warned:
        record["warned"] = {name: at.isoformat() for name, at in conversation.warned.items()}
    return json.dumps(record, separators=(",", ":"))


def from_json(text: str) -> Conversation:
    """Read back what ``to_json`` wrote."""
    record: dict[str, Any] = json.loads(text)
    aside = record.get("aside")
    return Conversation(
        flow=record["flow"],
        last_at=datetime.fromisoformat(record["last_at"]),
        now=_unpacked(record["now"]),
        step=record.get("step", ""),
        asked=record.get("asked", False),
        listed=record.get("listed", False),
        greeted=record.get("greeted", False),
        unclear=record.get("unclear", 0),
        aside=Aside(
            kind=AsideKind(aside["kind"]),
            about=aside["about"],
            values=tuple(aside["values"]),
            labels=tuple(aside["labels"]),
            places=tuple(Place(**place) for place in aside["places"]),
        )
        if aside
        else None,
        trail=tuple(_unpacked(position) for position in record.get("trail", ())),
        undone=_unpacked(record["undone"]) if "undone" in record else None,
        opted_out=record.get("opted_out", False),
        agreed=record.get("agreed", ""),
        searched=record.get("searched", False),
        warned={n: datetime.fromisoformat(at) for n, at in record.get("warned", {}).items()},
    )


def _packed(position: Position) -> dict[str, Any]:
    record: dict[str, Any] = {
        name: value
        for name in ("answers", "refused", "passed", "shown", "before", "opened")
        if (value := getattr(position, name))
    }
    if position.places:
        record["places"] = {name: _place(place) for name, place in position.places.items()}
    return record


def _place(place: Place) -> dict[str, Any]:
    return {name: getattr(place, name) for name in Place.__slots__}


def _unpacked(record: Mapping[str, Any]) -> Position:
    return Position(
        answers={name: tuple(values) for name, values in record.get("answers", {}).items()},
        refused={name: tuple(values) for name, values in record.get("refused", {}).items()},
        places={name: Place(**place) for name, place in record.get("places", {}).items()},
        passed=tuple(record.get("passed", ())),
        shown=tuple(record.get("shown", ())),
        before=tuple(record.get("before", ())),
        opened=record.get("opened", ""),
    )
