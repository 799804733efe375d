"""Towns cut short, or left without their vowels, as people text them: "leic", "bmth"."""

from __future__ import annotations

from chatbot.understanding.place.spellings import NO_SHELF, Spellings
from chatbot.understanding.words.sounding import bare

SHORTEST = 4
MOST_CUT_LETTERS = 8


def uncut(spellings: Spellings, form: str) -> str:
    """Return the likeliest town that begins like a form, or holds its letters; "" for none."""
    if not SHORTEST <= len(form) <= MOST_CUT_LETTERS:
        return ""
    voiceless = bare(form) == form
    shelf = spellings.towns.get(form[0], NO_SHELF)
    fitting = [
        name
        for town, name in zip(shelf.forms, shelf.names, strict=True)
        if town.startswith(form) or (voiceless and _holds(bare(town), form))
    ]
    return max(fitting, key=lambda name: spellings.people[name], default="")


def _holds(consonants: str, form: str) -> bool:
    """Whether a town has these letters in their order, and the same last one."""
    if consonants[-1:] != form[-1:]:
        return False
    left = iter(consonants)
    return all(letter in left for letter in form)
