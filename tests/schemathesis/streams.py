"""What Schemathesis can't see of `event_stream`: events stand in `data:` fields, its stoken in the query."""

import itertools
import json
import pathlib

import jsonschema_rs
import requests
import schemathesis

DOCUMENT = json.loads((pathlib.Path(__file__).parents[2] / "openapi.json").read_text())
# The document says no `nullable` and no exclusive bound, so its schemas are JSON Schemas as they stand.
EVENT = jsonschema_rs.Draft202012Validator(
    {"$ref": "#/components/schemas/Event", "components": DOCUMENT["components"]}, validate_formats=True
)
FIELDS = {"id", "event", "data", "retry"}
# A stream that opens is asked for anew without its stoken: now and then is enough.
OPENED = itertools.count()


def is_stream(case):
    return case.operation.definition.raw.get("operationId") == "event_stream"


@schemathesis.check
def streams_say_what_is_documented(context, response, case):
    """Each frame has known fields only, and its data fits the document's `Event`."""
    if not is_stream(case) or response.status_code != 200:
        return
    text = response.content.decode()
    assert text.endswith("\n\n"), f"the stream ends within a frame: {text[-200:]!r}"
    for frame in text.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in frame.split("\n") if line and not line.startswith(":"))
        assert fields.keys() <= FIELDS, f"a frame has other fields than {sorted(FIELDS)}: {frame!r}"
        if "data" not in fields:
            assert fields.keys() <= {"retry"}, f"a frame says something and has no data: {frame!r}"
            continue
        event = json.loads(fields["data"])
        faults = [f"{error.instance_path}: {error.message}" for error in EVENT.iter_errors(event)]
        assert not faults, f"an event is not what the document says: {faults}"
        assert fields.get("event") == event["type"], f"a frame is named otherwise than its event: {frame!r}"
        assert "id" not in fields or fields["id"].isdigit(), f"an event's id is no number: {frame!r}"


@schemathesis.check
def streams_open_for_their_session_only(context, response, case):
    """What opened with a stoken does not with one nobody knows (401), nor without (drift: it is a declared parameter)."""
    if not is_stream(case) or response.status_code != 200 or next(OPENED) % 5:
        return
    url = response.request.url.split("?")[0]
    stoken = "0" * 43
    for query, headers, expected in [
        ({"stoken": stoken}, {}, (401, "session_required")),
        ({}, {}, (500, "contract_drift")),
        ({}, {"Authorization": f"Bearer {stoken}"}, (500, "contract_drift")),
    ]:
        answer = requests.get(url, params=query, headers=headers, timeout=20)
        found = (answer.status_code, answer.json()["error"]["code"])
        assert found == expected, f"with {query} and {headers} a stream answers {found}, not {expected}"
