"""What is said to the people who run groups, and to those who report that a listing is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from chatbot.flow import Wording
from chatbot.messages import Channel

REASONS = ("closed", "moved", "details", "unkind", "unsafe", "other")
"""What can be wrong with a listing."""
PAGE: Mapping[str, frozenset[str]] = {
    name: frozenset(fields.split())
    for name, fields in {
        "title": "group", "intro": "", "deadline": "until", "not_checked": "date",
        "never_checked": "", "listed_title": "", "name": "", "summary": "", "place": "",
        "when": "", "cost": "", "join": "", "not_known": "", "hidden": "",
        "answer_title": "", "right": "", "changed": "", "closed_for_now": "", "closed": "",
        "back_on": "", "back_on_hint": "", "facts_title": "", "facts_intro": "",
        "facts_at": "place", "yes": "", "no": "", "unknown": "",
        "words_title": "", "words_label": "", "words_hint": "",
        "contact_title": "", "contact_hint": "", "contact_name": "", "phone": "", "email": "",
        "web": "", "principles_title": "", "principles_intro": "", "not_said": "",
        "role_title": "", "role_label": "", "role_hint": "", "send": "",
        "wrong_title": "", "wrong_answer": "", "wrong_changed": "", "wrong_back_on": "",
        "wrong_email": "", "wrong_phone": "", "wrong_web": "", "wrong_role": "",
        "thanks_title": "", "thanks": "date", "thanks_person": "", "thanks_live": "",
        "thanks_more": "", "expired_title": "", "expired": "", "unknown_title": "",
        "unknown_link": "", "gone_title": "", "gone": "", "sorry_title": "", "sorry": "",
        "footer": "", "privacy": "",
    }.items()
}  # fmt: skip
"""Every text of the page for groups, and what may be filled into it."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Something that can be wrong with a listing: how it is offered, and what is said then.

    ``words`` are whole texts that mean it.
    """

    key: str
    label: str
    next: Wording
    words: frozenset[tuple[str, ...]] = frozenset()

    def follows(self, channel: Channel, talk: str) -> str:
        """Return what happens next, with a line to talk to where there is one."""
        return self.next.on(channel).format(talk=talk).strip()


@dataclass(frozen=True, slots=True)
class Letters:
    """``facts`` maps the key of a fact to the question about it. ``email`` are paragraphs.
    ``principles`` are the six as groups are shown them.
    """

    reasons: tuple[Reason, ...] = ()
    sms: str = ""
    subject: str = ""
    email: tuple[str, ...] = ()
    page: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    principles: tuple[str, ...] = ()

    def reason(self, key: str) -> Reason | None:
        """Return a reason by its key."""
        return next((reason for reason in self.reasons if reason.key == key), None)

    def said(self, name: str, **fields: str) -> str:
        """Return a text of the page with its fields filled in."""
        return self.page[name].format(**fields)
