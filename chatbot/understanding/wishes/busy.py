"""Which times somebody only tells of: of their own life ("I do evenings at Asda"), or as news.

These give way where another time is wished for. Where none is, they count.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from chatbot.understanding.denial.denying import Hit
from chatbot.understanding.words.tokens import PAUSE, STOP

WHEN = "when"
"""The question of the flow that asks for times, by the name the directory knows too."""
_ENDS = frozenset("so but because cos coz cuz cause though although which then hence".split())
_MAY_END = frozenset("as since and while whilst".split())
"""Words that end a clause where another begins behind them: "best as my carers come at 5"."""
_WHO = frozenset("i im ive ill he hes she shes we weve were they theyre theyve whos ah ahm".split())
_THEIR = frozenset("my our his her me ma wor the their everything everythings".split())
_WISHED = frozenset(
    "want wants wanting wanted wanna need needs needed like likes love loves prefer prefers rather "
    "sooner would wud id wed hed shed theyd could cud can cant cannot canny cannae free available "
    "suit suits suited best better good fine ok okay great perfect ideal ideally easiest easier "
    "handy handiest only just please pls plz preferably preferred manage able hope hoping looking "
    "possible poss any anything something open availability "
    "spare loose clear should wont dont doesnt never not no must gotta might may "
    "happy either or search searching seek seeking enjoy enjoys fancy fancies join meet "
    "yours other others group groups myself himself herself".split()
)
"""Words that show a time to be wished for, and not only told of."""
_AT_HOME = frozenset("off home about around in here".split())
"""Words beside a time that show somebody to be free then: "im off weekends"."""
_WISHED_FOR = frozenset(
    "want wants need needs like prefer rather would could can free please pls only or best suit "
    "suits any anything something should possible poss".split()
)
_FREE = frozenset("off home free about around".split())
"""Words that show it from a little farther off: "im off most weekends"."""
_SUBORDINATE = frozenset("if when once after while whilst until till before as wen unless".split())
_TOPIC = frozenset("and n but on at the most usually mostly well then in of a".split())
"""Words before a time of which something is said: "weekends i see my dad"."""
_HELPERS = frozenset("carer carers nurse nurses transport ambulance taxi bus why".split())
"""Words with which a clause begins that tells of what others do: "carers come at 5"."""
_JOBS = frozenset(
    "work works working drive drives teach teaches clean cleans serve serves play plays".split()
)
"""Words with which a clause begins that leaves out who: "30, works in a bar most nights"."""
_TAKEN_UP = _JOBS | frozenset(
    "see sees visit visits play plays coach coaches train trains sing sings volunteer volunteers "
    "sleep sleeps mind minds babysit babysits help helps taken belong belongs full busy reserved "
    "booked given at tired shattered knackered asleep bed come comes arrive arrives arriving "
    "visiting takes take picks collects wakes left lost fell told died passed happened came look "
    "looks care dialysis clinic appointment appointments chemo physio class classes choir church "
    "chapel mosque mass bingo training practice rehearsals college kids grandkids".split()
)
"""Words of what fills a time, or happened then: "weekends i see my dad"."""
_PAST = frozenset("passed died happened fell collapsed lost left buried married".split())
_CONCLUDED = frozenset("after then thats that its so".split())
_NOT = frozenset("not no never".split())
_HAVING = frozenset("have has had got ive weve".split())
"""Words before what is on at a time: "she has brownies on saturdays"."""
_FREELY = frozenset("free available about around here good use able".split())
"""Words after a "not" for somebody who cannot come then: "weekends im not free"."""
_NEAR = 6
_REASONING = frozenset(
    "cos coz cuz because as since thats its its is when whens theres i im ive got have my the a at "
    "on for then either though got away playing me he hes she shes his her we were".split()
) | {PAUSE}
"""Words from a time that will not do to what it is kept for."""
_IS_LIKE = frozenset((who, "like") for who in ("im", "hes", "shes", "were"))
"""What somebody is like then: "mornings im like a bear"."""
_OCLOCK = frozenset("oclock pm am ish sharp".split())
_JOINING = frozenset("or and n".split())
_Clauses = tuple[Sequence[int], Sequence[int]]
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def without_busy_times(hits: Sequence[Hit], tokens: Sequence[str]) -> Sequence[Hit]:
    """Leave out the times that are told of where another is wished for, or that are taken up."""
    times = [hit for hit in hits if hit.question == WHEN and not hit.denied]
    if not times:
        return hits
    out = {hit for hit in times if _is_news(tokens, hit)}
    daytimes = {hit.end for hit in times if hit.value == "daytime"}
    out |= {hit for hit in times if _only_says_more(tokens, hit, daytimes)}
    clauses = _clauses(tokens)
    told = {hit for hit in times if hit not in out and _is_told(tokens, hit, clauses)}
    wished = {hit.value for hit in times if hit not in told and hit not in out}
    out |= {
        hit
        for hit in told
        if (hit.value not in wished if wished else _is_taken_up(tokens, hit, clauses))
    }
    return [hit for hit in hits if hit not in out]


def without_reasons_for_times(
    hits: Sequence[Hit], tokens: Sequence[str], lived: Collection[str]
) -> Sequence[Hit]:
    """Leave out what only says why a time will not do: "not sundays, thats football"."""
    refused = [hit for hit in hits if hit.question == WHEN and hit.denied]
    if not refused:
        return hits
    return [
        hit
        for hit in hits
        if hit.question not in lived or not any(_is_why(tokens, time, hit) for time in refused)
    ]


def _is_why(tokens: Sequence[str], time: Hit, hit: Hit) -> bool:
    between = tokens[time.end : hit.start]
    return time.end <= hit.start and len(between) <= _NEAR and _REASONING.issuperset(between)


def _clauses(tokens: Sequence[str]) -> _Clauses:
    """Return for each place between tokens where its clause begins, and where it ends.

    They are found in one go: looking from every hit takes too long in a text full of times.
    """
    edges = [_is_edge(tokens, at) for at in range(len(tokens))]
    firsts, lasts = [0] * (len(tokens) + 1), [len(tokens)] * (len(tokens) + 1)
    for at in range(1, len(tokens) + 1):
        firsts[at] = at if edges[at - 1] else firsts[at - 1]
    for at in range(len(tokens) - 1, -1, -1):
        lasts[at] = at if edges[at] else lasts[at + 1]
    return firsts, lasts


def _clause(
    tokens: Sequence[str], hit: Hit, clauses: _Clauses
) -> tuple[Sequence[str], Sequence[str]]:
    """Return what stands before a hit in its clause, and what stands after it."""
    firsts, lasts = clauses
    return tokens[firsts[hit.start] : hit.start], tokens[hit.end : lasts[hit.end]]


def _is_edge(tokens: Sequence[str], at: int) -> bool:
    token, after = tokens[at], "".join(tokens[at + 1 : at + 2])
    if token in _ENDS or token in (STOP, PAUSE):
        return True
    return token in _MAY_END and (after in _WHO or after in _THEIR)


def _is_told(tokens: Sequence[str], hit: Hit, clauses: _Clauses) -> bool:
    """Whether a time is that of somebody's work or habits: "I clean offices at night"."""
    before, after = _clause(tokens, hit, clauses)
    if "so" in tokens[hit.start : hit.end]:
        return False
    topic = [token for token in after[:3] if token not in _OCLOCK] if _opens(before) else []
    if topic and topic[0] in _WHO:
        return _is_spoken_for(after)
    if not _WISHED.isdisjoint((*before, *tokens[hit.start : hit.end], *after)):
        return False
    if not before or before[0] in _SUBORDINATE:
        return False
    if (len(before) > 1 and before[0] in _HELPERS) or not _PAST.isdisjoint(before):
        return True
    if not _AT_HOME.isdisjoint((*before[-1:], *after[:1])) or not _FREE.isdisjoint(before[-2:-1]):
        return False
    owned = before[0] in _THEIR and len(before) > 1
    return owned or before[0] in _JOBS or not _WHO.isdisjoint(before)


