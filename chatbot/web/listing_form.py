"""What somebody has filled in on the page for groups: read, cleaned, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from unicodedata import category

from chatbot.amending import (
    CONTACT,
    Answer,
    FactAsked,
    Outcome,
    changes_of,
    closing,
)
from chatbot.directory import Service
from chatbot.facts import PRINCIPLES, Fact

LONGEST: Mapping[str, int] = {
    "contact_name": 120, "phone": 40, "email": 200, "web": 300, "words": 600, "role": 120,
    "back_on": 20,
}  # fmt: skip
"""Characters that are read of each box; the columns of the tables hold no more."""
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PHONE = re.compile(r"[0-9+() .-]*[0-9][0-9+() .-]*")
_WEB = re.compile(r"(https?://)?[^\s/]+\.[^\s]+", re.IGNORECASE)
_FORMAT_OF = {"email": _EMAIL, "phone": _PHONE, "web": _WEB}


@dataclass(slots=True)
class Filled:
    """A form as it was filled in. ``faults`` are names of texts of the page by the box they are
    about; ``answer`` is there when there are none.
    """

    values: Mapping[str, str]
    faults: dict[str, str] = field(default_factory=dict)
    answer: Answer | None = None


def as_we_have_it(service: Service, asked: Sequence[FactAsked]) -> Filled:
    """Return the form with what we have, for somebody who opens the page."""
    values = {f"fact_{number}": one.value.value for number, one in enumerate(asked)}
    values |= {name: getattr(service, name) for name in CONTACT}
    values |= {f"principle_{one.number}": one.stated.value for one in service.principles}
    return Filled(values)


def read_form(
    form: Mapping[str, str],
    service: Service,
    asked: Sequence[FactAsked],
    wordings: Sequence[str],
    today: date,
) -> Filled:
    """Return what was filled in, with the answer it comes to or what is wrong with it.

    A box that was not sent is left as we have it.
    """
    values = dict(as_we_have_it(service, asked).values)
    values |= {name: _clean(said, LONGEST.get(name, 20)) for name, said in form.items()}
    filled = Filled(values)
    outcome = _outcome(values.get("answer", ""))
    if outcome is None:
        filled.faults["answer"] = "wrong_answer"
    changes = changes_of(
        service,
        [(one, _fact(values.get(f"fact_{n}"), one.value)) for n, one in enumerate(asked)],
        {name: values[name] for name in CONTACT},
        {
            number: _fact(values.get(f"principle_{number}"), Fact.UNKNOWN)
            for number in range(1, PRINCIPLES + 1)
        },
        wordings,
    )
    for change in changes:
        shape = _FORMAT_OF.get(change.field)
        if shape and change.new and not shape.fullmatch(change.new):
            filled.faults[change.field] = f"wrong_{change.field}"
    if any(change.shown for change in changes) and not values.get("role"):
        filled.faults["role"] = "wrong_role"
    back_on = _day(values.get("back_on", ""))
    words = values.get("words", "")
    opens = outcome is Outcome.CLOSED_FOR_NOW and bool(values.get("back_on"))
    if opens and (back_on is None or back_on <= today):
        filled.faults["back_on"] = "wrong_back_on"
    if outcome is Outcome.CHANGED and not changes and not words:
        filled.faults["words"] = "wrong_changed"
    if outcome is None or filled.faults:
        return filled
    if outcome is Outcome.RIGHT and (changes or words):
        outcome = Outcome.CHANGED
    changes += closing(service, outcome, back_on)
    filled.answer = Answer(outcome, changes, words, values.get("role", ""))
    return filled


def _outcome(said: str) -> Outcome | None:
    return Outcome(said) if said in tuple(Outcome) else None


def _fact(said: str | None, otherwise: Fact) -> Fact:
    return Fact(said) if said in tuple(Fact) else otherwise


def _clean(text: str, most: int) -> str:
    """Return a text on one line, without what is not seen: a terminal would act on some of it."""
    seen = "".join(" " if category(sign).startswith(("C", "Z")) else sign for sign in text)
    return " ".join(seen.split())[:most].strip()


def _day(said: str) -> date | None:
    """Read "27 3 2027", "27/03/2027" or "2027-03-27"; None when it is no day."""
    parts = [int(part) for part in re.findall(r"[0-9]{1,4}", said)]
    if len(parts) != len(("day", "month", "year")):
        return None
    day, month, year = parts[::-1] if parts[0] > 31 else parts
    try:
        return date(year, month, day)
    except ValueError:
        return None
