"""Every group that can be, written as Open Referral UK 3.0, is what the official schema wants."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given

from chatbot.directory import Service
from chatbot.feeds.openreferral.writing import write_minimal, write_service, write_summary
from tests.feeds.made import PUBLISHER, services
from tests.feeds.official import faults


@given(services)
def test_a_whole_service_holds_to_the_schema(service: Service) -> None:
    publisher = replace(PUBLISHER, modified={service.id: datetime(2026, 11, 1, 9, tzinfo=UTC)})
    written = json.loads(json.dumps(write_service(service, publisher)))
    assert faults("service", written) == []
    assert written["last_modified"] == "2026-11-01T09:00:00.000Z"
    assert written["organization_id"] == written["organization"]["id"]


@given(services)
def test_a_service_of_a_list_holds_to_the_schema_of_lists(service: Service) -> None:
    short = [write_summary(service, PUBLISHER), write_minimal(service, PUBLISHER)]
    assert faults("service_list", {"contents": json.loads(json.dumps(short))}) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [("id", "no uuid"), ("status", "open"), ("email", ""), ("minimum_age", None), ("url", "a b")],
)
def test_the_schema_would_notice(field: str, value: object) -> None:
    good = {"id": "9fd1c6d4-16e7-4a0c-8b5e-7a0d7b2f9e10", "name": "Example", "status": "active"}
    assert faults("service", good) == []
    assert faults("service", {**good, field: value})
