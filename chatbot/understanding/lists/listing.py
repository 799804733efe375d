"""Several options of one list, said in words, in parts of words and in numbers in one text.

Every option that is named becomes its number ("1 and the quiet one" is "1 and the <6> one"), so
that "all but", "to", "not that but the rest" and a change of mind are read in one place
(`numberlists.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chatbot.understanding.denial.denying import NEGATORS, Hit, is_denied
from chatbot.understanding.denial.excepting import is_ruled_out
from chatbot.understanding.lists.alike import FEW, MORE, by_likeness
from chatbot.understanding.lists.options import (
    MOST_LIKE,
    NOTHING,
    SHORT,
    SMALL_WORDS,
    Choice,
    Chooser,
    told,
)
from chatbot.understanding.numbers.numbers import chosen_numbers, given, ruled_out_numbers
from chatbot.understanding.numbers.numberwords import LAST, MIDDLE, NUMBER_WORDS, ORDINALS, TOP
from chatbot.understanding.numbers.placed import BREAKS
from chatbot.understanding.words import manners
from chatbot.understanding.words.tokens import MASK

_LONGEST = 28
"""Words beyond which a text is a story, in which nothing is taken for a misspelt option."""
_WISHING = NEGATORS | frozenset(
    "must want yes no best only mainly mostly especially somewhere sum others rest else".split()
)
"""Words beside an option that tell nothing besides it."""
_JOINING = frozenset("and n an plus also or then with".split())
_COUNTING = NUMBER_WORDS.keys() | ORDINALS.keys() | TOP | LAST | MIDDLE
_SEVERAL = frozenset("two three four five six both".split())
_GONE_BY = frozenset(
    "lot time group place session meeting year week month bunch crowd hall venue night".split()
)
_WAS = frozenset("was were had wasnt hadnt did didnt wouldnt couldnt i made told said we".split())
"""Words after "last one" with which it is one of the past."""
_EVERY = frozenset("all everything everyone".split())
_ANY = frozenset("anything any every anywhere anyone anytime owt".split())
_BUT = frozenset("but bar except not minus besides without save excluding".split())


def read_list(
    chooser: Chooser,
    hits: Sequence[Hit],
    tokens: Sequence[str],
    *,
    others: bool = False,
    nearly: bool = False,
) -> Choice:
    """Choose what is named and not ruled out.

    ``others``: "anything but zoom" chooses all the others, where it would only rule out zoom.
    ``nearly``: what is named only in part, or nearly, counts too.
    """
    found = _sightings(chooser, hits, tokens) if nearly else sorted(hits)
    options = chooser.question.options
    order = {option.value: number for number, option in enumerate(options, 1)}
    why = tuple(told(hit, tokens) for hit in found)
    if not others and found and any_but(tokens, found):
        in_the_way = [hit for hit in found if _is_obstacle(chooser, hit, tokens)]
        left_out = dict.fromkeys(hit.value for hit in found if hit not in in_the_way)
        meant = tuple(dict.fromkeys(hit.value for hit in in_the_way))
        return Choice(meant or None, refused=tuple(left_out), why=why)
    mixed = _with_numbers(found, tokens, order)
    taken = frozenset(word for hit in found for word in tokens[hit.start : hit.end])
    numbers = chosen_numbers(mixed, len(options), several=True, taken=taken) or ()
    chosen = sorted({number for number in numbers if 1 <= number <= len(options)})
    values = tuple(options[number - 1].value for number in chosen)
    refused = tuple(
        dict.fromkeys(hit.value for hit in found if hit.denied and hit.value not in values)
    )
    if not found and not values:
        return NOTHING
    if not values and len(refused) == 1 and len(options) == 2:
        values = tuple(option.value for option in options if option.value not in refused)
    return Choice(values or None, refused=refused, why=why or (f"number {chosen}",))


def _is_obstacle(chooser: Chooser, hit: Hit, tokens: Sequence[str]) -> bool:
    return tuple(tokens[hit.start : hit.end]) in chooser.obstacles


def names_more(chooser: Chooser, tokens: Sequence[str]) -> bool:
    """Whether a text names options in parts of their words, or nearly, besides its numbers."""
    return bool(_sightings(chooser, (), tokens))


def ruled_out_by_number(chooser: Chooser, tokens: Sequence[str], *, alone: bool) -> Choice | None:
    """Rule out the options of which a text says nothing but that: "not 4"."""
    options = chooser.question.options
    out = ruled_out_numbers(tokens, len(options), alone=alone, taken=chooser.holders)
    if not out or names_more(chooser, tokens):
        return None
    refused = tuple(options[number - 1].value for number in out)
    return Choice(refused=refused, why=(f"not number {', '.join(map(str, out))}",))


def _sightings(chooser: Chooser, hits: Sequence[Hit], tokens: Sequence[str]) -> list[Hit]:
    """Return every option that is named: in full, by a group it belongs to, in part, or nearly."""
    found = sorted((*hits, *_groups(chooser, tokens, hits), *_lacking(chooser, tokens)))
    found = [hit for at, hit in enumerate(found) if not at or hit.start >= found[at - 1].end
             or (hit.start, hit.end) == found[at - 1][:2]]  # fmt: skip
    return sorted((*found, *_nearly(chooser, tokens, found)))


def _lacking(chooser: Chooser, tokens: Sequence[str]) -> Iterator[Hit]:
    """Yield the options that go without what somebody has not, or cannot: "cant do stairs"."""
    for at, token in enumerate(tokens):
        if (
            token in chooser.lacks
            and at
            and tokens[at - 1] != "no"
            and is_denied(tokens, at, at + 1)
        ):
            option = chooser.question.options[chooser.lacks[token]]
            start = at - 1
            yield Hit(start, at + 1, chooser.question.name, option.value, False)


def _with_numbers(found: Sequence[Hit], tokens: Sequence[str], order: dict[str, int]) -> list[str]:
    """Return the tokens with each option's words as its number: "1 and bsl" is "1 and <2>"."""
    mixed: list[str] = []
    at = 0
    for hit in found:
        mixed += _without_last_time(tokens[at : hit.start])
        if mixed and mixed[-1] in _SEVERAL and tokens[hit.end - 1].endswith("s"):
            mixed[-1] = MASK  # "two hearing aids"
        mixed.append(given(order[hit.value], denied=hit.denied))
        at = max(at, hit.end)
    return [*mixed, *_without_last_time(tokens[at:])]


