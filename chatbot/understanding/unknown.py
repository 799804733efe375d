"""Words that are no known name: perhaps a place that was misspelt, or written in pieces."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from chatbot.gazetteer import WordUse
from chatbot.places import Place
from chatbot.understanding.clauses import MARKS, PlaceText
from chatbot.understanding.misspelling import Near, nearest_name
from chatbot.understanding.sightings import Sighting
from chatbot.understanding.tokens import STOP

MOST_RUNS = 4
MOST_SPANS = 14
MOST_WORDS = 5
MOST_BESIDE_LED = 3
"""Words a text may hold besides what comes after "in", if that is to be a village."""
MOST_BEFORE, MOST_AFTER = 2, 3
SHORT_TEXT = 7
"""Words besides "please" and "in" up to which a text may be one name in pieces."""
SHORTEST_IN_PIECES = 8
IN_PIECES = 21.4
"""How near ordinary words must come to a name that they may be pieces of."""
ONE_NAME = 22.0
"""How near a known name and the words beside it must come to a longer one."""
IN_PASSING = 21.2
TOWN = 10_000
"""People a place needs to be guessed where none was asked for, or in a long text."""
CITY = 50_000
VILLAGE_SURE = 21.6
VILLAGE_LEAD = 1.5
AMID_WORDS = 23.0
PER_WORD = 0.3
SURE_FIRST = 2.0
_PERHAPS_NAMES = frozenset({None, WordUse.WHOLE, WordUse.AFTER, WordUse.DOUBT})
_INSIDE_NAMES = frozenset({"on", "upon", "under", "le", "by", "the", "of", "in"})
_SPLIT_OFF = "in"
"""Voice typing hears "dork in" for Dorking."""
_FUNCTION = frozenset(
    "one not no nor and or but is isnt was are for with so i im my me we our your you it "
    "its if from to that this there here where when why what who which how as am be been "
    "do does dont did has have had can cant could will wont would should may get got go "
    "all any some he she they than then too also only just more most very really about "
    "like use used want need know".split()
)
"""Words that are never a piece of a name."""


@dataclass(frozen=True, slots=True)
class _Span:
    """Words that may be a misspelt name, and how near and how large it must be."""

    start: int
    end: int
    least: float = 0.0
    people: int = 0


def unknown_runs(text: PlaceText, taken: Iterable[Sighting]) -> Iterator[tuple[int, int]]:
    """Yield the spans of unknown words that may be a misspelt name, none of them ``taken``."""
    busy = _positions(taken)
    run: list[int] = []
    for at, token in enumerate((*text.tokens, STOP)):
        inside = bool(run) and token in _INSIDE_NAMES
        if at not in busy and (inside or _is_unknown(text, token)):
            run.append(at)
            continue
        while run and text.tokens[run[-1]] in _INSIDE_NAMES:
            run.pop()
        if run:
            yield run[0], run[-1] + 1
        run = []


def _positions(sightings: Iterable[Sighting]) -> set[int]:
    return {at for each in sightings for at in range(each.start, each.end)}


def _is_unknown(text: PlaceText, token: str) -> bool:
    unknown = token.isalpha() and token not in text.gazetteer.common
    return unknown and text.use(token) in _PERHAPS_NAMES


def longer_name(text: PlaceText, sightings: Sequence[Sighting]) -> list[Sighting]:
    """See New Milton in "new malton", though Malton is a town; empty where nothing is longer."""
    taken = _positions(sightings)
    for each in sightings:
        if each.postcode or not each.places:
            continue
        wider = (_longer(text, each, *span) for span in _wider(text, each, taken))
        if longer := max(filter(None, wider), default=None, key=lambda found: found[0]):
            rest = [other for other in sightings if other is not each]
            return sorted((*rest, longer[1]), key=lambda other: other.start)
    return []


def _longer(text: PlaceText, each: Sighting, start: int, end: int) -> tuple[float, Sighting] | None:
    near = nearest_name(text.gazetteer, " ".join(text.tokens[start:end]))
    if near is None or near.places[0] in each.places:
        return None
    grown = near.places[0].population >= CITY > TOWN > each.places[0].population
    if near.score < ONE_NAME and not grown:
        return None
    longer = Sighting(start, end, near.name, near.places, doubt=not near.sure, why=near.why)
    return near.score + PER_WORD * (end - start), longer


def _wider(text: PlaceText, each: Sighting, taken: set[int]) -> Iterator[tuple[int, int]]:
    left = _free(text, range(each.start - 1, each.start - 1 - MOST_BEFORE, -1), taken)
    right = _free(text, range(each.end, each.end + MOST_AFTER), taken)
    for more in range(1, right + 1):
        yield each.start, each.end + more
    for more in range(1, left + 1):
        yield each.start - more, each.end
    if left and right:
        yield each.start - 1, each.end + 1


def _free(text: PlaceText, places: range, taken: set[int]) -> int:
    """Return how many words beside a name are not spoken for."""
    for count, at in enumerate(places):
        if not 0 <= at < len(text.tokens) or at in taken or _is_apart(text, text.tokens[at]):
            return count
    return len(places)


def _is_apart(text: PlaceText, token: str) -> bool:
    return token in _FUNCTION or text.is_around(token)


def guessed(
    text: PlaceText, sightings: Sequence[Sighting], fits: Callable[[Place], bool] | None
) -> Sighting | None:
    """Return the likeliest place that was misspelt, if any comes near enough.

    ``fits`` tells what may be meant at all, where the names beside it tell that.
    """
    best: Sighting | None = None
    highest, taken = 0.0, _positions(sightings)
    for span in islice(_spans(text, sightings), MOST_SPANS):
        typed = " ".join(text.tokens[span.start : span.end])
        near = nearest_name(text.gazetteer, typed, fits, bold=fits is not None or text.is_led(span.start))
        if near is None or not _is_near_enough(text, span, near, told=fits is not None):
            continue
        sure = _is_sure(near) or (fits is not None and near.lead >= VILLAGE_LEAD)
        sure = sure and not (near.score < AMID_WORDS and _is_amid_words(text, span, taken))
        score = near.score + PER_WORD * (span.end - span.start) + SURE_FIRST * sure
        if score > highest and (sure or not (fits or span.people)):
            places = tuple(filter(fits, near.places)) if fits else near.places
            best = Sighting(span.start, span.end, near.name, places, doubt=not sure, why=near.why)
            highest = score
    return best


def respelt(text: PlaceText, each: Sighting, fits: Callable[[Place], bool]) -> Sighting | None:
    """Return what a known name may be misspelt from, of the places that fit: Gilford, Guildford."""
    near = nearest_name(text.gazetteer, " ".join(text.tokens[each.start : each.end]), fits)
    if near is None or not (_is_sure(near) or near.lead >= VILLAGE_LEAD):
        return None
    places = tuple(filter(fits, near.places))
    return Sighting(each.start, each.end, near.name, places, doubt=not near.sure, why=near.why)


def guessed_beside(
    text: PlaceText,
    sightings: Sequence[Sighting],
    town: Sighting,
    fits: Callable[[Place], bool],
) -> Sighting | None:
    """Return the misspelt part of a town that is named right beside it: "laytonston london"."""
    for start, end in islice(unknown_runs(text, sightings), MOST_RUNS):
        between = text.tokens[end : town.start] or text.tokens[town.end : start]
        beside = end <= town.start or start >= town.end
        if not beside or not all(map(text.is_around, between)):
            continue
        typed = " ".join(text.tokens[start:end])
        near = nearest_name(text.gazetteer, typed, fits, bold=text.is_led(start))
        if near and near.sure:
            places = tuple(filter(fits, near.places))
            return Sighting(start, end, near.name, places, why=near.why)
    return None


def _is_amid_words(text: PlaceText, span: _Span, taken: set[int]) -> bool:
    """Whether a word stands beside that may be a piece of another name: "pull helly"."""
    before = _free(text, range(span.start - 1, span.start), taken)
    return bool(before) and not text.is_led(span.start)


def _is_near_enough(text: PlaceText, span: _Span, near: Near, *, told: bool) -> bool:
    if near.score < span.least and not told:
        return False
    if not text.asked and text.use(near.name) and not text.is_led(span.start):
        return False
    first = text.tokens[span.start][0]
    return not span.people or (near.places[0].population >= span.people and near.name[0] == first)


def _is_sure(near: Near) -> bool:
    if near.places[0].population >= TOWN:
        return near.sure
    return near.sure and near.score >= VILLAGE_SURE and near.lead >= VILLAGE_LEAD


def _spans(text: PlaceText, sightings: Sequence[Sighting]) -> Iterator[_Span]:
    """Yield what may be misspelt: where none was asked for, only a clause or after "in"."""
    tokens, taken = text.tokens, _positions(sightings)
    content = len(text.content())
    runs = [
        (start, end, text.is_clause(start, end), text.is_led(start))
        for run in unknown_runs(text, sightings)
        for start, end in _parts(tokens, *run)
    ]
    if not text.asked:
        runs = [run for run in runs if run[3] or (run[2] and run[1] - run[0] < len(tokens))]
    for start, end, alone, led in runs[:MOST_RUNS]:
        short = content <= end - start + (MOST_BESIDE_LED if led else 1)
        near_by = alone or text.is_first(start) or short
        least, people = (0.0, 0) if text.asked and near_by else (IN_PASSING, TOWN)
        if end - start <= MOST_WORDS:
            yield _Span(start, end, least, people)
        if end - start > 1 and (text.asked or led):
            for at in range(start, end):
                if text.use(tokens[at]) is None:
                    yield _Span(at, at + 1, least, people)
        if text.asked:
            if text.after(end) == _SPLIT_OFF:
                yield _Span(start, end + 1, IN_PIECES, people)
            if _free(text, range(end, end + 1), taken):
                yield _Span(start, end + 1, IN_PIECES, people)
            if _free(text, range(start - 1, start), taken):
                yield _Span(start - 1, end, IN_PIECES, people)
    if text.asked and content <= SHORT_TEXT:
        yield from _pieces(text)
    if text.asked and content == 1:
        at = next(at for at, token in enumerate(tokens) if not text.is_around(token))
        if text.use(tokens[at]) is not WordUse.NEVER:
            yield _Span(at, at + 1)


def _parts(tokens: Sequence[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a run of words, and what comes after "in", which stands in few names."""
    yield start, end
    for at in range(start + 1, end - 1):
        if tokens[at] == _SPLIT_OFF:
            yield at + 1, end


def _pieces(text: PlaceText) -> Iterator[_Span]:
    """Yield the first words together, the longest first: "sun the land", "man chest her"."""
    tokens = text.tokens
    start = next((at for at, token in enumerate(tokens) if not text.is_around(token)), len(tokens))
    end = start
    while end < len(tokens) and end - start < MOST_WORDS:
        if tokens[end] in MARKS or tokens[end] in _FUNCTION:
            break
        end += 1
    for last in range(end, start + 1, -1):
        letters = sum(map(len, tokens[start:last]))
        ends = tokens[last - 1] in _INSIDE_NAMES or text.use(tokens[last - 1]) is WordUse.LEAD
        if letters >= SHORTEST_IN_PIECES and not ends:
            yield _Span(start, last, IN_PIECES)
