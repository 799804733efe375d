"""What follows a number: words that say something of an option, or that the number counts."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.understanding.numbers.numberframes import CALM, GOING_ON, Beside

_NOUNS = frozenset(
    "left question query problem issue word sec secs second seconds min mins minute minutes "
    "hr hrs hour hours day days week weeks wk wks month months mth mths year years yr yrs yo "
    "yrold yearold old odd half quarter quid pound pounds p pence pee percent per mile miles "
    "km kms k m kg st stone lb lbs oz g mg ml cl unit units carb carbs gram grams am pm "
    "oclock o bed beds bedroom kid child children bairn wean baby son daughter brother "
    "sister people person folk men women man woman boys girls lads lasses sheep teeth feet "
    "mice fish time times x more other others different separate new small little big whole "
    "good bad long short hypo hyper pump jab jabs tablet pill dog cat fold way ways ply "
    "night nights morning mornings evening afternoon today yesterday tomorrow tonight ago "
    "this last next past ish to under over than mmol mmols storey point out january february "
    "march april may june july august september october november december jan feb mar apr "
    "jun jul aug sep sept oct nov dec street road lane avenue close drive terrace bus train "
    "tram class floor thoughts thing things wife husband mum dad parents gp nurse doctor "
    "each every generation generations weddings job jobs hand stop stops".split()
)
"""Words right after a number that it counts or dates."""
NOT_CHOSEN = frozenset(
    "line tomorrow today tonight time times week wk weeks weekend night nite month year yr "
    "day days thought thoughts hand bus train tram baby child kid pregnancy diagnosis "
    "appointment appt class aid floor place name born ever half pump sensor hospital job son "
    "daughter few couple minute min sec person thing things straw resort chance legs leg "
    "nerve ditch orders summer winter spring autumn christmas xmas session visit clinic hypo "
    "dose injection meal nature glance impressions banana gear notch cousin marriage husband "
    "wife degree home house team match goal prize post responder responders aider school "
    "lesson attempt try go text message letter email call reply cup bite word words people "
    "man woman reading hba1c nurse doctor gp consultant order world war january february "
    "march april may june july august september october november december jan feb mar apr "
    "jun jul aug sep sept oct nov dec nerves breath drop bit".split()
)
"""Words after "first", "last" that make it something else: "first time ive done this"."""
_FINE = frozenset(
    "is are would wud wid wad will wil could might may looks look lookin sounds sound seems "
    "seem suits suit suited works work fits fit wins best better fine great perfect grand "
    "lovely ok okay it its itll thats that for from sounding does feels appeals appealing "
    "cool brilliant brill ideal preferred preferably want wanted choose chosen pick picked "
    "option wants gets on off in at by of above listed below says said any deal sorted "
    "done easiest suitable pls applies apply".split()
)
"""Words after a number that say something of it as an option: "8 would suit me best"."""
_HAPPENED = frozenset("broke came went fell lost had did didnt told said gave took ended".split())
"""Words by which a number or a place is what something happened to."""
_ADJECTIVES = frozenset("good fine great best lovely perfect grand cool brilliant sound".split())
_GOES = frozenset(
    "i im ive id ill he hes she shes we were weve they theyre my our his her nan mum mam dad "
    "wife husband hubby partner son daughter this the not no dont cant cannot never wont "
    "isnt hope hopefully wish didnt doesnt your youre yous its it that thats please".split()
)
_LISTY = frozenset(
    "list menu page text message screen options choices there here your ur the that this "
    "them these those em above yours offer".split()
)
_NOT_PLURAL = frozenset(
    "thanks thanx thx cheers obvs plus pls plsss works suits sounds looks seems is was its "
    "thats always perhaps boss ours yes lads guys folks gorgeous means probs this please "
    "less unless whatevs soz fits wins appeals wants says needs deffs defs sis cuz bless "
    "gets across does has yours others as us thus besides feels xoxos gras hopes totes lols "
    "lolls deffos applies gans fabulous jesus christs props tis twas sometimes bestests dats "
    "whats heres lets miss ms mrs regards wishes kisses hugs".split()
)
_GO_ON = ("go", "on")
_CALM_AFTER = CALM - {"go", "on"}


def after_number(words: Sequence[str], *, counted: bool = True) -> Beside:
    """Return what the words from a number to the end of the clause say.

    ``counted``: the number may count them ("2 kids"); a place cannot, but it may be one of them.
    """
    at = 0
    while at < len(words) and (words[at] in _CALM_AFTER or tuple(words[at : at + 2]) == _GO_ON):
        if words[at] in GOING_ON:
            return Beside.OPEN
        at += 2 if words[at] == "go" else 1
    words = words[at:]
    if not words or words[0] in GOING_ON:
        return Beside.OPEN
    first, second = words[0], words[1] if len(words) > 1 else ""
    if at and len(words) < 3:
        return Beside.OPEN
    if tuple(words[:2]) == ("this", "time") or tuple(words[:3]) == ("in", "the", "end"):
        return Beside.OPEN
    if first in ("of", "in", "on", "at", "from", "off"):
        return _of_what(first, second, words)
    if not at and (first in _NOUNS if counted else first in NOT_CHOSEN):
        return Beside.TELLS
    if not at and _is_plural(first):
        return Beside.TELLS
    if not at and counted and first in _ADJECTIVES and _is_plural(second):
        return Beside.TELLS
    if first in _FINE:
        return Beside.SAYS
    if first in _HAPPENED:
        return Beside.TELLS
    if not at and counted and second and second not in _FINE and _is_plural(second):
        return Beside.TELLS
    return Beside.GOES if first in _GOES else Beside.UNKNOWN


def _of_what(first: str, second: str, words: Sequence[str]) -> Beside:
    if first == "from" and second in ("me", "us", "my", "our"):
        return Beside.SAYS
    if second in ("them", "these", "those") and not CALM.issuperset(words[2:]):
        return Beside.TELLS
    if second in _LISTY and not (second in ("the", "your", "ur", "this", "that") and len(words) > 2
                                 and words[2] not in _LISTY):  # fmt: skip
        return Beside.OPEN
    return Beside.TELLS


def _is_plural(word: str) -> bool:
    """Whether a word looks like several of something: "kids", "hypos"."""
    return (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is"))
        and word not in _NOT_PLURAL
    )