def _opens(before: Sequence[str]) -> bool:
    return _TOPIC.issuperset(before)


def _is_spoken_for(after: Sequence[str]) -> bool:
    """Whether what is said of a time takes it up: "evenings im no good", "weekends i see dad"."""
    said = [word for at, word in enumerate(after) if not (at and after[at - 1] in _NOT)]
    if len(said) < len(after) and not _FREELY.isdisjoint(after):
        return True
    if tuple(said[:2]) in _IS_LIKE:
        return True
    return _WISHED.isdisjoint(said) and _AT_HOME.isdisjoint(said[1:3])


def _is_taken_up(tokens: Sequence[str], hit: Hit, clauses: _Clauses) -> bool:
    """Whether a time that is told of is no wish even where no other is: "weekends I see my dad"."""
    before, after = _clause(tokens, hit, clauses)
    end = hit.end + len(after)
    if tokens[end : end + 1] == ["so"] and not _CONCLUDED.isdisjoint(tokens[end + 1 : end + 3]):
        return False
    if not _FREELY.isdisjoint(after) and not _NOT.isdisjoint(after):
        return True
    has = not _HAVING.isdisjoint(before[:-2]) and "time" not in before
    if has and before[-1] == "on":
        return True
    return not _TAKEN_UP.isdisjoint((*before, *after))


def _only_says_more(tokens: Sequence[str], hit: Hit, daytimes: Collection[int]) -> bool:
    """Whether it only says more of a time directly before it: "mornings after my shift"."""
    follows = hit.start in daytimes and hit.value != "daytime"
    return follows and tokens[hit.start] not in _JOINING


def _is_news(tokens: Sequence[str], hit: Hit) -> bool:
    """Whether a day is told as news: "results Friday, insulin Saturday, texting you Sunday"."""
    if hit.end - hit.start > 1 or tokens[hit.start] not in _DAYS:
        return False
    if tokens[max(0, hit.start - 1)] in ("a", "any", "every"):
        return False
    first = next((at for at in range(hit.start, 0, -1) if tokens[at - 1] == STOP), 0)
    last = next((at for at in range(hit.end, len(tokens)) if tokens[at] == STOP), len(tokens))
    sentence = tokens[first:last]
    if not _WISHED_FOR.isdisjoint(sentence):
        return False
    parts: list[list[str]] = [[]]
    for token in sentence:
        if token == PAUSE:
            parts.append([])
        else:
            parts[-1].append(token)
    told = [part for part in parts if len(part) > 1 and not _DAYS.isdisjoint((part[0], part[-1]))]
    return len(told) > 1
