"""How often words stand in texts, roughly: a phrase is looked for by the rarest it must have."""

from __future__ import annotations

_OFTEN = (
    "i the my is and a not in to it am me on do for with of 1 type have so no can at would he "
    "that group one you be t1 she want was just like up there but if all only has got or "
    "please are what out this insulin her mum phone since go about other from "
)
_COMMONLY = (
    "had been people now will says off person after an need when any last who diabetes how "
    "get 2 we they his yes day by as know does two work time our evenings years 3 live "
    "anything dad good night year talk diabetic pump because zoom could video online "
    "diagnosed him your every then old back here told kids first come thing us never over "
    "down say too said 4 week think n going wife text free where nothing them "
)
_AT_TIMES = (
    "meet own home chat eat sorry hypo husband decimal put before daughter sugars 5 gone "
    "someone low parents groups school take more feel were weekends food deaf love ok keep "
    "did new help number myself morning face women nurse tell anyone whatsapp again mornings "
    "near doing should something hi see loop son much nobody lol fine high being lad age sick "
    "hospital right weeks somewhere bit others days stop else wrong round clinic saturday "
    "call baby hello little english long ill camera sister still sugar house hearing thank "
    "ago room three read uni took best bad well wants run sit use next really brother man "
    "sensor left make wee same went ring very ketones way look easy evening both looking "
    "everything family somebody give till speak men sunday second shed found reading friend "
    "girl half bus lost bsl month nights gave big sign find sat than leave student hed keeps "
    "carbs tea lads once thanks needs end folk weight eating came stairs better ask drive "
    "four rather facebook screen telephone lives wheelchair place boy moved mother wednesday "
    "friday through small done internet meeting without full whole aye hard retired why "
    "asking ones bring car life lot their yeah late yrs which away leaflet hypos dead bother "
    "everyone weekend dear young let head gets scared always into fat mean mind quiet five "
    "under monday some stopped words pregnant texting used having these even town top proper "
    "asked sure daytime money months students getting mate dinner inject actually sleep bed "
    "hate hit door maybe already hear none boyfriend enough goes doctor lady "
)
_WEIGHTS = dict.fromkeys(_AT_TIMES.split(), 4)
_WEIGHTS |= dict.fromkeys(_COMMONLY.split(), 12)
_WEIGHTS |= dict.fromkeys(_OFTEN.split(), 40)


def weight(word: str) -> int:
    """Return how common a word is: 1 for a rare one. Counted in texts we wrote ourselves."""
    return _WEIGHTS.get(word, 1)