def _without_last_time(tokens: Sequence[str]) -> list[str]:
    """Stand in for a "last" that is of time, and no place in the list: "last lot wouldnt"."""
    kept = list(tokens)
    for at, token in enumerate(tokens):
        then, after = (*tokens[at + 1 : at + 3], "", "")[:2]
        if token == "last" and (then in _GONE_BY or (then == "one" and after in _WAS)):
            kept[at] = MASK
    return kept


def any_but(tokens: Sequence[str], found: Sequence[Hit]) -> bool:
    """Whether "anything but", "any day bar" stands before the first of the options."""
    before = list(tokens[: found[0].start])
    at = next((at for at, token in enumerate(before) if token in _ANY), -1)
    if at < 0 or not _EVERY.isdisjoint(before) or _goes_nowhere(before[:at]):
        return False
    if is_ruled_out(before, at, NEGATORS):
        return False
    after = before[at + 1 :]
    return not _BUT.isdisjoint(after) or ("from" in after and "apart" in after)


def _goes_nowhere(before: Sequence[str]) -> bool:
    """Whether somebody goes to none at all: "wont go anywhere thats not gay friendly"."""
    return before[-1:] in (["go"], ["come"]) and not NEGATORS.isdisjoint(before)


def _groups(chooser: Chooser, tokens: Sequence[str], hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the options that one word stands for: "weekends" where Saturday and Sunday are."""
    spoken_for = {at for hit in hits for at in range(hit.start, hit.end)}
    options = chooser.question.options
    for at, token in enumerate(tokens):
        if at not in spoken_for and token in chooser.groups:
            denied = is_denied(tokens, at, at + 1)
            for number in chooser.groups[token]:
                yield Hit(at, at + 1, chooser.question.name, options[number].value, denied)


def _nearly(chooser: Chooser, tokens: Sequence[str], hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the options that are named only in part, or nearly: "durham, gatesed"."""
    if len(tokens) > _LONGEST:
        return
    more = MORE if len(tokens) > FEW else 0.0
    for start, end in _items(tokens, hits):
        found = list(_in_item(chooser, tokens, start, end, more))
        if len(tokens) > SHORT and not _is_all_of(chooser, tokens, start, end, found):
            continue
        yield from found


def _items(tokens: Sequence[str], hits: Sequence[Hit]) -> Iterator[tuple[int, int]]:
    """Yield where each item of a list stands, outside of what was found: between commas, "and"."""
    spoken_for = {at for hit in hits for at in range(hit.start, hit.end)}
    start = 0
    for at in range(len(tokens) + 1):
        if at == len(tokens) or at in spoken_for or _is_between(tokens[at]):
            if at > start:
                yield start, at
            start = at + 1


def _is_between(token: str) -> bool:
    return token in manners.MARKS or token in _JOINING or token in BREAKS or token in _COUNTING


def _in_item(
    chooser: Chooser, tokens: Sequence[str], start: int, end: int, more: float
) -> Iterator[Hit]:
    """Yield the options that an item of a list names in part, or nearly."""
    for first, last in _parts(chooser, tokens, start, end):
        for begin, stop, values in _split(chooser, tokens, first, last, more):
            denied = is_denied(tokens, begin, stop)
            for value in values:
                yield Hit(begin, stop, chooser.question.name, value, denied)


def _is_all_of(
    chooser: Chooser, tokens: Sequence[str], start: int, end: int, found: Sequence[Hit]
) -> bool:
    """Whether an item tells nothing besides: "the quiet one", not "my new sensor" for "new"."""
    within = {at for hit in found for at in range(hit.start, hit.end)}
    return all(
        at in within or tokens[at] in _WISHING or not _tells(chooser, tokens[at])
        for at in range(start, end)
    )


def _split(
    chooser: Chooser, tokens: Sequence[str], start: int, end: int, more: float
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield what a part chooses as a whole, else what each of its words does."""
    whole = (
        by_likeness(chooser, tokens[start:end], more=more) if end - start <= MOST_LIKE else NOTHING
    )
    if whole.values:
        yield start, end, whole.values
    elif end - start > 1:
        for at in range(start, end):
            if len(tokens[at]) > 2:
                yield at, at + 1, by_likeness(chooser, tokens[at : at + 1], more=more).values or ()


def _parts(
    chooser: Chooser, tokens: Sequence[str], start: int, end: int
) -> Iterator[tuple[int, int]]:
    """Yield where telling words of an item stand together."""
    first = None
    for at in range(start, end + 1):
        telling = at < end and _tells(chooser, tokens[at])
        if telling and first is None:
            first = at
        elif not telling and first is not None:
            yield first, at
            first = None


def _tells(chooser: Chooser, token: str) -> bool:
    if not token.isalpha() or token in manners.MARKS or token in manners.POLITE:
        return False
    small = token in SMALL_WORDS or token in _COUNTING
    return not small or (token,) in chooser.labels
