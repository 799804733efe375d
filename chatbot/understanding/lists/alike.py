"""The option that a few words are spelt like, sound like, or are a part of."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.understanding.denial.phrasebook import Hit
from chatbot.understanding.lists.options import MOST_LIKE, NOTHING, SMALL_WORDS, Choice, Chooser
from chatbot.understanding.numbers.numberwords import FILLERS, NUMBER_WORDS, ORDINALS
from chatbot.understanding.words import manners
from chatbot.understanding.words.likeness import Form, form_of, likeness
from chatbot.understanding.words.tokens import without_marks

SHORTEST_BEGUN = 3
FEW = 6
"""Words up to which a text is compared as a whole with the options."""
SURELY = 58.0
"""Likeness from which a word that is no English word is taken for an option."""
SURELY_SHORT = {2: 101.0, 3: 80.0, 4: 66.0}
SURELY_KNOWN = 72.0
SURELY_A_WORD = 86.0
SURELY_HEARD = 80.0
"""The same for a less common, and for an ordinary English word: mostly it is what it says."""
EXACT = 100.0
MANY_FORMS = 60
CROWDED = 20.0
"""How much more alike where there are so many words to be like."""
LEAD = 5.0
"""How much more alike the next option must not be."""
PERHAPS = 12.0
"""How much less alike is still worth a question."""
PART = 4.0
"""What a part of an option's words counts less than all of them."""
MORE = 8.0
"""How much more alike a word must be in a longer text."""
TIMES = frozenset("year years month months week weeks day days time times hour hours".split())
"""Words of a label that say little alone: "40 odd year" is not "A few years"."""
_ENDINGS = ("ing", "er", "ers", "ed", "es")
NAMED = 10.0
"""How much more alike what may be somebody's name: "its Ravinder"."""
_INTRODUCING = frozenset(("its", "im"))
NOT_ONE_WORD = frozenset("without any either not no dont".split())


def by_likeness(chooser: Chooser, tokens: Sequence[str], *, more: float = 0.0) -> Choice:
    """Compare the few telling words of a short text with the options.

    ``more``: how much more alike than usual they must be.
    """
    plain = [word for word in without_marks(tokens) if word not in manners.POLITE]
    telling = [word for word in plain if word not in SMALL_WORDS]
    if not telling:
        telling = [word for word in plain if word not in FILLERS]
    joined = not telling and len(plain) == 2
    if joined:
        telling = ["".join(plain)]
    if not telling or len(telling) > MOST_LIKE or len(plain) > FEW:
        return NOTHING
    if NOT_ONE_WORD.intersection(plain):
        return NOTHING
    held = [_holders(chooser, word) for word in telling]
    if choice := _by_words(chooser, plain, telling, held, whole=not more):
        return choice
    strange = [word for word, options in zip(telling, held, strict=True) if not options]
    known = more and any(word in chooser.language.known for word in strange)
    if known or not all(word.isalpha() for word in telling):
        return NOTHING
    if joined:
        more = EXACT
    elif "".join(plain[:1]) in _INTRODUCING and len(plain) == 2:
        more += NAMED
    elif len(telling) == MOST_LIKE and any(word in chooser.language.known for word in strange):
        more += SURELY_KNOWN - SURELY
    return _by_form(chooser, plain, telling, more)


def _by_words(
    chooser: Chooser,
    plain: Sequence[str],
    telling: Sequence[str],
    held: Sequence[frozenset[int]],
    *,
    whole: bool,
) -> Choice | None:
    """Read words that begin one option's word, or are all one option's. None: compare on."""
    options = chooser.question.options
    grammar = not whole and (len(plain) > 1 or telling[0] in chooser.language.common)
    if (at := _begun(chooser, telling, grammar=grammar)) is not None:
        return Choice((options[at].value,), why=(f"{telling[0]}: begins {options[at].value}",))
    known = [options_of for options_of in held if options_of]
    meant = frozenset.intersection(*known) if known else frozenset()
    if known and not meant:
        return NOTHING
    sure = _heads(chooser, telling) or (whole and len(plain) <= 2)
    if all(held) and len(meant) == 1 and sure:
        value = options[next(iter(meant))].value
        return Choice((value,), why=(f"{' '.join(telling)}: words of {value} alone",))
    return None


