"""The words by which people are named, and how they stand in a sentence."""

from __future__ import annotations

from enum import StrEnum


class Sort(StrEnum):
    """What a word of the list says, and who a sign belongs to."""

    CONDITION = "condition"
    KIT = "kit"
    CHILD = "child"
    ANOTHER = "another"
    PARENT = "parent"
    ROLE = "role"
    SCHOOL = "school"
    GROWN = "grown"
    JOB = "job"
    FORMAL = "formal"
    RAISING = "raising"
    SELF = "self"
    SOMEBODY = "somebody"
    GROUP = "group"


OWN = frozenset("my our ma mi me wor oor meri mera us moj moja mine".split())
ANYBODYS = frozenset("boy boys girl girls lad lads lass kid child baby teen teenager one".split())
"""Words for a child that people also say of themselves: "boy 15, Hull"."""
BESIDE = frozenset("near beside nearer by from off than like round since without behind".split())
"""Words before "my sister" where she only tells where, when or how who texts is."""
BREAKS = frozenset("the a an i is has says said to for with wants needs".split())
"""Words between "my" and somebody after which they are not mine: "me and the girls"."""
WHEREFROM = frozenset("in at from on down off up frae fae".split())
"""What may follow somebody who is told of by where they are known: "a friend in my choir"."""
SELF = frozenset("i im ive id ill ime am me myself ah ahm masel meself mysel dwin muggins".split())
UNWELL = frozenset(
    "took taken is was so very been fell really got mentally terminally seriously critically "
    "chronically being feel felt get getting".split()
)
"""Words before "ill" where it is no "I'll"."""
HE_OR_SHE = frozenset(
    "he she hes shes him her hed shed hell theyre they theyve whos who hers his himself "
    "herself".split()
)
TOLD_OF = frozenset("he she hes shes him her hed shed his hers wants needs likes".split())
CALLED = frozenset(
    "mate mates pal bro bruv blud fam brer sis mucker butty hun ma da oh mam mum dad fellow".split()
)
"""Words for another that also address whoever reads: "mate, is this free"."""
FOR_A = frozenset(
    "for of after know looking 4 helping with got have support caring married".split()
)
COUNTS = frozenset("two three four five both twin couple few 2 3 4 5 of some younger".split())
CLIENTS = frozenset(
    "pt pts patient patients client clients customer resident residents pupil".split()
)
DESCRIBED = frozenset(
    "lady gentleman guy bloke fella man woman chap gent lass quine loon fellow student "
    "lodger".split()
)
"""Words that people also say of themselves: "anything for a fella of 42"."""
MINDING = frozenset("support care caring look looking after behalf helping support".split())
ONE_OF = frozenset((("one", "of"), ("some", "of")))
DOES = frozenset(
    "has is got was just keeps wants needs whos been gets had does hasnt wont isnt in here "
    "diagnosed newly recently having starting started wud would likes".split()
)
TELLING = frozenset(
    "think say reckon "
    "told tells telt says said sez sed thinks thought reckons suggested gave set made showed "
    "passed put rang signed sent got bought typed typing helping helped texting writing lets "
    "letting let drives drops doesnt dont wouldnt nags nagged pointed handed gives works "
    "lives left sleeps sleeping knows know knew would".split()
)
"""What a person does who is only named in passing: "my mum says I should text"."""
REACTS = frozenset(
    "panics panicked worries moans nags fusses fainted faints laughs laughed cried cries tries "
    "cooks snores freaks freaked screamed shouts jokes".split()
)
"""What those around somebody do when it is not them who have it."""
LEAVING = frozenset(
    (went, away)
    for went in ("went", "gone", "moved", "walked", "ran", "buggered", "left", "cleared")
    for away in ("into", "out", "off", "away", "back", "in")
)
"""What is said of somebody who is no longer there: "since the wife went into a home"."""
BEEN = frozenset("been was were is got being bin gets".split())
"""Words before "told" where others do it: "hes been told"."""
NO_IDEA = frozenset(
    (no, idea)
    for no in ("no", "any", "a", "dont", "doesnt", "didnt", "cant", "nae")
    for idea in ("idea", "clue", "get", "understand", "help", "use")
)
"""What is said of those who do not understand: "dont get it", "hasnt a clue"."""
SAYING = frozenset(
    "asking saying telling nagging moaning "
    "say says said sez sed told telt thinks reckons suggested asked".split()
)
HELPING_VERBS = frozenset("has had just would got been".split())
OBJECT = frozenset("me us i we im to ya u you this it your that if not well away as".split())
IN_COMPANY = frozenset("and n an with w but without off bring bringing take taking".split())
RULING_OUT = frozenset("not isnt aint wasnt isny isnae nae no werent arent never".split())
YOUNG_KIN = frozenset(
    "nephew niece neffy godson goddaughter grandson granddaughter grandchild grandkid stepson "
    "stepdaughter kid".split()
)
"""Kin whom somebody may bring up who is not their parent."""
PEERS = frozenset("brother sister bro sis brither cousin sibling".split())
"""Kin who are brought up so only if they are under 18."""
LOOKS_AFTER = frozenset(
    "look looked looking mind minded care cared foster fostered teach taught support supported "
    "nurse know knew met see sponsor coach work mentor visit tutor clean drive train manage "
    "employ share live date married befriend".split()
)
"""What "i" does after somebody who is told of: "the little girl I look after"."""
OTHER = frozenset("other ither fellow any for of like more and some".split())
ENDS = frozenset(". , here too aswell as".split())
"""What may follow "and now me": nothing more is said of it."""
SO = frozenset("is does has have do am did".split())
NAMED = frozenset("our wor oor are".split())
NO_NAMES = frozenset(
    "group groups own area house home place way town village phone clinic team nurse local "
    "first last whole age other only life doctor gp dog cat experience thing kind next new "
    "best hours work lives end postcode level levels faces street road city community".split()
)
FEW = frozenset("2 3 4 5 6 7 8 9 10 11 12 six seven eight".split())
OWNS = frozenset("got been is on just really not a the never had having in no type t1".split())
VERBS = frozenset(
    "doesnt dont wont cant does didnt thinks knows know hears hear sees lets wants needs likes "
    "hates works lives has had is was keeps goes got died passed helps took sent rang found made "
    "said told drove dropped put gave kept showed bought".split()
)
"""Words after "mum" and "dad" that tell of them, so that they do not text."""
DONE_TO = frozenset(
    "with to by on from of told asked gave give tell ask let lets help send text ring call at "
    "than like behind drives drops made makes left".split()
)
"""Words before "me" after which it does nothing itself."""
GREETED = frozenset("hello hi hiya dear hey morning afternoon evening thanks thank".split())
WISHES = frozenset("wants needs likes prefers hates loves".split())
CARRYING = frozenset("weeks wks week months mths pregnant preggers preg expecting carrying".split())
YOUNG = frozenset("wee little young small younger kid baby".split())
ASKING = frozenset("asking texting enquiring writing its this messaging".split())
HAVE = frozenset("ive have got weve has".split())
HAVING = frozenset(
    "need needs want looking for help support bring take cope coping struggle".split()
)
DIABETIC = frozenset("diabetic t1 t1d type1".split())
GRANDCHILDREN = frozenset("grandchildren grandkids grandweans grandbairns grandbabies".split())
"""Those of whom several are told for nobody's sake: "zoom, for the grandchildren in Perth"."""
COURTING = frozenset("courting dating courted wed wedding".split())
CONDITIONS = DIABETIC | frozenset("type diabetes insulin it pump".split())
PRONOUNS = frozenset(
    (("he", "him"), ("she", "her"), ("they", "them"), ("he", "they"), ("she", "they"))
)
NEEDED = frozenset(
    "need needs want wants make making find finding meet meeting new some any".split()
)
DEAD = frozenset("died dies passed".split())
NO_SUBJECTS = frozenset(
    "it its this that there here what who which he she they we you i diagnosis condition mine "
    "one everyone nobody someone everything life diabetes insulin pump age mum dad and but "
    "then just since only never finally recently got have".split()
)
"""Words before "is 11" or "has type 1" that are nobody's name."""
NOT_OWNED = (
    DOES
    | TELLING
    | SAYING
    | VERBS
    | IN_COMPANY
    | HE_OR_SHE
    | SELF
    | frozenset(
        ". , both all are who that with on at from age aged not so too also cant dont can could "
        "the a an one only got getting been him her his my your just newly had have has were "
        "would will for wi or as type t1 t1d diabetic diabetes again please pls to".split()
    )
)
"""Words before which "my sisters" is no "my sister's"."""
WISHED = frozenset(
    "adults grownups diabetics pensioners mates mate friends friend pals people ppl folk folks "
    "others parents mums dads women ladies "
    "men blokes lads girls boys kids teens families anyone anybody someone somebody those them "
    "else everyone nobody noone none".split()
)
"""People who are wished for, after whom "who" tells of nobody: "mates who get it"."""
MUM_OF = tuple(
    [word] for word in "mum mam mom mummy mammy dad daddy parent granny nan grandad".split()
)
"""Words that a child's follows at once in short texts: "mum t1 boy"."""
