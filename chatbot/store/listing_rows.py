"""A service as rows of the tables, and rows as a service again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, Table

from chatbot.directory import (
    JoinRoute,
    Language,
    Location,
    Published,
    Scope,
    Service,
    ServiceAtLocation,
    Status,
    Strength,
)
from chatbot.facts import Fact, Principle, Source, Stated
from chatbot.schedules import Frequency, Rhythm, Schedule
from chatbot.store.tables import (
    language,
    location,
    principle_statement,
    schedule,
    service_audience,
    service_fact,
    service_tag,
)

Values = dict[str, Any]
Rows = Mapping[str, Sequence[Row[Any]]]
"""The rows of one service, by the name of their table."""
OF_A_SERVICE: tuple[Table, ...] = (
    location, schedule, service_fact, service_audience, service_tag, language,
    principle_statement,
)  # fmt: skip
"""The tables whose rows belong to a service; each goes when its service does."""
TAGS = ("formats", "about", "nations")
COLUMNS = {
    "name": "name",
    "summary": "summary",
    "minimum_age": "minimum_age",
    "maximum_age": "maximum_age",
    "cost": "cost",
    "contact_name": "contact_name",
    "phone": "phone",
    "email": "email",
    "web": "url",
    "join": "application_process",
    "back_on": "back_on",
    "checked_on": "assured_date",
    "checked_by": "assurer",
    "checked_how": "assured_how",
    "reminders": "reminders",
    "trusted": "trusted",
    "made_up": "made_up",
}
"""Fields of a Service and the columns they are kept in, where nothing has to be changed."""
PLAIN_SCHEDULE = ("interval", "byday", "bymonthday", "dtstart", "valid_from", "valid_to",
                  "opens_at", "closes_at")  # fmt: skip


def service_values(one: Service, organization_id: int, position: int) -> Values:
    """Return the row of a service itself."""
    return {
        "id": one.id,
        "organization_id": organization_id,
        "condition_scope": one.scope.value,
        "join_route": one.route.value,
        "status": one.status.value,
        "publish_state": one.published.value,
        "position": position,
        **{column: getattr(one, name) for name, column in COLUMNS.items()},
    }


def rows_of(one: Service) -> Iterator[tuple[Table, list[Values]]]:
    """Yield the rows that belong to a service, table by table, without their revision."""
    yield location, [_location(at, n) for n, at in enumerate(one.places)]
    meets: list[tuple[int | None, Schedule]] = [(None, meeting) for meeting in one.schedules]
    meets += [(n, meeting) for n, at in enumerate(one.places) for meeting in at.schedules]
    yield schedule, [{"number": k, "location": n, **_schedule(m)} for k, (n, m) in enumerate(meets)]
    facts: list[tuple[int | None, str, Stated]] = [
        (None, key, said) for key, said in one.facts.items()
    ]
    facts += [(n, key, s) for n, at in enumerate(one.places) for key, s in at.facts.items()]
    yield (
        service_fact,
        [
            {
                "number": k, "location": n, "key": key, "value": said.value.value,
                "detail": said.detail, "source": said.source.value, "fact_date": said.on,
            }
            for k, (n, key, said) in enumerate(facts)
        ],
    )  # fmt: skip
    audiences = one.audiences.items()
    yield service_audience, [{"audience": who, "strength": how.value} for who, how in audiences]
    tags = [(kind, value) for kind in TAGS for value in sorted(getattr(one, kind))]
    yield service_tag, [{"kind": kind, "value": value} for kind, value in tags]
    yield language, [{"number": n, **said._asdict()} for n, said in enumerate(one.languages)]
    yield principle_statement, [_principle(said) for said in one.principles]


def _location(at: ServiceAtLocation, number: int) -> Values:
    here = at.location
    return {
        "number": number,
        "service_at_location_id": at.id,
        "address": here.address,
        "town": here.town,
        "outcode": here.outcode,
        "latitude": here.lat,
        "longitude": here.lon,
        "hide_exact_address": here.hidden,
        "transportation": here.transport,
    }


def _schedule(meets: Schedule) -> Values:
    return {
        "rhythm": meets.rhythm.value,
        "freq": meets.freq.value if meets.freq else "",
        "on_bank_holidays": meets.on_bank_holidays.value,
        "description": meets.note,
        **{name: getattr(meets, name) for name in PLAIN_SCHEDULE},
    }


def _principle(said: Principle) -> Values:
    return {
        "principle": said.number,
        "stated": said.stated.value,
        "stated_on": said.on,
        "stated_by_role": said.by,
        "wording_shown": said.wording,
    }


def service_of(row: Row[Any], rows: Rows) -> Service:
    """Return the service of a row, with the name of its organization, and of its tables' rows."""
    tags = rows["service_tag"]
    kinds = {kind: frozenset(tag.value for tag in tags if tag.kind == kind) for kind in TAGS}
    return Service(
        id=row.id,
        organization=row.organization,
        formats=kinds["formats"],
        about=kinds["about"],
        nations=kinds["nations"],
        audiences={one.audience: Strength(one.strength) for one in rows["service_audience"]},
        scope=Scope(row.condition_scope),
        places=tuple(_place(here, rows) for here in rows["location"]),
        schedules=_schedules(rows["schedule"], None),
        route=JoinRoute(row.join_route),
        languages=tuple(Language(one.name, one.code, one.mode) for one in rows["language"]),
        facts=_facts(rows["service_fact"], None),
        principles=tuple(
            Principle(
                one.principle, Fact(one.stated), one.stated_on, one.stated_by_role,
                one.wording_shown,
            )
            for one in rows["principle_statement"]
        ),
        status=Status(row.status),
        published=Published(row.publish_state),
        **{name: getattr(row, column) for name, column in COLUMNS.items()},
    )  # fmt: skip


def _place(here: Row[Any], rows: Rows) -> ServiceAtLocation:
    return ServiceAtLocation(
        here.service_at_location_id,
        Location(
            here.address, here.town, here.outcode, here.latitude, here.longitude,
            here.hide_exact_address, here.transportation,
        ),
        _schedules(rows["schedule"], here.number),
        _facts(rows["service_fact"], here.number),
    )  # fmt: skip


def _schedules(rows: Iterable[Row[Any]], at: int | None) -> tuple[Schedule, ...]:
    return tuple(
        Schedule(
            rhythm=Rhythm(one.rhythm),
            freq=Frequency(one.freq) if one.freq else None,
            on_bank_holidays=Fact(one.on_bank_holidays),
            note=one.description,
            **{name: getattr(one, name) for name in PLAIN_SCHEDULE},
        )
        for one in rows
        if one.location == at
    )


def _facts(rows: Iterable[Row[Any]], at: int | None) -> dict[str, Stated]:
    return {
        one.key: Stated(Fact(one.value), one.detail, Source(one.source), one.fact_date)
        for one in rows
        if one.location == at
    }
