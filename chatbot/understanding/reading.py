"""How one text reads against a flow: which questions it answers, and what it rules out."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.flow import Kind, Question
from chatbot.gazetteer import Gazetteer
from chatbot.understanding.changes.restating import is_addition, is_correction
from chatbot.understanding.changes.telling import Told
from chatbot.understanding.denial.denying import Hit
from chatbot.understanding.denial.obstacles import without_ease
from chatbot.understanding.entire import entire_answer
from chatbot.understanding.lists.alike import by_likeness
from chatbot.understanding.lists.choosing import Chooser, says_unsure, whole_answer
from chatbot.understanding.lists.options import SHORT, Choice
from chatbot.understanding.place.placing import Found, read_place
from chatbot.understanding.readings import Reading
from chatbot.understanding.speaker import speaks_of_a_parent, spoken_of, whoever_says_me_first
from chatbot.understanding.whereabouts import BARE_PLACE, is_only_asked, whereabouts
from chatbot.understanding.wishes.asked_needs import asked_needs
from chatbot.understanding.wishes.belonging import without_what_others_do
from chatbot.understanding.wishes.flowreader import FlowReader
from chatbot.understanding.wishes.hits import find_hits
from chatbot.understanding.wishes.judging import without_ignored
from chatbot.understanding.wishes.leaving import LEFT_OPEN, leaves_open
from chatbot.understanding.wishes.settling import sort_hits
from chatbot.understanding.wishes.whose_need import without_told_needs
from chatbot.understanding.words import manners
from chatbot.understanding.words.tokens import MASK, tokenise

MARKED = manners.MARKS | {MASK}


def read(
    reader: FlowReader,
    gazetteer: Gazetteer,
    text: str,
    question: Question | None,
    *,
    listed: bool = True,
    fresh: bool = False,
    tokens: Sequence[str] | None = None,
    told: Told | None = None,
) -> Reading:
    """Read a text while ``question`` is open (None: none is). Never raises.

    ``listed``: its numbered options have been sent, so a number can mean one of them. ``fresh``:
    nothing has been asked yet, so a name may be the place. ``tokens`` are the text's, if at hand.
    ``told`` leaves out what it only asks or tells of; without it every word counts.
    """
    typed = tokenise(text) if tokens is None else tokens
    tokens = whole = without_ease(reader.obstacles, typed, question)
    asking = told.asking if told else manners.is_question(text, tokens)
    found = Reading(tuple(tokens), correcting=is_correction(tokens),
        adding=is_addition(tokens), asking=asking)  # fmt: skip
    if question is not None and (
        answer := entire_answer(reader, question, text, tokens, found, listed=listed)
    ):
        return answer
    place = whereabouts(reader, gazetteer, text, typed, question, fresh=fresh)
    if told is not None:
        place = None if place and is_only_asked(place, tokens, told) else place
        asking = asking and all(token in MARKED for token in told.tokens)
        tokens = without_ease(reader.obstacles, told.tokens, question)
    taken = place.words if place else frozenset()
    again = not fresh and (question is None or found.correcting or found.adding)
    choice, hits, why = find_hits(
        reader, tokens, question, taken, asking=asking and not fresh, again=again,
        correcting=found.correcting, fresh=fresh,
    )  # fmt: skip
    hits += _asked_for(reader, question, whole, taken, told, choice) if told else []
    chosen, refused, several = sort_hits(hits, reader, question, choice, tokens)
    why += [place.why] if place and place.found is not Found.NONE else []
    read = found._replace(
        chosen=chosen, refused=refused, place=place, several=several, why=tuple(why)
    )
    read = _for_whom(reader, tokens, taken, read, hits, question, choice)
    if question is not None and not asking:
        read = _with_besides(reader, question, tokens, text, read, listed=listed)
    if question is None or read.several or read.says_something:
        return read
    town = _town(reader, gazetteer, text, question, read)
    return town or _nearly(reader, reader.asked[question.name], read)


def _asked_for(
    reader: FlowReader,
    question: Question | None,
    tokens: Sequence[str],
    taken: frozenset[str],
    told: Told,
    choice: Choice,
) -> list[Hit]:
    """Return what is asked for, but for a list ruled out: "no loop, captions or bsl"."""
    out = choice.refused if len(choice.refused) > 1 else ()
    asked = asked_needs(reader, question, tokens, taken, told.theirs)
    return [hit for hit in asked if hit.value not in out]


def _for_whom(
    reader: FlowReader,
    tokens: Sequence[str],
    taken: frozenset[str],
    found: Reading,
    hits: Sequence[Hit],
    question: Question | None,
    choice: Choice,
) -> Reading:
    """Add whom it is for, and leave out what is only told of others. ``taken``: a place's words."""
    said = [MASK if token in taken else token for token in tokens]
    found = _with_whom(reader, said, found, question, answered=bool(choice.values))
    found = _without_others(reader, tokens, found, hits, question, choice)
    return _with_needs_meant(reader, hits, tokens, found)


