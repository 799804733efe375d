"""How a name sounds, roughly, however it is spelt: "lestur" and "Leicester" are both "lasta"."""

from __future__ import annotations

import re
from functools import lru_cache

REMEMBERED = 4096
"""Words whose sound is kept: the same ones stand in text after text."""

_SAID = (
    # The ends of British place names, which are said shorter than they are spelt.
    (r"b(?:[oue]?rr?(?:ough|ugh|gh|ow|o|ah|a|uh|g)|rough|rugh)$", "bra"),
    (r"(?:wh?it?ch|[ie]tch|ich|[ie]dge|ige)$", "ax"),
    (r"(?:wh?ic?k|wark|och)$", "ak"),
    (r"cest", "st"),
    (r"(?<=l)isle$", "al"),
    (r"le$", "al"),
    (r"(?:ing|in)$", "an"),
    (r"[td]s$", "s"),
    (r"[aeiouy]+we$", "a"),
    (r"(?<=[^aeiouyw])e$", ""),
    (r"dd$", "f"),
    (r"mbe?$", "m"),
    # Letters that are silent, or said as another.
    (r"^(?:thl|chl|hl|c(?=lan))", "l"),
    (r"^k(?=n)|g(?=n)|^w(?=r)|^p(?=s)", ""),
    (r"(?<=l)ough", "af"),
    (r"s[ct](?=l)|sc(?=[eiy])", "s"),
    (r"ngh?(?=t)", "n"),
    (r"nd(?=s)", "n"),
    (r"d(?=f)|(?<=n)e(?=m)", ""),
    (r"s?ch|sh|tch", "x"),
    (r"th|ph|ff|v", "f"),
    (r"gh", ""),
    (r"ck|cc|qu?|c(?![eiy])", "k"),
    (r"x", "ks"),
    (r"c|z", "s"),
    (r"dg(?=e)", "j"),
    (r"r+(?=[^aeiouyrwh]|$)", ""),
    (r"h", ""),
    # Vowels are what people hear least alike.
    (r"[aeiouy]+(?:w(?![aeiouy]))?|w(?![aeiouyhr])", "a"),
)
_VOWELS = str.maketrans("", "", "aeiou")
_GRAPHEME = re.compile("|".join(f"({spelt})" for spelt, _ in _SAID))
_SOUNDS = ("", *(said for _, said in _SAID))
_TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=REMEMBERED)
def sound_of(name: str) -> str:
    """Return how a name in lower case sounds: one letter for all vowels, no silent letters."""
    said = _GRAPHEME.sub(lambda found: _SOUNDS[found.lastindex or 0], name.replace(" ", ""))
    return _TWICE.sub(r"\1", said)


def sound_of_words(name: str) -> str:
    """Return how a name of several words sounds, each of them by itself."""
    return _TWICE.sub(r"\1", "".join(map(sound_of, name.split(" "))))


def bare(name: str) -> str:
    """Return the consonants of a name, which is how some text it: "nthmptn"."""
    return name.translate(_VOWELS)
