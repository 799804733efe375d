"""What stands before a number: words that choose with it, or that make it a quantity."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from chatbot.understanding.numbers.numberwords import LEADS
from chatbot.understanding.words.manners import POLITE


class Beside(StrEnum):
    """What the words on one side of a number say.

    ``OPEN``: nothing. ``SAYS``: they choose. ``GOES``: a new sentence begins. ``UNKNOWN``: words
    that are neither. ``TELLS``: it is a quantity, a time, an age, an address.
    """

    OPEN = "open"
    SAYS = "says"
    GOES = "goes"
    UNKNOWN = "unknown"
    TELLS = "tells"


CALM = POLITE | frozenset(
    "yon thon yes yeah yh yep yup yas aye ay ok okay okey kk right alright just only simply "
    "er erm eh em ehm uh hm deffo defo definitely definately def defs defntly probably prob "
    "probs probz maybe mebbe mibbe perhaps possibly actually honestly tbh really truly then "
    "now also too again already a an the da de th teh wee very obvs obviously obv init innit "
    "like fam bruv bruh bro blud cuz lad lads lass son sir madam miss man mun butt butty "
    "cock cocker dude guys folks everyone me us u you there here oh ooh aw go on ffs omg "
    "lmao loll lolz xo defnitely certainly surely dearie sweetie queen kid kidda ar our "
    "lovely boss gaffer marra bonny pls plsss plss plzz pleease pleez pleas plees thnx "
    "thanku thankyou thankss diolch if thats possible well please and or n plus im sorry soz "
    "afraid full kind kindly bye still my friend dears nothing else lot".split()
) - frozenset("im thats my nothing else our".split())
"""Words that mean nothing beside a number: "deffo 2", "3 obvs bruv"."""
_CALM_BEFORE = CALM - frozenset("like go on".split())
_MEASURES = frozenset("stone pound pounds quid foot ft feet point half quarter minus plus".split())
_ARTICLES = frozenset("a an".split())
GOING_ON = frozenset(
    "because cos coz cuz bcos bcoz bc cause since while whilst although though unless if but "
    "so when whenever where how why what which who and n as or".split()
)
"""Words at which what a number says ends: "2 because I work", "3 and I am in Leeds"."""
_CHOOSING = frozenset(
    "choose choosing chose chosen pick picking picked select selecting selected selection "
    "want wanting wants prefer preferring go gan going gonna goin gone took take taking "
    "taken gimme gies gis gizza giz giv gie give giving gives say saying said says vote "
    "voting votes opt opting opted press pressed pressing tap tapped tapping hit click "
    "clicked clicking typing typed enter entered entering reply replying replied text texted "
    "texting send sent sending try trying do doing put putting puttin mean meant fancy "
    "fancying reckon reckons think thinking thinks guess guessing suppose spose assume tick "
    "ticked ticking mark marked circle circled thats itll answer answering answered ans "
    "choice option preference favourite fave make makes whatevers whichever whichevers stick "
    "sticking love need needs shall chuck bung lets like liked called highlighted highlight "
    "wish ask asking plump change".split()
)
"""Words right before a number that choose it, with "for", "with", "on" or without."""
_IS = frozenset("is its be wud would was am are isnt becomes equals wid wad s must should".split())
_ANSWERS = frozenset(
    "answer answers ans choice choices pick picks option vote votes selection preference "
    "reply favourite fave".split()
)
_SUBJECTS = frozenset(
    "it this that one best me then itll thatll itd thatd gonna gotta to must should would "
    "could will can wud".split()
)
_MAKING = frozenset("make be making put call".split())
_ADDRESS = frozenset(
    "flat room ward bus route house live lives living at page channel platform gate "
    "apartment unit plot bay train tram door in".split()
)
_OWN = frozenset("answers choices picks votes thatll itll thatd itd thats its".split())
_FOR = _CHOOSING | frozenset(
    "down trouble bother plump plumping settle settled settling sign signed interested name "
    "me ready keen plumped".split()
)
_WITH = frozenset(
    "go going gan goin gone gonna went stick sticking happy fine ok okay start starting run "
    "happiest comfy comfortable roll rolling crack".split()
)
_ON = frozenset(
    "put stick sticking settle settled settling decide decided deciding set plumped vote "
    "press pressed click clicked tap tapped landed keen agreed".split()
)
_TO = frozenset(
    "vote change changed changing switch switched swap swapped make move set go going back "
    "leaning lean leaned drawn closest nearest yes inclined answer".split()
)
_AS = frozenset(
    "pop place stick register file enter put mark class count label down me us list record".split()
)
_OF = frozenset("look sound idea either both any all each more kind sort".split())
_ABOUT = frozenset("tell more hear know info details detail information".split())
_ASKING_FOR = frozenset(
    "ill id can could may might lets would please will gonna wanna to just well shall il "
    "love like".split()
)
_AFTER_VERBS = {
    "for": _FOR, "down": _FOR, "with": _WITH, "wi": _WITH, "on": _ON, "to": _TO, "towards": _TO,
    "toward": _TO, "of": _OF, "about": _ABOUT, "in": _AS, "under": _AS,
}  # fmt: skip
"""The verbs after which a small word leads to a choice: "go for 2", "leaning towards 3"."""
_DENYING = frozenset(
    "not dont doesnt wouldnt cant cannot wont never isnt nae dinnae didnt no shouldnt".split()
)
_TELLING = frozenset(
    "my our his her their he she we they hes shes theyre theres thered was were had has have "
    "got ive weve at after before until till til by around every each flat room ward bus "
    "route house live lives living age aged turned turning type typ tipe year years yr class "
    "grade sugar sugars bg level levels hba1c reading glucose insulin units dose carbs "
    "roughly nearly almost approx score scored woke wake waking slept sleep kids children "
    "grandkids diagnosed waited wait waiting since from when page channel junction platform "
    "gate step steps floor nos road street avenue lane drive stage game half".split()
)
"""Words somewhere before a number that make it a quantity, a time or an address."""
_BEFORE = frozenset(
    "at after before until till til since by around about past every each over under within "
    "in from between nearly almost type typ tipe flat room ward bus route age aged im ive "
    "hes shes youre weve were turned turning year yr class grade has had have having got was "
    "are theres there theyre my our his her their of times than minus per level to for on "
    "with as another these those both x up down no hit and id only but wrong same previous "
    "somewhere where able used listen talk speak".split()
)


def before_number(words: Sequence[str]) -> tuple[Beside, bool]:
    """Return what the words of the clause before a number say, and whether they deny it."""
    end = len(words)
    while end and (words[end - 1] in _CALM_BEFORE or _goes_on(words, end)):
        end -= 1
    article = not _ARTICLES.isdisjoint(words[end:])
    words = words[:end]
    if not words:
        return Beside.OPEN, False
    denied = not _DENYING.isdisjoint(words[-4:]) and words[-1] not in LEADS
    return _leads_to(words, article=article), denied


def _goes_on(words: Sequence[str], end: int) -> bool:
    """Whether a word is one of "go on" or "come on", which say nothing of what follows."""
    if words[end - 1] == "on":
        return end > 1 and words[end - 2] in ("go", "come", "gan")
    return words[end - 1] in ("go", "come", "gan") and words[end : end + 1] == ["on"]


def _leads_to(words: Sequence[str], *, article: bool) -> Beside:
    last, before = words[-1], words[-6:-1]
    if last in LEADS:
        if not _ADDRESS.isdisjoint(words[-3:-1]):
            return Beside.TELLS
        led, _ = before_number(words[:-1])
        return Beside.SAYS if led is Beside.OPEN else led
    if last == "as":
        return Beside.SAYS if not _AS.isdisjoint(before) else Beside.TELLS
    if last in _AFTER_VERBS:
        if not _AFTER_VERBS[last].isdisjoint(before):
            return Beside.SAYS
        return Beside.OPEN if last == "for" and not before else Beside.TELLS
    if last in ("im", "am", "id", "be") and article:
        return Beside.SAYS
    if last == "up" and before[-1:] in (["ey"], ["hey"], ["ay"]):
        return Beside.OPEN
    if last == "have":
        return Beside.SAYS if _may_have(before) else Beside.TELLS
    if last in _OWN:
        return Beside.SAYS
    if last in _IS:
        told = not before or before[-1] in _SUBJECTS or not _ANSWERS.isdisjoint(before)
        return Beside.SAYS if told else Beside.TELLS
    if last == "it" and not _MAKING.isdisjoint(before):
        return Beside.SAYS
    if last in _CHOOSING:
        theirs = last in ("said", "say") and "they" in before
        return Beside.TELLS if theirs else Beside.SAYS
    if last in _MEASURES:
        return Beside.TELLS
    if last in _BEFORE or not _TELLING.isdisjoint(words):
        return Beside.TELLS
    return Beside.UNKNOWN


def _may_have(words: Sequence[str]) -> bool:
    """Whether "have" asks for something: "ill have 2", "could i have 2", "have 2"."""
    return not words or not _ASKING_FOR.isdisjoint(words)