def _by_form(chooser: Chooser, plain: Sequence[str], telling: Sequence[str], more: float) -> Choice:
    """Choose the option that is most alike, when it is alike enough and no other nearly as much."""
    typed = form_of("".join(telling))
    alike = _alike(chooser, typed)
    if len(telling) < len(plain) <= MOST_LIKE:
        whole = _alike(chooser, form_of("".join(plain)))
        alike = {at: max(alike.get(at, 0.0), score) for at, score in whole.items()}
    if not alike:
        return NOTHING
    best, *rest = sorted(((score, at) for at, score in alike.items()), reverse=True)
    lead = best[0] - rest[0][0] if rest else 100.0
    lead = LEAD if lead and best[0] == EXACT else lead
    value = chooser.question.options[best[1]].value
    heard = len(typed.letters) > 4 and any(
        form.sound == typed.sound and at == best[1] for form, at, _ in chooser.forms
    )
    surely = min(EXACT, _needed(chooser, telling, len(typed.letters), heard=heard) + more)
    if len(chooser.forms) > MANY_FORMS:
        surely += CROWDED
    why = f"{' '.join(telling)} -> {value}, {best[0]:.0f} of 100, needs {surely:.0f}"
    if best[0] >= surely and lead >= LEAD:
        return Choice((value,), why=(why,))
    ordinary = all(word in chooser.language.common for word in telling)
    near = best[0] >= max(surely - PERHAPS, 50.0) and lead >= LEAD
    if near and not ordinary and len(typed.letters) > 3:
        return Choice(guess=value, why=(f"{why}: asked back",))
    return Choice(why=(f"{why}: refused",))


def joined_words(chooser: Chooser, tokens: Sequence[str], hit: Hit) -> Choice:
    """Read two words as the one that they make: "gran mother" is no mother."""
    alike = _alike(chooser, form_of("".join(tokens)))
    score, at = max(((score, at) for at, score in alike.items()), default=(0.0, 0))
    value = chooser.question.options[at].value if alike else hit.value
    if score < SURELY_A_WORD or value == hit.value:
        return NOTHING
    return Choice((value,), why=(f"{' '.join(tokens)} -> {value}, {score:.0f} of 100",))


def _heads(chooser: Chooser, telling: Sequence[str]) -> bool:
    """Whether words are those of a label, and not of what else an option is known by."""
    return TIMES.isdisjoint(telling) and all(
        word.removesuffix("ly") in chooser.heads
        or word in chooser.heads
        or word.removesuffix("s") in chooser.heads
        or f"{word}s" in chooser.heads
        for word in telling
    )


def _holders(chooser: Chooser, word: str) -> frozenset[int]:
    """Return the options whose words this is one of, in either number."""
    found = chooser.holders.get(word)
    if found is None and len(word) > 3:
        forms = (word.removesuffix("s"), f"{word}s", word.removesuffix("ly"))
        found = next((chooser.holders[form] for form in forms if form in chooser.holders), None)
    return found or frozenset()


def _is_day(typed: str, word: str) -> bool:
    return word.endswith("day") and len(typed) < 5


def _alike(chooser: Chooser, typed: Form) -> dict[int, float]:
    """Return how alike each option is at most, by its words or one of them."""
    alike: dict[int, float] = {}
    for form, at, part in chooser.forms:
        score = likeness(typed, form) - (PART if part else 0.0)
        if score > alike.get(at, 0.0):
            alike[at] = score
    return alike


def _begun(chooser: Chooser, telling: Sequence[str], *, grammar: bool) -> int | None:
    """Return the one option of which a word is begun: "sat" for Saturday, "footy" for Football.

    ``grammar``: only an ending may be missing, as in "walk" for Walking.
    """
    if len(telling) != 1 or len(telling[0]) < SHORTEST_BEGUN or telling[0] in chooser.holders:
        return None
    typed = telling[0]
    if typed in ORDINALS or typed in NUMBER_WORDS:
        return None
    fond = len(typed) > 4 and typed.endswith(("y", "ie")) and typed not in chooser.language.common
    for start in (typed, typed.removesuffix("ie").removesuffix("y") if fond else ""):
        begun = {
            at
            for word, options in chooser.holders.items()
            if start and len(word) > len(start) + 1 and word.startswith(start)
            if not grammar or word.endswith(_ENDINGS) or _is_day(typed, word)
            for at in options
        }
        if len(begun) == 1:
            return begun.pop()
    return None


def _needed(
    chooser: Chooser, telling: Sequence[str], letters: int, *, heard: bool = False
) -> float:
    """Return how alike the words must be: ordinary English words mostly are what they say."""
    language, holders = chooser.language, chooser.holders
    if all(word in language.common or word in holders for word in telling):
        return SURELY_HEARD if heard else SURELY_A_WORD
    if all(word in language.known or word in holders for word in telling):
        return SURELY_KNOWN
    return SURELY_SHORT.get(letters, SURELY)
