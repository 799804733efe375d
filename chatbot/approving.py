"""Whether a listing can be shown to anybody at all, before a person takes it live."""

from __future__ import annotations

from collections.abc import Iterator

from chatbot.directory import SAID_AS, WHO, Published, Scope, Service, Strength
from chatbot.eligibility import IN_PERSON, SHOWN

DRAFTS = (Published.DRAFT, Published.AWAITING_APPROVAL)
"""Where a listing is before anybody has been shown it."""


def why_not(service: Service) -> Iterator[str]:
    """Yield why nobody could be shown or use a listing, in words; nothing when it can go live."""
    if service.published not in DRAFTS:
        yield f"It is no draft: it is {service.published.value}."
    if not (service.phone or service.email or service.web):
        yield "There is no way to contact it: no phone, no email, no web address."
    if not service.formats:
        yield "It is not known how it meets: in person, online, by chat or by phone."
    if service.formats == {IN_PERSON} and not service.places:
        yield "It meets in person and no place is known."
    if service.scope is Scope.TYPE_2:
        yield "It is about type 2 alone."
    if service.status not in SHOWN:
        yield f"Its list says that it is {service.status.value}."
    only = {one for one, strength in service.audiences.items() if strength is Strength.ONLY}
    for audience in sorted(only.difference(WHO, SAID_AS)):
        yield f"It is only for {audience}, which nobody can say that they are."


def beware(service: Service) -> Iterator[str]:
    """Yield what keeps a listing that can go live from many people."""
    if not service.audiences.keys() & set(WHO):
        yield (
            "It is not known whether it is for adults, young people or parents: only people "
            "who skip that question are shown it."
        )
    if service.scope is Scope.NOT_KNOWN:
        yield "It is not known which diabetes it is about."
