"""Everything charities wrote, read once into values and swapped whole when it changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from chatbot.flow import Command, Flow, Helpline, Question, Show, Wording
from chatbot.gazetteer import Gazetteer
from chatbot.letters import Letters
from chatbot.messages import Channel
from chatbot.occurring import BankHolidays
from chatbot.privacy import Privacy
from chatbot.safety.lexicon import Lexicon
from chatbot.understanding.agreement.language import Language
from chatbot.understanding.questions.queries import Queries
from chatbot.understanding.questions.scripted import Courtesy, Script
from chatbot.understanding.wishes.flowreader import FlowReader

COMMANDS = (
    "stop", "start", "back", "change", "restart", "menu", "more", "list", "share", "skip", "done",
    "wrong", "privacy", "delete",
)  # fmt: skip
"""Every command the engine knows. flows/commands.yaml gives each its words and wording."""

TEXTS: Mapping[str, frozenset[str]] = {
    name: frozenset(fields.split())
    for name, fields in {
        "welcome": "privacy", "welcome_short": "", "privacy_line": "privacy", "welcome_again": "",
        "hello_again": "", "opted_in": "", "said_back": "answers", "changed": "answers",
        "ruled_out": "answers", "place_skipped": "",
        "results_one": "", "results_many": "numbers", "results_last": "numbers", "care_note": "",
        "vouch": "", "made_up": "", "made_up_one": "", "none_like_that": "wishes",
        "some_like_that": "wishes", "looked_up_to": "miles", "looked_everywhere": "",
    "closed_no_date": "group", "times_not_known": "", "by_referral": "", "call_first": "",
        "place_not_known": "", "nearest_far": "", "closed_for_now": "group date",
        "no_match": "helpline", "list_gone": "",
        "has_facts": "facts", "unknown_facts": "facts", "lacks_facts": "facts",
        "contact": "contact", "last_checked": "date", "last_checked_old": "date",
        "never_checked": "", "principles": "", "details_prompt": "numbers",
        "details_prompt_one": "", "area_only": "", "also_at": "towns", "group_gone": "",
        "next_meeting": "date", "next_on_bank_holiday": "date", "next_on_holiday_of_some": "date",
        "on_now": "time", "dates_vary": "", "dates_over": "date",
        "share_about": "",
        "report_what": "group", "report_thanks": "",
        "person": "helpline", "still_unclear": "", "unclear_aside": "",
        "not_listed": "numbers", "one_only": "",
"no_number": "",
        "no_yes_no": "", "which_place": "place", "which_one": "", "confirm_place": "place",
        "confirm_option": "option", "yes_label": "", "no_label": "", "try_again": "",
        "abroad": "", "cannot_answer": "", "option_is": "number label", "ask_the_group": "contact",
        "ask_the_group_too": "contact", "ask_a_group": "", "stop_hint": "",
        "results_hint": "numbers", "results_unclear": "", "options_head": "title", "ended_hint": "",
        "for_the_young": "helpline",
        "picture": "", "voice_note": "", "video": "", "sticker": "", "contact_card": "",
        "other_media": "", "nothing_said": "",
        "talk_to": "helpline", "try_later": "", "not_working": "helpline", "voice": "helpline",
        "slow_down": "", "said_again": "", "last_word": "",
    }.items()
}  # fmt: skip
"""Every standard text and what may be filled into it."""

COMMAND_FIELDS = frozenset(("answers", "privacy", "days"))
END_FIELDS = frozenset(("helpline", "days"))


@dataclass(frozen=True, slots=True)
class Content:
    """One state of everything under flows/. ``spoken`` maps the words of a command to its name,
    ``courtesies`` are met when a text says nothing else, ``touching`` inside a text that was not
    understood, ``pictures`` when it is only emoji; ``queries`` are what people ask. ``asked``
    holds every question as it is sent: by flow, question, channel, "text" or "again", and whether
    its options are listed.
    ``bank_holidays`` are those of each nation.
    ``privacy`` is what is decided about people's data, ``letters`` what keeps the list right.
    ``said`` gives, by flow, how the value of each option is said back.
    """

    flows: tuple[Flow, ...]
    readers: Mapping[str, FlowReader]
    commands: Mapping[str, Command]
    spoken: Mapping[tuple[str, ...], str]
    courtesies: Script[Courtesy]
    touching: Script[Courtesy]
    pictures: Mapping[str, Courtesy]
    queries: Queries
    starts: Mapping[tuple[str, ...], str]
    texts: Mapping[str, Wording]
    lexicon: Lexicon
    helplines: tuple[Helpline, ...]
    gazetteer: Gazetteer
    language: Language
    privacy: Privacy
    letters: Letters
    asked: Mapping[tuple[str, str, Channel, str, bool], str]
    said: Mapping[str, Mapping[str, str]]
    bank_holidays: BankHolidays = field(default_factory=BankHolidays)

    def __repr__(self) -> str:
        return f"Content({', '.join(flow.name for flow in self.flows)})"

    def flow(self, name: str) -> Flow:
        """Return the flow of this name, or the first when there is none any more."""
        for flow in self.flows:
            if flow.name == name:
                return flow
        return self.flows[0]

    def text(self, name: str, channel: Channel, **fields: str) -> str:
        """Return a standard text with its fields filled in."""
        wording = self.texts[name].on(channel)
        return wording.format(**fields) if fields else wording

    def line(self, key: str) -> Helpline | None:
        """Return a confirmed helpline by its key, or None."""
        found = (line for line in self.helplines if line.key == key and line.confirmed)
        return next(found, None)

    def helpline(self, nation: str = "") -> str:
        """Return the line to talk to, as it is said: the first confirmed one for the nation."""
        for line in self.helplines:
            if (
                line.confirmed
                and "talk" in line.who_for
                and (not line.nations or nation in line.nations)
            ):
                return line.said
        return ""


def said_texts(flows: tuple[Flow, ...]) -> dict[str, dict[str, str]]:
    """Return how the value of each option is said back, by flow."""
    return {
        flow.name: {o.value: o.said for question in flow.questions for o in question.options}
        for flow in flows
    }


def asked_texts(flows: tuple[Flow, ...]) -> dict[tuple[str, str, Channel, str, bool], str]:
    """Return every question as it is sent, with and without its numbered options."""
    return {
        (flow.name, question.name, channel, variant, listed): question_text(
            question, channel, variant, listed
        )
        for flow in flows
        for question in flow.questions
        for channel in Channel
        for variant in ("text", "again")
        for listed in (False, True)
    }


def question_text(question: Question, channel: Channel, variant: str, listed: bool) -> str:
    """Return a question's wording, its numbered options below it when ``listed``."""
    wording = question.again if variant == "again" and question.again.sms else question.text
    lines = [wording.on(channel) or question.title]
    if listed:
        lines += [f"{number} {option.label}" for number, option in enumerate(question.options, 1)]
    return "\n".join(lines)


def lists_options(question: Question, channel: Channel, variant: str) -> bool:
    """Say whether the numbered options go with the question, before anybody asks for MORE."""
    if not question.options:
        return False
    if variant == "again" or question.show is Show.ALWAYS:
        return True
    return question.show is Show.WHATSAPP and channel is Channel.WHATSAPP
