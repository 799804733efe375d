"""What stands beside a number: words that choose with it, or words that make it a quantity."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from chatbot.understanding.manners import POLITE
from chatbot.understanding.numberwords import LEADS


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
_CALM_AFTER = CALM - {"go", "on"}
_GO_ON = ("go", "on")
_MEASURES = frozenset("stone pound pounds quid foot ft feet point half quarter minus plus".split())
_ARTICLES = frozenset("a an".split())
_BREAKS = frozenset(
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


def after_number(words: Sequence[str], *, counted: bool = True) -> Beside:
    """Return what the words from a number to the end of the clause say.

    ``counted``: the number may count them ("2 kids"); a place cannot, but it may be one of them.
    """
    at = 0
    while at < len(words) and (words[at] in _CALM_AFTER or tuple(words[at : at + 2]) == _GO_ON):
        if words[at] in _BREAKS:
            return Beside.OPEN
        at += 2 if words[at] == "go" else 1
    words = words[at:]
    if not words or words[0] in _BREAKS:
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
