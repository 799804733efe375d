"""The words around a number that make it an age, or none."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.understanding.words.tokens import STOP

MONTHS = frozenset("month months mth mths mo mnth week weeks wk wks day days".split())
SPANS = frozenset("ago in into since on pregnant gone along later till until off after".split())
NO_NAMES = frozenset("diagnosed diagnosis new newly insulin pump libre now here".split())
NO_AGES = frozenset(
    "miles mile minutes mins min km k kms weeks wks wk week months mths mnths month days "
    "day hours hrs hr units percent st pm am kids children dogs cats stairs steps times "
    "pounds quid people floor grandchildren o oclock mg mmol stone lads girls boys of us "
    "tablets injections shifts hour minute sons daughters or to weans bairns til till "
    "grand nights beds bed tins pints x goes wards jobs cars bags ish".split()
)
NOT_AGES_AFTER = frozenset(
    "after at since from for past around before about every over under until till by "
    "within last next type up like t number no option year yr class grade ward bus route "
    "the these those between wait took been having had in on flat room house when til to "
    "room num nr platform junction m route road apartment block unit took cost costs lost "
    "times got type1 typ sugar sugars level levels reading libre dexcom meter hba1c bloods".split()
)
SAYING = frozenset(
    "im am ahm amm aged age i me ill just nearly almost turned turning hes shes is being "
    "now only dwi dwin both".split()
)
"""Words before a number that make it an age, where nothing after it says otherwise."""
DESCRIBED = frozenset(
    "bloke woman man male female lad lass guy girl boy gent lady m f and n quine loon fella "
    "widow pensioner teen teenager son daughter child kid grandson granddaughter age".split()
)
CHILDREN = frozenset("boy girl lad lass son daughter child kid grandson granddaughter".split())
AFTER_AGE = frozenset(
    "m f male female and an t1 type n with w t1d on bloke woman man guy lad lass wi from fae "
    "saal live living diabetic".split()
)
MONTH_NAMES = frozenset(
    "january february march april may june july august september october november december jan feb "
    "mar apr jun jul aug sep sept oct nov dec".split()
)
_NEARING = frozenset((("coming", "up"), ("going", "on"), ("comin", "up"), ("gaun", "on")))


def before_age(tokens: Sequence[str], at: int) -> str:
    """Return the word before a number, which is "nearly" for "coming up 16"."""
    if tuple(tokens[max(0, at - 2) : at]) in _NEARING:
        return "nearly"
    return tokens[at - 1] if at else STOP


def is_soon(before: str, after: Sequence[str]) -> bool:
    """Whether what follows a number says when somebody will be that old: "14 in May"."""
    in_month = after[0] == "in" and after[1] in MONTH_NAMES
    return after[0] == "next" or (in_month and before != "turned")
