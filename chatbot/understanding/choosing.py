"""One closed list: which of its options a text chooses, if any.

Four ways, the surest first: the text is nothing but numbers ("2 please"), it holds an option's own
words ("the zoom one"), its few telling words belong to one option alone, or they are spelt or
sound nearly like one. What is only near is asked ("Did you mean Online?"), never taken.
"""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.flow import Kind
from chatbot.understanding import manners
from chatbot.understanding.agreeing import Says, read_agreement, read_answer
from chatbot.understanding.likeness import Form, form_of, likeness
from chatbot.understanding.numbers import chosen_numbers
from chatbot.understanding.numberwords import FILLERS, LEADS
from chatbot.understanding.options import (
    MOST_LIKE,
    NOTHING,
    SHORT,
    SMALL_WORDS,
    Choice,
    Chooser,
    by_hits,
    chooser_of,
    counts,
)
from chatbot.understanding.tokens import tokenise, without_marks

__all__ = ["Choice", "Chooser", "choose", "chooser_of"]

_SAID_SHORTLY = 7
_NONE = frozenset("none nothing nowt neither nane nun nuffin nothin non".split())
_EVERY = frozenset("all everything every any anything everyfink evrything owt".split())
_NOT_ALL = frozenset(
    "change delete clear not no dont know is what how why when at after over do does can "
    "did".split()
)
_SO_NOT_ALL = frozenset(
    "time times but bar except apart idea question help right minus without".split()
)
_BESIDE_A_NUMBER = (
    manners.POLITE
    | LEADS
    | frozenset(
        "the one two first second 1st 2nd i id ill will would go going with for pick choose say "
        "press my answer is its it just and yes no aye yeah".split()
    )
)
"""Words beside a number that answers yes or no: in "sounds good 2 me" it is none."""
_JOINING = frozenset("and n an plus also or then with yes".split())
SHORTEST_BEGUN = 3
FEW = 6
"""Words up to which a text is compared as a whole with the options."""
SURELY = 58.0
"""Likeness from which a word that is no English word is taken for an option."""
SURELY_SHORT = {2: 101.0, 3: 80.0, 4: 66.0}
SURELY_KNOWN = 72.0
SURELY_A_WORD = 86.0
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
NOT_ONE_WORD = frozenset("without any either".split())


def choose(chooser: Chooser, text: str, *, listed: bool = True) -> Choice:
    """Read one text as the answer to this question and no other. Never raises.

    ``listed``: its numbered options have been sent.
    """
    tokens = manners.stripped(chooser.language.written_out(tokenise(text)))
    whole = whole_answer(chooser, tokens, text, listed=listed)
    if whole is not None:
        return whole
    asking = manners.is_question(text, tokens)
    mended, how = chooser.speller.mend(tokens, 4, chooser.language.known)
    hits = [hit for hit in chooser.book.find(mended) if counts(chooser, hit, mended)]
    if hits and not (asking and len(tokens) > FEW):
        found = by_hits(chooser, hits, mended, others=True)
        found = found._replace(why=(*how, *found.why))
        return by_parts(chooser, mended, found) if chooser.question.kind is Kind.MANY else found
    if chooser.question.kind is Kind.MANY and (parts := by_parts(chooser, mended, NOTHING)).values:
        return parts
    if len(tokens) <= SHORT + 1 and says_unsure(chooser, tokens, asking=asking):
        return Choice(unsure=True, why=("not sure",))
    return by_likeness(chooser, mended)


def says_unsure(chooser: Chooser, tokens: Sequence[str], *, asking: bool) -> bool:
    """Whether somebody says that they do not know."""
    return read_agreement(chooser.language.agreement, tokens, asking=asking) is Says.UNSURE


