"""Fixed ways to say that something will not do: "spare me the zoom", "phones terrify me"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from chatbot.understanding.denial.disliking import TURNS
from chatbot.understanding.words.tokens import PAUSE, STOP

Ways = dict[str, frozenset[tuple[str, ...]]]


def _ways(*written: str) -> Ways:
    """Return ways of speaking by their first word, from lists parted by "/"."""
    ways = [tuple(way.split()) for part in written for way in part.split("/")]
    return {way[0]: frozenset(one for one in ways if one[0] == way[0]) for way in ways}


def _each(firsts: str, seconds: str) -> str:
    return "/".join(f"{one} {two}" for one in firsts.split() for two in seconds.split())


_HARMS = (
    "terrify terrifies scare scares frighten frightens stress stresses wind winds bore bores wear "
    "wears trigger triggers kill kills finish drain drains confuse confuses freak freaks knock "
    "knocks exhaust exhausts overwhelm overwhelms unnerve unnerves upset upsets annoy annoys "
    "irritate irritates intimidate intimidates defeat defeats baffle baffles tire tires hurt hurts "
    "embarrass embarrasses depress depresses bring brings make makes "
    "wore bored killed drove scared terrified exhausted drained"
)
_ONES = "me us him her them my his our"
_NOT = "dont doesnt wouldnt wont didnt never not"
_HELPING = "mix agree suit suits work works worked appeal load loads connect interest float"
_THINGS = "thing bag scene cup style forte idea preference kind sort world jam strong favourite"
_ABSENT = (
    "sit sits sat zone zones switch switches drift drifts freeze freezes froze shut shuts go goes "
    "went clam clams"
)
"""What somebody does who is not there in mind: "online she just sits there"."""
_AFTER = _ways(
    _each(_HARMS, _ONES),
    _each(_NOT, _HELPING),
    "/".join(f"{no} {my} {thing}" for no in ("not", "never", "arent", "isnt", "wasnt", "werent")
             for my in _ONES.split()[-3:] for thing in _THINGS.split()),
    "/".join(f"give {one} {what}" for one in _ONES.split()
             for what in ("panic", "the", "anxiety", "nightmares", "headaches", "a headache",
                          "migraines")),
    "make my skin/makes my skin/make my flesh/set my anxiety/sets my anxiety/leave me cold",
    "leaves me cold/dont get on/do not get on/never got on/keep freezing/keep dropping",
    "keep cutting/keep crashing/always drops/always freezes/always cuts/never loads/wasted on",
    "beyond my/beyond me/i could never/i would rather avoid/i would rather not/id rather avoid",
    "id rather not/id rather die/last thing/worst nightmare/idea of hell/off the table",
    "non starter/no go/get lost/do one/jog on/go away/go hang/stay away/take a hike/hard pass",
    "hurts/aches/dead to/count me out/count him out/count us out/then no/im out/i am out",
    "then count me/banned me/do my nut/do my head",
    "does my nut/do his head/do her head/double dutch/greek to",
    _each(_ABSENT, "there off out up up down mute quiet blank"),
    "froze/crashed/kept freezing/kept crashing/kept dropping/kept cutting/got hacked",
    "not on your/not in a/not a chance/not likely/not happening",
    "nod off/nods off/fall asleep/falls asleep/fell asleep/do the ironing",
    "does the ironing/stare at/stares at",
    "tricky/awkward/beyond his/beyond her/unsuitable/unthinkable/unreliable/useless/pointless",
)  # fmt: skip
_ANSWERED = _ways(
    "hard pass/god no/absolutely not/definitely not/certainly not/not a chance/not for me",
    "not likely/id rather die/id rather not/i would rather not/over my dead/you must be joking",
    "had my fill/had our fill/had enough/been there/done that/tried it/tried that/tried them",
    "youre joking/jog on/no fear/no thank/heck no/hell no/christ no/lord no/please no/count me out",
    "never again/not again/hated it/hated every/hated them/didnt like/didnt get on/couldnt stand",
    "couldnt stick/couldnt get on/waste of time/not my thing/not my bag/not my style/not my scene",
)
"""Ways that follow a mark: "zoom? god no"."""
_BEFORE = _ways(
    "no time for/no love for/no interest in/no truck with/no faith in/finished with/through with",
    "had it with/fill of/gone off/went off/gave up on/given up on/giving up on/steer clear of",
    "way could i/way would i/way can i",
    "keep clear of/mile from/recoil from/shrink from/back away from/line at/fear of/horror of",
    "hatred of/terror of/freeze on/clam up on/pieces on/flustered on/flustered with/tongue tied on",
    "spare me/spare us/save me from/spared/down with/to hell with/less/keep your/keep yer",
    "way am i/way i am/way im/barred from/banned from/put off/dread/dreading/the very word",
    "take me off/keep me off/put me off/puts me off/keep him off",
    "sits there on/sit there on/sat there on/zone out on/zones out on/switch off on",
    "switches off on/mute on/quiet on/silent on/whistle on/whistles on/stutter on/stammer on",
    "shy on/gibberish on/struggle on/sick to death of/bored to death of/hearing on",
    "fall asleep on/falls asleep on/nod off on/ironing on/ironing if it was/ironing if it were",
    "traumatised by/scarred by/burnt by/sick sore of/turned off by/cope with no",
)
_CURSED = frozenset("sod stuff bugger screw eff blow damn".split())
"""Words that curse something where a clause begins with them: "sod zoom"."""
_SKIPPED = frozenset(
    "is are was were be been would will s has have had a an my the his her just really absolutely "
    "all simply frankly so too honestly always kind of bit can could calls groups both and i me "
    "him myself us it things stuff one ones he she i we they id hed shed".split()
)
"""Words that may stand between something and what is said of it: "zoom and me"."""
_BETWEEN = frozenset(
    "a an the any all being doing having using going talking on of by via these those their your "
    "more group another this that big video online to bloody".split()
)
_SMALL = frozenset("on of by with from at".split())
"""Words that some phrases for a way to meet begin with: "on phone calls"."""
_MOST_SKIPPED = 4
_MOST_ASKED = 6
_ALWAYS = frozenset("always just really all actually".split())
_MUST = frozenset(
    (do, who)
    for do, ones in (("does", "it he she everything"), ("do", "i we they you people"))
    for who in ones.split()
)
"""Words before the "have to" of a question."""
_SOOTHED = frozenset(
    "happy happier smile laugh better safe safer comfortable calm calmer less day "
    "week easier human normal glad".split()
)


def is_spurned_before(tokens: Sequence[str], start: int) -> bool:
    """Whether what begins at ``start`` is said to be unwelcome by the words before it."""
    if _asks_whether_it_must_be(tokens, start):
        return True
    start += tokens[start] in _SMALL
    for back in range(start, max(-1, start - _MOST_SKIPPED), -1):
        if back < start and tokens[back] not in _BETWEEN:
            return False
        before = tokens[max(0, back - 4) : back]
        if before and before[-1] in _CURSED and (len(before) == 1 or before[-2] in (STOP, PAUSE)):
            return True
        if any(_begins(_BEFORE, before[at:], whole=True) for at in range(len(before))):
            return True
    return False


def _asks_whether_it_must_be(tokens: Sequence[str], start: int) -> bool:
    """Whether it is asked with dread: "does it have to be zoom", "do we have to use facebook"."""
    for back in range(start, max(1, start - _MOST_ASKED), -1):
        if tokens[back] == "to" and tokens[back - 1] == "have":
            asks = [token for token in tokens[max(0, back - 5) : back - 1] if token not in _ALWAYS]
            return tuple(asks[-2:]) in _MUST
        if tokens[back] in (STOP, PAUSE):
            return False
    return False


def _clause_ends(tokens: Sequence[str], end: int) -> int:
    """Return where the clause ends that goes on behind ``end``; -1 if that is far away."""
    for at in range(end, min(end + _MOST_SKIPPED, len(tokens))):
        if tokens[at] in (STOP, PAUSE):
            return at
        if tokens[at] in TURNS or tokens[at] in ("or", "over"):
            return -1
    return -1


def is_spurned_after(tokens: Sequence[str], end: int) -> bool:
    """Whether what ends at ``end`` is said to be unwelcome by the words after it."""
    ends = _clause_ends(tokens, end)
    if ends >= 0:
        answer = tokens[ends + 1 : ends + 5]
        asks = tuple(answer[:2]) == ("please", "no") and len(answer) > 2
        if _begins(_ANSWERED, answer) and not (asks and answer[2] not in (STOP, PAUSE)):
            return True
    if ends == end:
        return False
    for at in range(end, min(end + _MOST_SKIPPED, len(tokens)) + 1):
        if _begins(_AFTER, tokens[at : at + 4]):
            return _SOOTHED.isdisjoint(tokens[at : at + 6])
        if at < len(tokens) and tokens[at] not in _SKIPPED:
            return False
    return False


def _begins(ways: Ways, tokens: Sequence[str], *, whole: bool = False) -> bool:
    """Whether some way stands at the head of ``tokens``, or is all of them."""
    known: Collection[tuple[str, ...]] = ways.get(tokens[0], ()) if tokens else ()
    return any(
        tuple(tokens[: len(way)]) == way and (not whole or len(tokens) == len(way)) for way in known
    )
