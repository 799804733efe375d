"""The door: whoever is not Twilio is turned away, and Twilio never is."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from twilio.request_validator import RequestValidator
from werkzeug.datastructures import MultiDict

from tests.conftest import PUBLIC_URL, TOKEN, Delivery
from tests.test_webhook import rows


@pytest.mark.both_engines
@pytest.mark.parametrize("path", ["/twilio/messages", "/twilio/voice", "/twilio/status"])
@pytest.mark.parametrize("signature", [None, "", "wrong", "ÄÖÜ", "A" * 10_000])
def test_without_the_right_signature_nobody_gets_in_and_nothing_is_stored(
    client: FlaskClient, path: str, signature: str | None
) -> None:
    headers = {} if signature is None else {"X-Twilio-Signature": signature}
    form = {"MessageSid": "SM" + "0" * 32, "From": "+447700900123", "Body": "Hi"}
    answer = client.post(path, data=form, headers=headers)
    assert answer.status_code == 403
    assert "Traceback" not in answer.get_data(as_text=True)
    assert rows(client, "contact") == 0
    assert rows(client, "inbound_message") == 0


def test_a_signature_does_not_fit_another_form_or_another_path(
    twilio: Delivery, client: FlaskClient
) -> None:
    form = twilio.form("Hi")
    right = {"X-Twilio-Signature": twilio.signatures.sign("/twilio/messages", form)}
    assert (
        client.post("/twilio/messages", data={**form, "Body": "Ho"}, headers=right).status_code
        == 403
    )
    assert client.post("/twilio/voice", data=form, headers=right).status_code == 403
    assert client.post("/twilio/messages", data=form, headers=right).status_code == 200


@pytest.mark.parametrize("query", ["a=1", "q=it%27s", "q=%2F%E2%82%AC", "x=a+b&y="])
def test_the_query_is_checked_as_it_was_sent(
    twilio: Delivery, client: FlaskClient, query: str
) -> None:
    form = twilio.form("Hi")
    address = f"{PUBLIC_URL}/twilio/messages?{query}"
    signature = RequestValidator(TOKEN).compute_signature(address, form)
    headers = {"X-Twilio-Signature": signature}
    assert client.post(f"/twilio/messages?{query}", data=form, headers=headers).status_code == 200


def test_the_address_a_request_seems_to_have_does_not_matter(
    twilio: Delivery, client: FlaskClient
) -> None:
    form = twilio.form("Hi")
    headers = {
        "X-Twilio-Signature": twilio.signatures.sign("/twilio/messages", form),
        "Host": "10.0.0.1:8080",
        "X-Forwarded-Host": "evil.example.org",
    }
    assert client.post("/twilio/messages", data=form, headers=headers).status_code == 200


def test_a_signature_with_a_shared_key_and_sha256_is_taken(
    twilio: Delivery, client: FlaskClient
) -> None:
    form = twilio.form("Hi")
    address = f"{PUBLIC_URL}/twilio/messages"
    headers = {
        "X-Twilio-Signature": RequestValidator(TOKEN).compute_signature(
            address, form, "HMAC_SHA256"
        ),
        "X-Twilio-Webhooks-Signature-Settings": "key=k1,algorithm=HMAC_SHA256",
    }
    assert client.post("/twilio/messages", data=form, headers=headers).status_code == 200
    headers["X-Twilio-Webhooks-Signature-Settings"] = "key=k1,algorithm=NONE"
    assert client.post("/twilio/messages", data=form, headers=headers).status_code == 403


def test_repeated_and_blank_fields_are_signed_as_twilio_does(
    twilio: Delivery, client: FlaskClient
) -> None:
    sid = twilio.form("")["MessageSid"]
    body = f"MessageSid={sid}&From=%2B447700900123&To=&Body=Hi&X=2&X=1&X=1"
    pairs = [("MessageSid", sid), ("From", "+447700900123"), ("To", ""), ("Body", "Hi")]
    form = MultiDict([*pairs, ("X", "2"), ("X", "1"), ("X", "1")])
    address = f"{PUBLIC_URL}/twilio/messages"
    signature = RequestValidator(TOKEN).compute_signature(address, form)
    answer = client.post(
        "/twilio/messages",
        data=body,
        headers={"X-Twilio-Signature": signature},
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code == 200


def test_other_methods_and_other_kinds_of_body_are_refused_plainly(client: FlaskClient) -> None:
    assert client.get("/twilio/messages").status_code == 405
    assert client.put("/twilio/messages").status_code == 405
    assert client.post("/twilio/messages", json={"Body": "Hi"}).status_code == 415
    assert client.post("/twilio/messages", data=b"Hi", content_type="text/plain").status_code == 415
    multipart = {"Body": "Hi", "X": "1"}
    answer = client.post("/twilio/messages", data=multipart, content_type="multipart/form-data")
    assert answer.status_code == 415
    assert client.get("/nowhere").status_code == 404
