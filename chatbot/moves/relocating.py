"""Another place than the one kept: what of a text means one, and what only mentions one."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.moves.scene import Scene
from chatbot.places import Place
from chatbot.understanding.changes.instead import changed_by_phone, named_instead
from chatbot.understanding.changes.restating import denies, says_where
from chatbot.understanding.place.placing import NOWHERE, Found, PlaceReading, read_place
from chatbot.understanding.readings import Reading
from chatbot.understanding.words.tokens import words

_SOMEDAY = frozenset("might hoping hope thinking planning someday eventually holiday hols".split())
"""Words of a move or a stay that has not come yet: "we might move to York"."""
_SMALL = frozenset("in the on of near by upon one not".split())
"""Words of a name, or between two that belong together: "Ashford in Kent"."""


def place_question(scene: Scene) -> str:
    """Return the name of the question about the place, or nothing."""
    return scene.content.readers[scene.flow.name].place


def place_kept(scene: Scene) -> Place | None:
    """Return the place that was given before, if one was."""
    return scene.conversation.now.places.get(place_question(scene))


def other_place(scene: Scene, reading: Reading) -> Reading:
    """Read the other place where the one kept is named too: "I put Slough but live in Windsor"."""
    kept, place = place_kept(scene), reading.place
    if kept is None or place is None or place.found is Found.NONE:
        return reading
    name = words(kept.name)
    if not _names(reading.tokens, name) or _is_another(place, kept):
        return reading
    said = " " + " ".join(reading.tokens) + " "
    for named in (f" not {' '.join(name)} ", f" {' '.join(name)} "):
        said = said.replace(named, " . ")
    other = read_place(scene.content.gazetteer, said, asked=False)
    if other.found is Found.NONE:
        return reading
    return reading._replace(place=other)


def _names(tokens: Sequence[str], name: Sequence[str]) -> bool:
    return any(list(tokens[at : at + len(name)]) == list(name) for at in range(len(tokens)))


def _is_another(place: PlaceReading, kept: Place) -> bool:
    """Whether another place of the same name is told: "Newport on the Isle of Wight"."""
    if place.found is not Found.PLACE or place.place is None:
        return False
    told = place.place
    same_name = words(told.name) == words(kept.name)
    return same_name and (told.lat, told.lon) != (kept.lat, kept.lon)


def put_in_its_place(scene: Scene, reading: Reading) -> PlaceReading | None:
    """Return the place that the text puts in place of the one kept, or None where it names none."""
    kept = place_kept(scene)
    asked = scene.question is not None and scene.question.name == place_question(scene)
    if asked or kept is None:
        return None
    if reading.place is not None and _is_another(reading.place, kept):
        return reading.place
    name = words(kept.name)
    candidates = [changed_by_phone(reading.tokens, name), *named_instead(reading.tokens, name)]
    for said in dict.fromkeys(filter(None, candidates)):
        found = _exactly(scene, said)
        other = found.place is None or found.place.full != kept.full
        known = found.found in (Found.PLACE, Found.ASK)
        if known and other and said != " ".join(name) and _is_meant(scene, reading, said, name):
            return found
    return None


def _exactly(scene: Scene, said: str) -> PlaceReading:
    """Read words that are a place and nothing else, spelt as it is."""
    gazetteer, first = scene.content.gazetteer, said.split()[0]
    if first not in gazetteer.longest and not any(sign.isdecimal() for sign in said):
        return NOWHERE
    place = read_place(gazetteer, said, asked=True)
    if "misspelt" in place.why or not set(words(said)) - _SMALL <= place.words:
        return NOWHERE
    return place


def _is_meant(scene: Scene, reading: Reading, said: str, kept: Sequence[str]) -> bool:
    """Whether an ordinary word ("reading", "deal") is a place here."""
    if said not in scene.content.gazetteer.word_uses:
        return True
    return said.capitalize() in scene.inbound.text or _names(reading.tokens, kept)


def where_again(scene: Scene, reading: Reading) -> bool:
    """Whether a place in the text is said to be where somebody lives, and not only mentioned."""
    kept = place_kept(scene)
    if not _SOMEDAY.isdisjoint(reading.tokens):
        return False
    if reading.correcting or (kept and denies(reading.tokens, words(kept.name))):
        return True
    return says_where(reading.tokens, reading.place.words if reading.place else frozenset())