def _without_others(
    reader: FlowReader,
    tokens: Sequence[str],
    found: Reading,
    hits: Sequence[Hit],
    question: Question | None,
    choice: Choice,
) -> Reading:
    """Leave of what is never asked, but kept when it is said, only what is not told of others."""
    own = without_what_others_do(reader, tokens, hits) if _is_for_oneself(reader, found) else None
    if own is None:
        return found
    own_chosen = sort_hits(own, reader, question, choice, tokens)[0]
    kept = {name: values for name, values in found.chosen.items() if name not in reader.opinions}
    said = {name: values for name, values in own_chosen.items() if name in reader.opinions}
    return found._replace(chosen=kept | said)


def _is_for_oneself(reader: FlowReader, found: Reading) -> bool:
    about = reader.about
    if about is None or about.whom is None:
        return False
    return found.chosen.get(about.name, ("",))[0] in (about.whom.adult, about.whom.young)


def _with_besides(
    reader: FlowReader,
    question: Question,
    tokens: Sequence[str],
    text: str,
    found: Reading,
    *,
    listed: bool,
) -> Reading:
    """Add an answer without an option's words beside something else: "no needs, but Leeds"."""
    chooser = reader.asked[question.name]
    open_still = question.name not in {*found.chosen, *found.refused}
    if found.several or not open_still or question.kind is Kind.YES_NO:
        return found
    choice = whole_answer(chooser, chooser.language.written_out(tokens), text, listed=listed)
    if choice is None and leaves_open(reader, tokens, question):
        choice = LEFT_OPEN
    if choice is None or choice.values is None:
        return found
    chosen = {**found.chosen, question.name: choice.values}
    return found._replace(chosen=chosen, why=(*found.why, *choice.why))


def _with_whom(
    reader: FlowReader,
    tokens: Sequence[str],
    found: Reading,
    question: Question | None,
    *,
    answered: bool,
) -> Reading:
    """Add whom the text is about. ``answered``: it answers the open question in its own words."""
    said = ((name, value) for name, values in found.chosen.items() for value in values)
    grown = any(value in reader.grown.get(name, ()) for name, value in said)
    about = spoken_of(reader, tokens, grown=grown) if reader.about else None
    if question is not None and question is reader.about and question.whom:
        about = whoever_says_me_first(reader, question, question.whom, found.tokens, about)
        told = found.chosen.get(question.name) == (question.whom.adult,)
        if about is None and told and speaks_of_a_parent(question.whom, found.tokens):
            left = {name: got for name, got in found.chosen.items() if name != question.name}
            return found._replace(chosen=left)
    if reader.about is None or about is None:
        return found
    name = reader.about.name
    found = found._replace(outright=about.outright, firm=name if about.firm else "")
    if answered and question is reader.about and not about.firm:
        return found
    refused = {other: values for other, values in found.refused.items() if other != name}
    return found._replace(
        chosen={**found.chosen, name: (about.value,)},
        refused=refused,
        several=found.several and question is not reader.about,
        why=(*found.why, f"{name}: {about.value}, from who is spoken of"),
    )


def _with_needs_meant(
    reader: FlowReader, hits: Sequence[Hit], tokens: Sequence[str], found: Reading
) -> Reading:
    """Leave out what is needed by somebody it is not for: "my mum is in a wheelchair"."""
    about = reader.about
    own = (about.whom.adult, about.whom.young) if about and about.whom else ()
    whom = found.chosen.get(about.name, ()) if about else ()
    meant = without_told_needs(found.chosen, hits, tokens, own=not {*own}.isdisjoint(whom))
    return found._replace(chosen=meant)


def _town(
    reader: FlowReader, gazetteer: Gazetteer, text: str, question: Question, found: Reading
) -> Reading | None:
    """Read a misspelt town at another question: "birmingam" is no way to meet."""
    short = len(manners.bare(found.tokens)) <= BARE_PLACE
    if found.asking or not short or not reader.place or question.kind is Kind.PLACE:
        return None
    town = read_place(gazetteer, text, asked=True)
    if town.found is not Found.PLACE:
        return None
    return found._replace(place=town, why=(*found.why, town.why))


def _nearly(reader: FlowReader, chooser: Chooser, found: Reading) -> Reading:
    """Look at what is left when no answer stands in the text: not sure, or nearly an option."""
    short = len(manners.bare(found.tokens)) <= SHORT + 1
    if short and says_unsure(chooser, found.tokens, asking=found.asking):
        return found._replace(unsure=True, why=(*found.why, "not sure"))
    if found.asking or not chooser.question.options:
        return found
    choice = by_likeness(chooser, without_ignored(reader, chooser, found.tokens))
    why = (*found.why, *choice.why)
    if choice.values:
        return found._replace(chosen={chooser.question.name: choice.values}, why=why)
    return found._replace(guess=choice.guess, why=why)
