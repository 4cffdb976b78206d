"""What Schemathesis needs to know of Nexus scheduling to get past the door.

- It calls as a customer with a session and a booking, wherever the document asks for a stoken.
- Well-formed names of tenants, services, staff, bookings and pages are replaced by ones that exist:
  made-up ones would be answered 404 and nothing behind that would be tried.
- `500 contract_drift` is the documented answer to a request of another shape; every other 5xx is a
  failure.
"""

import datetime
import itertools
import os
import re
import uuid

import requests
import schemathesis

import streams  # noqa: F401 (its checks register themselves)

HOME = f"{os.environ['NEXUS_TEST_API']}/api/public/northside-barbers"
TENANTS = os.path.dirname(HOME)
NAME = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?")
TOKEN = re.compile(r"[!-~]{1,512}")
ADDRESS = re.compile(r"[^@\s\x00-\x1f\x7f]+@[^@\s\x00-\x1f\x7f]+")
NOW = datetime.datetime.now(datetime.timezone.utc)
FROM = (NOW + datetime.timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
TO = (NOW + datetime.timedelta(days=20)).strftime("%Y-%m-%dT%H:%M:%SZ")


def get(url, stoken=None, **query):
    answer = requests.get(url, params=query, headers=bearer(stoken), timeout=10)
    answer.raise_for_status()
    return answer.json()


def post(url, body=None, stoken=None):
    answer = requests.post(url, json=body, headers=bearer(stoken), timeout=10)
    answer.raise_for_status()
    return answer.json()["data"]


def bearer(stoken):
    return {"Authorization": f"Bearer {stoken}"} if stoken else {}


def session():
    contact = {"kind": "email", "address": f"{uuid.uuid4().hex}@example.com"}
    return post(f"{HOME}/session", {"contact": contact})["stoken"]


SERVICE = get(f"{HOME}/services")["data"][1]
STAFF = SERVICE["staff"][0]["id"]
STOKEN = session()


class Bookings:
    """The customer's booking: a new one when the last was called off."""

    current = None

    def confirmed(self):
        if self.current and get(f"{HOME}/bookings/{self.current}", STOKEN)["data"]["status"] == "confirmed":
            return self.current
        body = {"serviceId": SERVICE["id"], "start": first_slot(), "customerName": "Kim Berger"}
        self.current = post(f"{HOME}/book", body, STOKEN)["id"]
        return self.current


BOOKINGS = Bookings()
# Some calls ask for the real thing, others for anything: a stream lasts a second, slots run out.
TURNS = itertools.count()


def is_uuid(value):
    try:
        uuid.UUID(value)
        return True
    except (AttributeError, TypeError, ValueError):
        return False


def is_instant(value):
    try:
        datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))
        return True
    except (AttributeError, TypeError, ValueError):
        return False


def is_token(value):
    return isinstance(value, str) and TOKEN.fullmatch(value)


@schemathesis.auth(refresh_interval=None)
class Customer:
    def get(self, case, context):
        ends_it = case.operation.definition.raw.get("operationId") == "session_end"
        return session() if ends_it else STOKEN

    def set(self, case, stoken, context):
        takes_one = case.operation.definition.raw.get("security")
        # Who gives a contact books without a session: with one it would have to be the session's own.
        gives_contact = isinstance(case.body, dict) and case.body.get("contact")
        if takes_one and not gives_contact:
            case.headers = {**(case.headers or {}), **bearer(stoken)}


@schemathesis.hook
def before_call(context, case, kwargs):
    operation = case.operation.definition.raw.get("operationId")
    for name, value in (case.path_parameters or {}).items():
        if name == "slug" and isinstance(value, str) and NAME.fullmatch(value):
            case.path_parameters[name] = os.path.basename(HOME)
        elif name == "serviceId" and is_uuid(value):
            case.path_parameters[name] = SERVICE["id"]
        elif name == "id" and is_uuid(value):
            case.path_parameters[name] = BOOKINGS.confirmed()
    name_what_exists(operation, case.query or {})
    if operation == "event_stream" and (case.query or {}).get("lastEventId") == 0:
        # The header wins over the query.
        case.headers = {name: value for name, value in (case.headers or {}).items() if name.lower() != "last-event-id"}
    for name, value in (case.headers or {}).items():
        # A key belongs to one intent; keys made up at random are sometimes the same.
        if name.lower() == "idempotency-key" and is_token(value):
            case.headers[name] = uuid.uuid4().hex
    if isinstance(case.body, dict) and isinstance(case.body.get("contact"), dict):
        give_an_address_alone(case.body["contact"])
    if operation == "booking_create" and isinstance(case.body, dict):
        ask_for_a_slot(case.body)


def give_an_address_alone(contact):
    """The document's pattern lets names and brackets through; the server doesn't."""
    address = contact.get("address")
    if isinstance(address, str) and ADDRESS.fullmatch(address):
        contact["address"] = f"{uuid.uuid4().hex}@example.com"


def ask_for_a_slot(body):
    """Every other booking, that is: the rest asks for any instant."""
    if is_uuid(body.get("serviceId")):
        body["serviceId"] = SERVICE["id"]
    if is_uuid(body.get("staffId")):
        del body["staffId"]
    if is_instant(body.get("start")) and next(TURNS) % 2 == 0:
        body["start"] = first_slot()


def first_slot():
    query = {"serviceId": SERVICE["id"], "from": FROM, "to": TO, "limit": 1}
    return get(f"{HOME}/slots", **query)["data"][0]["start"]


def name_what_exists(operation, query):
    known = {"serviceId": SERVICE["id"], "staffId": STAFF}
    for name in known.keys() & query.keys():
        if is_uuid(query[name]):
            query[name] = known[name]
    # A search that ends before it begins, or takes a century, is refused by a rule no schema tells.
    if is_instant(query.get("from")) and is_instant(query.get("to")):
        query["from"], query["to"] = FROM, TO
    if is_token(query.get("pageToken")):
        token = page_token(operation)
        if token:
            query["pageToken"] = token
        else:
            del query["pageToken"]
    if operation == "event_stream" and is_token(query.get("stoken")) and next(TURNS) % 10 == 0:
        query["stoken"] = post(f"{HOME}/session/stream", stoken=STOKEN)["stoken"]
        # From the beginning, so that there is something to read.
        BOOKINGS.confirmed()
        query["lastEventId"] = 0


def page_token(operation):
    """Where the first page of one thing ends."""
    first = {
        "tenant_list": lambda: get(TENANTS, limit=1),
        "service_list": lambda: get(f"{HOME}/services", limit=1),
        "slot_list": lambda: get(f"{HOME}/slots", serviceId=SERVICE["id"], **{"from": FROM}, to=TO, limit=1),
        "booking_list": lambda: get(f"{HOME}/bookings", STOKEN, limit=1),
    }
    return first[operation]().get("nextPageToken") if operation in first else None


@schemathesis.deserializer("text/calendar")
def calendar_file(context, response):
    return response.text


@schemathesis.check
def only_drift_is_a_server_error(context, response, case):
    if response.status_code < 500:
        return
    code = response.json().get("error", {}).get("code")
    assert (response.status_code, code) == (500, "contract_drift"), (
        f"the server failed with {response.status_code} {code}; only `500 contract_drift` is a "
        "documented answer to a request"
    )
