"""How alike a word as it was typed is to a word as it is spelt: by its letters and by its sound."""

from __future__ import annotations

import re
from typing import NamedTuple

from rapidfuzz import fuzz

LONGEST = 40
"""Letters beyond which nothing is compared."""
_SAID = tuple(
    (re.compile(spelt), said)
    for spelt, said in (
        (r"^(?:kn|gn|pn)", "n"),
        (r"^wr", "r"),
        (r"^wh", "w"),
        (r"^ps", "s"),
        (r"^ch(?=r)", "k"),
        (r"^(?:t(?=ue|ew|ui|un[ei]|yoo|oo[sz])|choo|chew|chu)", "hu"),
        (r"mn$", "m"),
        (r"augh(?=t)|a[uw]|orr|o(?:u?r)(?![aeiouy])|oar", "o"),
        (r"(?<=[aeiou])rr?(?![aeiouyr])", ""),
        (r"[ckq]s", "x"),
        (r"(?:t|s|c|x|sh|ch)i[ao]n|shun|shon", "hn"),
        (r"ture|cher|chur", "hr"),
        (r"(?<=s)ch[uo]n", "hn"),
        (r"ough(?=t)", "o"),
        (r"e?igh", "i"),
        (r"ough", "uf"),
        (r"gh", ""),
        (r"ph", "f"),
        (r"tch|ch|sch?h?(?=[iey])|sh", "h"),
        (r"dge|dg|j|g(?=[eiy])", "j"),
        (r"ck|q|c(?![eiyh])|k", "k"),
        (r"[cz]", "s"),
        (r"mb$", "m"),
        (r"th|(?<=[aeiou])vv(?=[aeiou])", "f"),
        (r"v", "f"),
        (r"(?<=.)[aeiouyw]+", "a"),
        (r"(.)\1+", r"\1"),
    )
)


class Form(NamedTuple):
    """A word ready to be compared: its letters, roughly its sound, and the consonants of that."""

    letters: str
    sound: str
    consonants: str


def form_of(word: str) -> Form:
    """Return a word or phrase in the form it is compared in. Spaces do not count."""
    letters = word.replace(" ", "")[:LONGEST]
    sound = letters
    for spelt, said in _SAID:
        sound = spelt.sub(said, sound)
    return Form(letters, sound, sound[:1] + sound[1:].replace("a", ""))


def likeness(typed: Form, known: Form) -> float:
    """Return how alike two words are, 0 to 100: half by letters, half by sound.

    RapidFuzz's ratio of the letters alone loses spellings by ear ("sikolijist"); the sound alone
    takes "peer" for "per".
    """
    return (
        0.5 * fuzz.ratio(typed.letters, known.letters)
        + 0.25 * fuzz.ratio(typed.sound, known.sound)
        + 0.25 * fuzz.ratio(typed.consonants, known.consonants)
    )