def whole_answer(
    chooser: Chooser, tokens: Sequence[str], text: str, *, listed: bool = True
) -> Choice | None:
    """Read a text that is an answer and nothing else: "2", "1 and 3", "none", "yes"."""
    question = chooser.question
    bare = manners.bare(tokens)
    if bare in chooser.any_words:
        return Choice((), why=("any or none",))
    if question.kind is Kind.YES_NO:
        return _yes_or_no(chooser, tokens, text)
    if not question.options:
        return None
    many = question.kind is Kind.MANY
    count = len(question.options)
    if (numbers := chosen_numbers(tokens, count, several=many)) is not None:
        return _numbered(chooser, numbers, listed=listed)
    if many and not chooser.book.find(list(bare)):
        if bare in chooser.language.none_of_them or _is_none(bare):
            return Choice((), why=("none of them",))
        both = count == 2 and bare[:1] == ("both",) and len(bare) <= SHORT
        if both or bare in chooser.language.all_of_them or _is_all(bare, text):
            return Choice(tuple(o.value for o in question.options), why=("all of them",))
    if chooser.says and len(bare) <= SHORT and not chooser.book.find(list(bare)):
        asking = manners.is_question(text, tokens)
        said = read_agreement(chooser.language.agreement, tokens, asking=asking)
        if said is not None and said in chooser.says:
            return Choice((question.options[chooser.says[said]].value,), why=(f"says {said}",))
    return None


def _is_none(bare: Sequence[str]) -> bool:
    """Whether a short text says none: "nothing on that list", "no to every single one"."""
    if not bare or len(bare) > _SAID_SHORTLY or "but" in bare:
        return False
    if bare[0] == "no" and bare[1:2] and bare[1] in _NONE:
        return True
    return bare[0] in _NONE or (bare[0] in ("no", "not") and not _EVERY.isdisjoint(bare[1:4]))


def _is_all(bare: Sequence[str], text: str) -> bool:
    """Whether a short text says all: "literally every day", "bit of everything tbh"."""
    if not bare or len(bare) > _SAID_SHORTLY or "?" in text or bare[0] in manners.ASKS_FIRST:
        return False
    at = next((at for at, word in enumerate(bare[:4]) if word in _EVERY), -1)
    return at >= 0 and _NOT_ALL.isdisjoint(bare[:at]) and _SO_NOT_ALL.isdisjoint(bare[at:])


def _yes_or_no(chooser: Chooser, tokens: Sequence[str], text: str) -> Choice:
    numbers = chosen_numbers(tokens, 2) if _BESIDE_A_NUMBER.issuperset(_words(tokens)) else None
    if numbers in ((1,), (2,)):
        value = "yes" if numbers == (1,) else "no"
        return Choice((value,), why=(f"number {numbers[0]}: {value}",))
    said = read_answer(chooser.language.agreement, text)
    if said is None:
        return NOTHING
    if said is Says.UNSURE:
        return Choice(unsure=True, why=("not sure",))
    return Choice((str(said),), why=(f"says {said}",))


def _words(tokens: Sequence[str]) -> list[str]:
    """Return the words of a text that are no digits."""
    return [token for token in without_marks(tokens) if not token.isdecimal()]


def _numbered(chooser: Chooser, numbers: tuple[int, ...], *, listed: bool) -> Choice:
    options = chooser.question.options
    if not listed or any(not 1 <= number <= len(options) for number in numbers):
        return Choice(numbers=numbers, why=("a number that is not listed",))
    if chooser.question.kind is not Kind.MANY and len(numbers) > 1:
        return Choice(several=True, why=("several numbers where one is needed",))
    values = tuple(options[number - 1].value for number in numbers)
    return Choice(values, why=(f"number {', '.join(map(str, numbers))}",))


def by_parts(chooser: Chooser, tokens: Sequence[str], found: Choice) -> Choice:
    """Add what the parts of a list say that hold no known words: "durham, gatesed"."""
    values = list(found.values or ())
    why = list(found.why)
    parts = _parts(tokens)
    if len(tokens) > 4 * FEW or (len(parts) < 2 and not values):
        parts = [] if len(tokens) > FEW else parts
    for part in parts:
        if chooser.book.find(part):
            continue
        choice = by_likeness(chooser, part)
        if not choice.values and 1 < len(part) <= MOST_LIKE:
            alone = [by_likeness(chooser, [word]) for word in part if len(word) > 3]
            if alone and all(each.values for each in alone):
                choice = Choice(tuple(each.values[0] for each in alone if each.values))
                why += [line for each in alone for line in each.why]
        values += [value for value in choice.values or () if value not in found.refused]
        why += choice.why
    if not values:
        return found
    order = [option.value for option in chooser.question.options]
    said = tuple(sorted(dict.fromkeys(values), key=order.index))
    return found._replace(values=said, why=tuple(why))


