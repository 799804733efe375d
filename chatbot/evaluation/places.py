"""Where somebody is: a postcode district, a place, a name to be asked back, or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chatbot.evaluation.cases import Case, CaseError, one_of, table_of, text_of
from chatbot.evaluation.trials import Subject, Trial, Verdict, Workbench
from chatbot.gazetteer import Gazetteer, name_key
from chatbot.places import Place, miles_between
from chatbot.understanding.place.placing import Found, PlaceReading, read_place

OUTCODE, PLACE, AMBIGUOUS, NONE = KINDS = ("outcode", "place", "ambiguous", "none")
KM_IN_A_MILE = 1.609344
TOLERANCE_KM = 10.0
"""How far off a place may be where the file does not say."""
SAME_CANDIDATE_KM = 15.0
_EXPECT_HINT = 'Add it, like "expect": {"kind": "outcode", "outcode": "LS6"}.'
_KIND_HINT = f"It can be: {', '.join(KINDS)}."
_CANDIDATES_HINT = '\'candidates\' is a list of names, of [lat, lon], or of {"name", "lat", "lon"}.'
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Expected:
    """What one line expects. ``point`` is WGS84 degrees, None where the file names no point;
    ``candidates`` stand as in the file."""

    kind: str
    outcode: str
    point: Point | None
    tolerance_km: float | None
    candidates: tuple[Any, ...]

    def __str__(self) -> str:
        match self.kind:
            case "outcode":
                return self.outcode
            case "place" if self.point:
                return f"a place at {self.point[0]:.3f}, {self.point[1]:.3f}"
            case "ambiguous":
                return "ask which place"
            case _:
                return "no place"


def prepare(bench: Workbench, case: Case) -> Trial[PlaceReading]:
    """Make a line ready. Raises CaseError."""
    gazetteer, text = bench.content.gazetteer, case.text
    expected = expected_in(gazetteer, table_of(case.record, "expect", _EXPECT_HINT))
    return Trial(
        lambda: read_place(gazetteer, text, asked=True), lambda reading: judge(expected, reading)
    )


def expected_in(gazetteer: Gazetteer, given: Mapping[str, Any]) -> Expected:
    """Return what a line expects. Raises CaseError."""
    kind = one_of(text_of(given, "kind", _KIND_HINT), KINDS, "kind")
    outcode = given.get("outcode") or ""
    candidates = given.get("candidates") or ()
    if not isinstance(outcode, str):
        raise CaseError("'outcode' must be a text in quotes, like \"LS6\".")
    if not isinstance(candidates, list | tuple):
        raise CaseError(_CANDIDATES_HINT)
    point = _point(given) or gazetteer.district(outcode)
    if kind == OUTCODE and not outcode:
        raise CaseError('\'outcode\' is missing. Add it, like "outcode": "LS6".')
    if kind == PLACE and point is None:
        raise CaseError("A place needs 'lat' and 'lon', like \"lat\": 53.8, \"lon\": -1.55.")
    tolerance = _number(given, "tolerance_km")
    if kind == PLACE and tolerance is None:
        tolerance = TOLERANCE_KM
    return Expected(kind, _district(outcode), point, tolerance, tuple(candidates))


def _district(outcode: str) -> str:
    """Return "LS6" for "ls6" and "LS6 2AB"."""
    return "".join(outcode.split()[:1]).upper()


def _point(given: Mapping[str, Any]) -> Point | None:
    lat, lon = _number(given, "lat"), _number(given, "lon")
    return None if lat is None or lon is None else (lat, lon)


def _number(given: Mapping[str, Any], name: str) -> float | None:
    value = given.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise CaseError(f"'{name}' must be a number without quotes, like 53.8.")
    return float(value)


def judge(expected: Expected, reading: PlaceReading) -> Verdict:
    """Compare a reading with what was expected."""
    kind = _kind(reading)
    right = _is_right(expected, kind, reading)
    asked_back = right and expected.kind == PLACE and reading.found is Found.CONFIRM
    counts = {
        "n": 1,
        "right": int(right),
        "confident_but_wrong": int(not right and kind in (OUTCODE, PLACE)),
    }
    if expected.kind == PLACE:
        counts["asked_back"] = int(asked_back)
    taken = f"another {kind}" if kind == expected.kind else kind
    return Verdict(
        right=right,
        got=_got(expected, kind, reading),
        expected=str(expected),
        read_as=_said(reading),
        counts={expected.kind: counts},
        confusions=() if right else ((expected.kind, taken),),
        why=(reading.why,) if reading.why else (),
    )


def _kind(reading: PlaceReading) -> str:
    match reading.found:
        case Found.PLACE if reading.place:
            return OUTCODE if reading.place.name == reading.place.outcode else PLACE
        case Found.ASK | Found.CONFIRM:
            return AMBIGUOUS
        case _:
            return NONE


def _is_right(expected: Expected, kind: str, reading: PlaceReading) -> bool:
    place = reading.place
    match expected.kind:
        case "outcode":
            if place is None or reading.found is not Found.PLACE:
                return False
            near = kind == PLACE and _is_within(expected, place)
            return place.outcode.upper() == expected.outcode or near
        case "place":
            return place is not None and _is_within(expected, place)
        case "ambiguous":
            wanted = expected.candidates
            found = _candidates(reading)
            return kind == AMBIGUOUS and (
                not wanted or any(_is_meant(one, place) for one in wanted for place in found)
            )
        case _:
            return kind == NONE


def _is_within(expected: Expected, place: Place) -> bool:
    point, tolerance = expected.point, expected.tolerance_km
    if point is None or tolerance is None:
        return False
    return _km(point, place) <= tolerance


def _km(point: Point, place: Place) -> float:
    return miles_between(*point, place.lat, place.lon) * KM_IN_A_MILE


def _candidates(reading: PlaceReading) -> Sequence[Place]:
    if reading.candidates:
        return reading.candidates
    return (reading.place,) if reading.place and reading.found is Found.CONFIRM else ()


def _is_meant(candidate: Any, place: Place) -> bool:
    """Say whether a candidate of the file, a name, a point or both, is one of ours."""
    point = _point_of(candidate)
    if point is not None and _km(point, place) <= SAME_CANDIDATE_KM:
        return True
    return any(is_called(name, place) for name in _names(candidate))


def _point_of(candidate: Any) -> Point | None:
    if isinstance(candidate, dict):
        candidate = [candidate.get("lat"), candidate.get("lon")]
    if not isinstance(candidate, list) or len(candidate) != 2:
        return None
    lat, lon = candidate
    known = isinstance(lat, int | float) and isinstance(lon, int | float)
    return (lat, lon) if known else None


def _names(candidate: Any) -> list[str]:
    """Return what the file calls a candidate."""
    if isinstance(candidate, dict):
        each = [candidate.get(field) for field in ("name", "full", "outcode")]
    else:
        each = [candidate]
    return [name for name in each if isinstance(name, str) and name]


def is_called(name: str, place: Place) -> bool:
    """Say whether a place goes by this name: its own, its name in full, its postcode district."""
    key = name_key(name)
    longer = (place.full, f"{place.name} {place.county}", f"{place.name} {place.nation}")
    known = {name_key(one) for one in (place.name, place.outcode, *longer)}
    return bool(key) and key in known


def _got(expected: Expected, kind: str, reading: PlaceReading) -> dict[str, Any]:
    """Return a reading as JSON in the shape of "expect"."""
    place = reading.place
    got: dict[str, Any] = {
        "kind": kind,
        "outcode": (place.outcode or None) if place and kind != AMBIGUOUS else None,
        "lat": round(place.lat, 5) if place else None,
        "lon": round(place.lon, 5) if place else None,
        "candidates": [_shaped(expected, one) for one in _candidates(reading)],
    }
    if reading.found is Found.ABROAD:
        got["why"] = "abroad"
    return got


def _shaped(expected: Expected, place: Place) -> Any:
    """Return a candidate of ours in the shape, and by the name, that the file gives its own."""
    point = [round(place.lat, 5), round(place.lon, 5)]
    names = [name for one in expected.candidates for name in _names(one)]
    name = next((name for name in names if is_called(name, place)), place.full)
    given = expected.candidates[0] if expected.candidates else {}
    if isinstance(given, str):
        return name
    return point if isinstance(given, list) else {"name": name, "lat": point[0], "lon": point[1]}


def _said(reading: PlaceReading) -> str:
    match reading.found:
        case Found.PLACE if reading.place:
            return reading.place.full
        case Found.ASK:
            return f"which one: {' or '.join(place.full for place in reading.candidates)}"
        case Found.CONFIRM if reading.place:
            return f"did you mean {reading.place.full}?"
        case Found.ABROAD:
            return "no place: abroad"
        case _:
            return "no place"


SUBJECT = Subject(
    name="places",
    about="where somebody says they are",
    example='{"id": "p1", "text": "live nr york", "expect": {"kind": "place", "lat": 53.96, '
    '"lon": -1.08, "tolerance_km": 8}}',
    prepare=prepare,
)
