"""When a group meets next, as its details and the text to pass on say it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time

from chatbot.directory import Service, ServiceAtLocation, Status
from chatbot.facts import Fact
from chatbot.moves.scene import Scene
from chatbot.occurring import UK, Meeting, NoDates, next_meetings, why_none
from chatbot.schedules import Schedule
from chatbot.upcoming import has_begun, said_for_good, said_meeting
from chatbot.wording import said_date, said_time, sentence


def next_date(scene: Scene, service: Service, at: ServiceAtLocation | None) -> str:
    """Return the sentences on the next meeting, at a place when one is given; "" if not known."""
    now = scene.inbound.received_at
    meetings = _meetings(scene, service, at)
    if not meetings:
        return _why_none(scene, service.meets(at), now) if _runs(service) else ""
    on = [one for one in meetings[:1] if has_begun(one, now)]
    said = [scene.text("on_now", time=said_time(one.end.time())) for one in on if one.end]
    said += [_said(scene, one, said_meeting) for one in meetings[len(on) :][:1]]
    return " ".join(said)


def date_to_pass_on(scene: Scene, service: Service, at: ServiceAtLocation | None) -> str:
    """Return the sentences on the next meeting for a text that may be read another day."""
    now = scene.inbound.received_at
    ahead = [one for one in _meetings(scene, service, at) if not has_begun(one, now)]
    return _said(scene, ahead[0], said_for_good) if ahead else ""


def _runs(service: Service) -> bool:
    return service.status is Status.ACTIVE


def _meetings(scene: Scene, service: Service, at: ServiceAtLocation | None) -> list[Meeting]:
    """Return the next two meetings; of a group that is closed for now, those after it is back."""
    now = scene.inbound.received_at
    if not _runs(service):
        if service.back_on is None:
            return []
        now = max(now, datetime.combine(service.back_on, time(), UK))
    return next_meetings(service.meets(at), now, _bank_holidays(scene, service, at), 2)


def _bank_holidays(
    scene: Scene, service: Service, at: ServiceAtLocation | None
) -> Mapping[date, Fact]:
    """Return the bank holidays where a group meets: at its place, or where it is for."""
    district = scene.content.gazetteer.outcodes.get(at.location.outcode.casefold()) if at else None
    nations = [district.nation] if district else service.nations
    return scene.content.bank_holidays.among(nations)


def _said(scene: Scene, meeting: Meeting, say: Callable[[Meeting, datetime], str]) -> str:
    name = "next_meeting"
    if meeting.ask_first:
        known = meeting.bank_holiday is Fact.YES
        name = "next_on_bank_holiday" if known else "next_on_holiday_of_some"
    said = scene.text(name, date=say(meeting, scene.inbound.received_at))
    return f"{said} {sentence(meeting.note)}".rstrip()


def _why_none(scene: Scene, schedules: Sequence[Schedule], now: datetime) -> str:
    """Return whom to ask where the dates vary, or where all that we know of are over."""
    why = [why_none(schedule, now) for schedule in schedules]
    ends = [schedule.valid_to for schedule in schedules if schedule.valid_to]
    if ends and all(one is NoDates.OVER for one in why):
        return scene.text("dates_over", date=said_date(max(ends)))
    vary = NoDates.IRREGULAR in why and not any(schedule.note for schedule in schedules)
    return scene.text("dates_vary") if vary else ""