def _parts(tokens: Sequence[str]) -> list[list[str]]:
    """Return the parts of a list, split at commas, full stops and "and"."""
    parts: list[list[str]] = [[]]
    for token in tokens:
        if token in manners.MARKS or token in _JOINING:
            parts.append([])
        else:
            parts[-1].append(token)
    return [part for part in parts if part]


def by_likeness(chooser: Chooser, tokens: Sequence[str]) -> Choice:
    """Compare the few telling words of a short text with the options."""
    plain = [word for word in without_marks(tokens) if word not in manners.POLITE]
    telling = [word for word in plain if word not in SMALL_WORDS]
    if not telling:
        telling = [word for word in plain if word not in FILLERS]
    joined = not telling and len(plain) == 2
    if joined:
        telling = ["".join(plain)]
    if not telling or len(telling) > MOST_LIKE or len(plain) > FEW:
        return NOTHING
    if NOT_ONE_WORD.intersection(plain) or {"not", "no", "dont"}.intersection(plain):
        return NOTHING
    options = chooser.question.options
    if (at := _begun(chooser, telling)) is not None:
        return Choice((options[at].value,), why=(f"{telling[0]}: begins {options[at].value}",))
    held = [chooser.holders.get(word, frozenset()) for word in telling]
    if not all(word.isalpha() for word in telling):
        return NOTHING
    known = [options_of for options_of in held if options_of]
    meant = frozenset.intersection(*known) if known else frozenset()
    if known and not meant:
        return NOTHING
    if all(held) and len(meant) == 1:
        value = options[next(iter(meant))].value
        return Choice((value,), why=(f"{' '.join(telling)}: words of {value} alone",))
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
    value = options[best[1]].value
    surely = _needed(chooser, telling, len(typed.letters))
    if len(chooser.forms) > MANY_FORMS:
        surely += CROWDED
    if joined:
        surely = EXACT
    why = f"{' '.join(telling)} -> {value}, {best[0]:.0f} of 100, needs {surely:.0f}"
    if best[0] >= surely and lead >= LEAD:
        return Choice((value,), why=(why,))
    ordinary = all(word in chooser.language.common for word in telling)
    near = best[0] >= max(surely - PERHAPS, 50.0) and lead >= LEAD
    if near and not ordinary and len(typed.letters) > 3:
        return Choice(guess=value, why=(f"{why}: asked back",))
    return Choice(why=(f"{why}: refused",))


def _alike(chooser: Chooser, typed: Form) -> dict[int, float]:
    """Return how alike each option is at most, by its words or one of them."""
    alike: dict[int, float] = {}
    for form, at, part in chooser.forms:
        score = likeness(typed, form) - (PART if part else 0.0)
        if score > alike.get(at, 0.0):
            alike[at] = score
    return alike


def _begun(chooser: Chooser, telling: Sequence[str]) -> int | None:
    """Return the one option of which a word is begun: "sat" for "Saturday"."""
    if len(telling) != 1 or len(telling[0]) < SHORTEST_BEGUN or telling[0] in chooser.holders:
        return None
    begun = {
        at
        for word, options in chooser.holders.items()
        if len(word) > len(telling[0]) + 1 and word.startswith(telling[0])
        for at in options
    }
    return next(iter(begun)) if len(begun) == 1 else None


def _needed(chooser: Chooser, telling: Sequence[str], letters: int) -> float:
    """Return how alike the words must be: ordinary English words mostly are what they say."""
    language, holders = chooser.language, chooser.holders
    if all(word in language.common or word in holders for word in telling):
        return SURELY_A_WORD
    if all(word in language.known or word in holders for word in telling):
        return SURELY_KNOWN
    return SURELY_SHORT.get(letters, SURELY)
