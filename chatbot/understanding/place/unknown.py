"""Words that are no known name: perhaps a place that was misspelt, or written in pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from chatbot.gazetteer import WordUse
from chatbot.understanding.place.misspelling import SURE, Near, Wanted, nearest_name
from chatbot.understanding.place.sightings import Sighting
from chatbot.understanding.words.clauses import MARKS, PlaceText
from chatbot.understanding.words.sounding import sound_of
from chatbot.understanding.words.tokens import STOP

MOST_RUNS = 4
MOST_SPANS = 14
MOST_WORDS = 5
MOST_BESIDE_LED = 3
"""Words a text may hold besides what comes after "in", if that is to be a village."""
SHORT_TEXT = 7
"""Words besides "please" and "in" up to which a text may be one name in pieces."""
SHORTEST_IN_PIECES = 8
SPELT_IN_WORDS = 0.78
LONG = 8
IN_PIECES = 21.4
"""How near ordinary words must come to a name that they may be pieces of."""
IN_PASSING = 21.2
TOWN = 10_000
"""People a place needs to be guessed where none was asked for, or in a long text."""
VILLAGE_SURE = 24.0
"""How near a village must come: there are many that no table knows, each like another."""
VILLAGE_LEAD = 1.5
AMID_WORDS = 23.0
PER_WORD = 0.3
SURE_FIRST = 4.0
_PERHAPS_NAMES = frozenset({None, WordUse.WHOLE, WordUse.AFTER, WordUse.DOUBT})
INSIDE_NAMES = frozenset({"on", "upon", "under", "le", "by", "the", "of", "in"})
_SPLIT_OFF = "in"
"""Voice typing hears "dork in" for Dorking."""
FUNCTION = frozenset(
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
    busy = positions(taken)
    run: list[int] = []
    for at, token in enumerate((*text.tokens, STOP)):
        inside = bool(run) and token in INSIDE_NAMES
        if at not in busy and (inside or _is_unknown(text, token)):
            run.append(at)
            continue
        while run and text.tokens[run[-1]] in INSIDE_NAMES:
            run.pop()
        if run:
            yield run[0], run[-1] + 1
        run = []


def positions(sightings: Iterable[Sighting]) -> set[int]:
    """Return where in the text the names stand."""
    return {at for each in sightings for at in range(each.start, each.end)}


def _is_unknown(text: PlaceText, token: str) -> bool:
    unknown = token.isalpha() and token not in text.gazetteer.common
    return unknown and text.use(token) in _PERHAPS_NAMES


def _free(text: PlaceText, places: range, taken: set[int]) -> int:
    """Return how many words beside a name are not spoken for."""
    for count, at in enumerate(places):
        if not 0 <= at < len(text.tokens) or at in taken or _is_apart(text, text.tokens[at]):
            return count
    return len(places)


def _is_apart(text: PlaceText, token: str) -> bool:
    return token in FUNCTION or text.is_around(token)


def guessed(
    text: PlaceText, sightings: Sequence[Sighting], wanted: Wanted | None
) -> Sighting | None:
    """Return the likeliest place that was misspelt, if any comes near enough."""
    best: Sighting | None = None
    highest, taken = 0.0, positions(sightings)
    for span in islice(dict.fromkeys(_spans(text, sightings)), MOST_SPANS):
        typed = " ".join(text.tokens[span.start : span.end])
        bold = text.is_led(span.start) or (wanted is not None and wanted.told)
        near = nearest_name(text.gazetteer, typed, wanted, bold=bold)
        if near is None or not _is_near_enough(text, span, near, wanted):
            continue
        sure = is_sure(near, wanted)
        sure = sure and not (near.score < AMID_WORDS and _is_amid_words(text, span, taken))
        score = near.score + PER_WORD * (span.end - span.start) + SURE_FIRST * sure
        if score > highest and (sure or not (wanted or span.people)):
            places = wanted.among(near.places) if wanted else near.places
            best = Sighting(span.start, span.end, near.name, places, doubt=not sure, why=near.why)
            highest = score
    return best


def _is_amid_words(text: PlaceText, span: _Span, taken: set[int]) -> bool:
    """Whether a word stands beside that may be a piece of another name: "pull helly"."""
    before = _free(text, range(span.start - 1, span.start), taken)
    return bool(before) and not text.is_led(span.start)


def _is_near_enough(text: PlaceText, span: _Span, near: Near, wanted: Wanted | None) -> bool:
    if near.score < span.least and not wanted:
        return False
    if near.name in text.tokens[span.start : span.end]:
        return False  # it stands there in full, and was found to be a word: "reading a book"
    if not text.asked and text.use(near.name) and not text.is_led(span.start):
        return False
    if near.spelt < SPELT_IN_WORDS and not wanted and _are_words(text, span):
        return False
    first = text.tokens[span.start][0]
    return not span.people or (near.places[0].population >= span.people and near.name[0] == first)


def _are_words(text: PlaceText, span: _Span) -> bool:
    """Whether there are several words, all of them ordinary: "same town" is not Somerton."""
    words = text.tokens[span.start : span.end]
    return len(words) > 1 and all(word in text.gazetteer.common for word in words)


def is_sure(near: Near, wanted: Wanted | None = None) -> bool:
    """Whether a guess needs no confirming; a village must be nearer than a town."""
    if wanted and near.lead >= VILLAGE_LEAD and (wanted.told or near.score >= SURE):
        return True
    if near.places[0].population >= TOWN:
        return near.sure
    return near.sure and near.score >= VILLAGE_SURE and near.lead >= VILLAGE_LEAD


def _spans(text: PlaceText, sightings: Sequence[Sighting]) -> Iterator[_Span]:
    """Yield what may be misspelt: where none was asked for, only a clause or after "in"."""
    tokens, taken = text.tokens, positions(sightings)
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
        yield from _pieces(text, taken)
        yield from _whole_clause(text, taken)
    if text.asked and content == 1:
        at = next(at for at, token in enumerate(tokens) if not text.is_around(token))
        if text.use(tokens[at]) is not WordUse.NEVER:
            yield _Span(at, at + 1)


def _whole_clause(text: PlaceText, taken: set[int]) -> Iterator[_Span]:
    """Yield the first clause if as a whole it sounds like a name: "hem all hemp stead"."""
    end = next((at for at, token in enumerate(text.tokens) if token in MARKS), len(text.tokens))
    typed = " ".join(text.tokens[:end])
    whole = (
        1 < end <= MOST_WORDS
        and taken.isdisjoint(range(end))
        and text.tokens[0] not in ("the", "i")
    )
    long = len(typed) >= LONG or any(_is_unknown(text, token) for token in text.tokens[:end])
    if whole and long and sound_of(typed) in text.gazetteer.spellings.heard:
        yield _Span(0, end, IN_PIECES)


def _parts(tokens: Sequence[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a run of words, and what comes after "in", which stands in few names."""
    yield start, end
    for at in range(start + 1, end - 1):
        if tokens[at] == _SPLIT_OFF:
            yield at + 1, end


def _pieces(text: PlaceText, taken: set[int]) -> Iterator[_Span]:
    """Yield the first words together, the longest first: "sun the land", "man chest her"."""
    tokens = text.tokens
    start = next((at for at, token in enumerate(tokens) if not text.is_around(token)), len(tokens))
    end = start
    while end < len(tokens) and end - start < MOST_WORDS:
        if end in taken or tokens[end] in MARKS or tokens[end] in FUNCTION:
            break
        end += 1
    for last in range(end, start + 1, -1):
        letters = sum(map(len, tokens[start:last]))
        ends = tokens[last - 1] in INSIDE_NAMES or text.use(tokens[last - 1]) is WordUse.LEAD
        if letters >= SHORTEST_IN_PIECES and not ends:
            yield _Span(start, last, IN_PIECES)
