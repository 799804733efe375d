"""Which place a text names at its point of a conversation, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chatbot.flow import Kind, Question
from chatbot.gazetteer import Gazetteer, name_key
from chatbot.understanding.changes.restating import says_where
from chatbot.understanding.changes.telling import Told
from chatbot.understanding.place.placing import Found, PlaceReading, look_through, read_looked
from chatbot.understanding.wishes.flowreader import FlowReader
from chatbot.understanding.words import manners
from chatbot.understanding.words.likeness import form_of, likeness
from chatbot.understanding.words.tokens import without_marks

LONG_FOR_A_TOWN = 8
"""Words from which a doubtful name is a town only after "live in" and the like."""
ALIKE = 84.0
"""How like its name a misspelt place must be in a first text that is not asked for one."""
BARE_PLACE = 2
"""Words up to which a text that nothing was asked for may be a place and nothing else."""


def is_only_asked(place: PlaceReading, tokens: Sequence[str], told: Told) -> bool:
    """Whether a place stands only in what is asked: "how far is Swansea?"."""
    named = [at for at, token in enumerate(tokens) if token in place.words]
    return bool(named) and told.asked.issuperset(named)


def _perhaps(gazetteer: Gazetteer, place: PlaceReading, said: Sequence[str]) -> PlaceReading | None:
    """Return the one place a first text names, to be confirmed: "bus driver in Hull".

    "Is this workin" is not Woking: an ordinary word that lost its last letter is no misspelt place.
    """
    if place.place is None:
        return place if place.found is Found.ASK else None
    typed = form_of("".join(word for word in said if word in place.words))
    if "misspelt" in place.why:
        cut_short = any(f"{word}g" in gazetteer.common for word in place.words)
        if cut_short or likeness(typed, form_of(name_key(place.place.name))) < ALIKE:
            return None
    return replace(place, found=Found.CONFIRM)


def _is_slip(reader: FlowReader, place: PlaceReading, said: Sequence[str]) -> bool:
    """Whether what looks like a misspelt place is a slip in an option's words: "captons"."""
    if "misspelt" not in place.why:
        return False
    slips = [word for word in said if word in place.words]
    if slips and all(word in reader.language.textspeak for word in slips):
        return True
    written = reader.language.written_out(slips)
    mended = [
        word if word in reader.speller.known else reader.speller.nearest(word) or word
        for word in written
    ]
    return sum(hit.end - hit.start for hit in reader.anywhere.find(mended)) == len(mended) > 0


def whereabouts(
    reader: FlowReader,
    gazetteer: Gazetteer,
    text: str,
    tokens: Sequence[str],
    question: Question | None,
    *,
    fresh: bool,
) -> PlaceReading | None:
    """Return what a text says of where somebody lives, None where it is not to be looked for.

    ``fresh``: nothing has been asked yet, so a name in passing may be the place: it is asked back.
    """
    if not reader.place:
        return None
    asked = question is not None and question.kind is Kind.PLACE
    said = without_marks(tokens)
    if fresh and tuple(said) in reader.greetings:
        return None  # "yo" is a greeting, and not the postcode area of York
    looked = look_through(gazetteer, text)
    if fresh and len(said) <= BARE_PLACE:
        place = read_looked(looked, asked=True)
        exact = place.found in (Found.PLACE, Found.ASK) and "misspelt" not in place.why
        if exact or place.found is Found.ABROAD:
            return place
    place = read_looked(looked, asked=asked, fresh=fresh)
    if fresh and not asked and place.found in (Found.NONE, Found.CONFIRM):
        known = place if place.found is Found.CONFIRM and "misspelt" not in place.why else None
        perhaps = known or _perhaps(gazetteer, read_looked(looked, asked=True), said)
        return None if perhaps and _is_slip(reader, perhaps, said) else perhaps
    if not asked and place.words and place.words <= manners.POLITE:
        return None
    if (
        place.found is Found.CONFIRM
        and len(said) > LONG_FOR_A_TOWN
        and not says_where(said, place.words)
    ):
        return None
    return place
