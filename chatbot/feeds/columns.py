"""The columns of a table of groups, and the words that their cells may hold."""

from __future__ import annotations

from collections.abc import Mapping

from chatbot.directory import SAID_AS, WHO
from chatbot.facts import Source
from chatbot.schedules import Frequency, Rhythm

FORMATS = ("in_person", "online", "chat", "phone")
AUDIENCES = (*WHO, *SAID_AS)
ONLY_FOR: Mapping[str, str] = {one: one for one in AUDIENCES} | {
    "women_only": "women", "men_only": "men",
}  # fmt: skip
"""What ``only_for`` may say, and the audience it means. Two were written otherwise once."""
ABOUT = (
    "newly_diagnosed", "parents", "young_adults", "pregnancy", "technology", "exercise", "food",
    "burnout", "older", "students",
)  # fmt: skip
NATIONS = ("England", "Scotland", "Wales", "Northern Ireland")
HOW_OFTEN: Mapping[str, tuple[Rhythm, Frequency | None]] = {
    "weekly": (Rhythm.REGULAR, Frequency.WEEKLY),
    "monthly": (Rhythm.REGULAR, Frequency.MONTHLY),
    "irregular": (Rhythm.IRREGULAR, None),
    "any_time": (Rhythm.ALWAYS_OPEN, None),
    "by_arrangement": (Rhythm.BY_ARRANGEMENT, None),
}
CHECKED_HOW = ("phoned", "email_link", "visit", "feed", "self")
FACTS = (
    "step_free", "bsl", "hearing_loop", "captions", "easy_read", "women_only", "men_only", "lgbtq",
    "quiet", "children_welcome", "camera_off_ok", "no_smartphone", "free",
)  # fmt: skip
FACTS_FROM: Mapping[str, Source] = {
    "the_group": Source.GROUP_SAID,
    "group_said": Source.GROUP_SAID,
    "a_visit": Source.ASSURER_CHECKED,
    "assurer_checked": Source.ASSURER_CHECKED,
    "feed": Source.FEED,
}
"""Who told of the facts. Whatever else is written there is somebody of the group."""
PLACE = ("venue", "hide_address", "town", "postcode", "transport")
SCHEDULE = (
    "days", "starts", "ends", "how_often", "every", "first_on", "until", "bank_holidays",
    "when_note",
)  # fmt: skip
FURTHER = frozenset(("id", *PLACE, *SCHEDULE, *FACTS, "facts_from", "facts_on"))
"""The columns of a row that adds a place to the group of a row before."""
COLUMNS = (
    "id", "organization", "name", "summary", "formats", "who", "welcome", "only_for", "about",
    "scope", "min_age", "max_age", *PLACE, "nations", *SCHEDULE, "cost", "contact_name", "phone",
    "email", "web", "join_route", "join", "languages", *FACTS, "facts_from", "facts_on",
    "principles_on", "principles_by", "status", "back_on", "checked_on", "checked_by",
    "checked_how", "made_up",
)  # fmt: skip
LATER = frozenset((
    "welcome", "scope", "transport", "every", "first_on", "until", "bank_holidays", "join_route",
    "principles_by", "checked_how",
))  # fmt: skip
"""The columns that older tables do not have."""
