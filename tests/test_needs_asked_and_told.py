"""What somebody needs, put as a question or told as a story, at the question what they need."""

from __future__ import annotations

import pytest

from chatbot.content import Content
from chatbot.directory import Directory
from chatbot.engine import advance
from chatbot.evaluation.standing import standing_at, texted
from chatbot.messages import Channel

BEFORE = {"place": ("Leeds",), "who": ("adult",), "meet": ("in_person",)}


def needs(
    content: Content, directory: Directory, text: str
) -> tuple[tuple[str, ...] | None, tuple[str, ...]]:
    """Return what is needed and what is ruled out after a text at the question."""
    standing = standing_at(content, directory, "needs", BEFORE)
    now = advance(content, directory, standing, texted(text, Channel.SMS)).conversation.now
    return now.answers.get("needs"), now.refused.get("needs", ())


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("Is there people who talk Bengali there", ("language",)),
        ("Do they meet upstairs? I couldny manage that", ("step_free",)),
        ("does the place have a lift", ("step_free",)),
        ("anywhere but upstairs", ("step_free",)),
        ("Can they switch the captions on? last lot wouldn't bother", ("captions",)),
        ("do any of the groups have BSL", ("bsl",)),
        ("are there other deaf people who sign", ("bsl",)),
        ("would they mind a toddler running about?", ("children_welcome",)),
        ("they told me no children so I stopped", ("children_welcome",)),
        ("not anywhere that says no kids", ("children_welcome",)),
        ("no captions last time so i gave up", ("captions",)),
        ("they never booked a signer", ("bsl",)),
        ("I'm trans and want to know I won't get misgendered", ("lgbtq",)),
        ("he won't go anywhere thats not gay friendly", ("lgbtq",)),
        ("somewhere I won't get stared at for being trans", ("lgbtq",)),
        ("wee group, no a big hall full o folk", ("quiet",)),
        ("deafened, don't sign, need to read what's being said", ("captions",)),
        ("I'm hard of hearing so would need subtitles on the call", ("captions",)),
        ("my first language is sign language so somebody who can sign", ("bsl",)),
        ("I wear two hearing aids, do they have a T loop", ("hearing_loop",)),
    ],
)
def test_what_is_asked_for_or_was_missing_is_needed(
    content: Content, directory: Directory, text: str, needed: tuple[str, ...]
) -> None:
    assert needs(content, directory, text) == (needed, ())


@pytest.mark.parametrize(
    "text",
    [
        "what is a hearing loop", "whats bsl", "why do you ask if im gay", "how do captions work",
        "do i have to be gay to go", "is it only for deaf people", "does step free mean no stairs",
        "my neighbour has a wheelchair, do they get many like that",
    ],
)  # fmt: skip
def test_who_only_asks_about_it_needs_nothing(
    content: Content, directory: Directory, text: str
) -> None:
    assert needs(content, directory, text) == (None, ())


@pytest.mark.parametrize(
    ("text", "ruled_out"),
    [
        ("I dont need bsl", "bsl"),
        ("no captions thanks", "captions"),
        ("dont want women only", "women_only"),
        ("no kids here so not needed", "children_welcome"),
        ("not lgbtq", "lgbtq"),
    ],
)
def test_what_is_not_needed_is_still_ruled_out(
    content: Content, directory: Directory, text: str, ruled_out: str
) -> None:
    needed, refused = needs(content, directory, text)
    assert not needed and refused == (ruled_out,)


def test_a_need_rules_out_no_way_to_meet(content: Content, directory: Directory) -> None:
    standing = standing_at(content, directory, "needs", BEFORE)
    said = texted("as a muslim woman I cannot sit with men", Channel.SMS)
    now = advance(content, directory, standing, said).conversation.now
    assert (now.answers["needs"], now.answers["meet"]) == (("women_only",), ("in_person",))
