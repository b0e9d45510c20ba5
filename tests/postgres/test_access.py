"""Who may do what: every route of the application, asked for by every kind of person, against the table.

A new route fails here until it stands in one of the lists below; one behind a door that names no deed is for nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar import Litestar, Router, get
from litestar.routes import HTTPRoute

from answerable.db.queue import install_queue
from answerable.flow.doors.people import Door
from answerable.flow.doors.sessions import begin
from answerable.flow.runtime import Runtime
from answerable.records.access import MAY, AnyRole, Deed, may
from answerable.records.member import Member, MemberRole
from answerable.records.reviewer import Reviewer
from answerable.vocabulary import Role
from answerable.web.app import create_app
from answerable.web.doors import REVIEW
from answerable.web.doors.entrance import ENTRANCE, hold_door
from answerable.web.limits import Limits, Rate
from tests.desk_world import an_incident, pasted
from tests.doors import Visitor, a_member, a_person, visiting
from tests.world import add_organisation, add_platform, reported

ROOT = Path(__file__).parents[2]
WIDE = Rate(burst=100_000, per_s=100_000)

# For everybody, signed in or not.
PUBLIC = {
    "GET /",
    "GET /ledger/checkpoint",
    "GET /healthz",
    "GET /ledger/months/{name:str}/{file:str}",
    "GET /metrics",  # refused but on this machine
    "GET /openapi.json",
    "GET /ledger/policy",
    "GET /readyz",
    "GET /report",
    "GET /standards",
    "GET /static/{name:str}",
    "GET /status",
    "GET /ledger/tile/{place:path}",
    "GET /transparency",
    "GET /transparency/feed.atom",
    "GET /transparency/schema.json",
    "GET /transparency/{name:str}",
    "GET /transparency/{name:str}/figures.csv",
    "POST /report",
    "POST /report/send",
    "POST /status",
    "POST /status/receipt",
    "POST /status/reopen",
}

# At each door, for whoever is not signed in yet: an answer, or the way to the sign-in page.
ON_THE_WAY = {"GET /sign-in", "POST /sign-in", "GET /code", "POST /code", "GET /second-factor", "POST /second-factor",
              "POST /sign-out"}  # fmt: skip

# Behind each door, for everybody who is signed in there.
OWN_ENTRY = {"GET /me", "POST /me/password", "POST /me/sessions", "POST /me/recovery-codes", "GET /prove",
             "POST /prove"}  # fmt: skip

BEHIND: dict[str, Deed] = {
    "GET /review": Deed.OWN_ENTRY,  # leads to what the person may see
    "POST /review/next": Deed.REVIEW,
    "GET /review/cases/{case_id:uuid}": Deed.REVIEW,
    "POST /review/cases/{case_id:uuid}/claim": Deed.REVIEW,
    "POST /review/cases/{case_id:uuid}/decide": Deed.REVIEW,
    "POST /review/cases/{case_id:uuid}/release": Deed.REVIEW,
    "GET /review/cases/{case_id:uuid}/media/{media_id:uuid}": Deed.REVIEW,
    "POST /review/cases/{case_id:uuid}/media/{media_id:uuid}/quarantine": Deed.REVIEW,
    "POST /review/undo": Deed.REVIEW,
    "GET /review/cases/{case_id:uuid}/copies": Deed.REVIEW,
    "POST /review/copies/{copy_id:uuid}/confirm": Deed.REVIEW,
    "POST /review/copies/{copy_id:uuid}/except": Deed.REVIEW,
    "POST /review/copies/{copy_id:uuid}/lift": Deed.REVIEW,
    "GET /review/emergencies/{emergency_id:uuid}": Deed.REVIEW,
    "POST /review/emergencies/{emergency_id:uuid}/acknowledge": Deed.REVIEW,
    "POST /review/escalations/{escalation_id:uuid}/have": Deed.REVIEW,
    "POST /review/limits/{action_id:uuid}/lift": Deed.REVIEW,
    "GET /review/crisis": Deed.CRISIS,
    "POST /review/crisis": Deed.CRISIS,
    "POST /review/crisis/{crisis_id:uuid}": Deed.CRISIS,
    "GET /review/cascades": Deed.REVIEW,
    "GET /review/cascades/{cascade_id:uuid}": Deed.REVIEW,
    "POST /review/cascades/{cascade_id:uuid}/examples": Deed.REVIEW,
    "GET /review/deliveries": Deed.DELIVERIES,
    "POST /review/deliveries/{delivery_id:int}/again": Deed.DELIVERIES,
    "GET /review/audit": Deed.AUDIT,
    "GET /review/audit/views": Deed.AUDIT,
    "GET /review/openings": Deed.OPENINGS,
    "POST /review/openings": Deed.OPENINGS,
    "POST /review/openings/{opening_id:uuid}": Deed.OPENINGS,
    "GET /review/quarantine": Deed.QUARANTINE,
    "POST /review/quarantine/{quarantine_id:uuid}": Deed.QUARANTINE,
    "POST /review/quarantine/requests/{request_id:uuid}": Deed.QUARANTINE,
    "GET /review/quarantine/requests/{request_id:uuid}/file": Deed.QUARANTINE,
    "GET /partner": Deed.REPORT,
    "GET /partner/reports/new": Deed.REPORT,
    "GET /partner/reports/check": Deed.REPORT,
    "POST /partner/reports/check": Deed.REPORT,
    "GET /partner/incidents/{incident_id:uuid}": Deed.REPORT,
    "GET /partner/incidents/{incident_id:uuid}/answers/{kind:str}": Deed.REPORT,
    "GET /partner/incidents/{incident_id:uuid}/reports/{report_id:uuid}/receipt": Deed.REPORT,
    "POST /partner/incidents/{incident_id:uuid}/escalate": Deed.REPORT,
    "POST /partner/incidents/{incident_id:uuid}/reopen": Deed.REPORT,
    "POST /partner/incidents/{incident_id:uuid}/title": Deed.REPORT,
    "POST /partner/incidents/{incident_id:uuid}/close": Deed.REPORT,
    "POST /partner/incidents/{incident_id:uuid}/open": Deed.REPORT,
    "GET /partner/standing": Deed.REPORT,
    "GET /partner/standing/reports.csv": Deed.REPORT,
    "GET /partner/asks": Deed.REPORT,
    "POST /partner/asks/{ask_id:uuid}": Deed.REPORT,
    "GET /partner/organisation": Deed.REPORT,
    "GET /partner/organisation/add-member": Deed.COORDINATE,
    "POST /partner/organisation/add-member": Deed.COORDINATE,
    "POST /partner/organisation/role": Deed.COORDINATE,
    "POST /partner/organisation/password": Deed.COORDINATE,
    "POST /partner/organisation/disable": Deed.COORDINATE,
    "POST /partner/organisation/named": Deed.COORDINATE,
    "POST /partner/organisation/places": Deed.COORDINATE,
    "GET /partner/organisation/add-key": Deed.COORDINATE,
    "POST /partner/organisation/add-key": Deed.COORDINATE,
    "POST /partner/organisation/revoke": Deed.COORDINATE,
}

DOORS = {"/review": Door.REVIEW, "/partner": Door.PARTNER}
REFUSED = "Your role does not allow this."


def routes(app: Litestar) -> Iterator[str]:
    """Every route with its method; HEAD and OPTIONS, which the framework adds, show less than GET does."""
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            for method in sorted(set(route.methods) - {"HEAD", "OPTIONS"}):
                yield f"{method} {route.path}"


def expected(route: str) -> Deed | str:
    """What the lists above say of a route."""
    method, _, path = route.partition(" ")
    for root in DOORS:
        if path == root or path.startswith(f"{root}/"):
            inner = f"{method} {path.removeprefix(root)}"
            if inner in ON_THE_WAY:
                return "on the way"
            return Deed.OWN_ENTRY if inner in OWN_ENTRY else BEHIND[route]
    if path.startswith("/api/v1/"):
        return "key"
    assert route in PUBLIC, f"{route} stands in no list of this test: who may use it?"
    return "public"


def address_of(route: str, case_id: str) -> str:
    """A path that the route takes; a case is one that is there."""
    path = route.partition(" ")[2].replace("{case_id:uuid}", case_id)
    path = re.sub(r"\{\w+:uuid\}", "01890000-0000-7000-8000-000000000000", path)
    return re.sub(r"\{\w+:(str|path)\}", "x", re.sub(r"\{\w+:int\}", "1", path))


async def seat(runtime: Runtime, browser: Visitor, person: Reviewer | Member) -> None:
    """Sign somebody in, past the hash of their password."""
    async with runtime.store.transaction() as tx:
        token, session = await begin(runtime, tx, person, await tx.sessions.wall_clock())
    browser.http.cookies.clear()
    browser.http.cookies.set("answerable" if isinstance(person, Reviewer) else "answerable-partner", token)
    browser.token = session.csrf_token


async def outcome(browser: Visitor, route: str, case_id: str, csrf: str) -> str:
    """What becomes of a request: let in, refused (for the role), signed out (led to sign in), or key wanted."""
    method = route.partition(" ")[0]
    path = address_of(route, case_id)
    data = {"csrf": csrf} if method == "POST" and not path.startswith("/api/") else None
    answer = await browser.http.request(method, path, data=data, headers={"accept-language": "en"})
    assert answer.status_code != 500, (route, answer.text)
    if answer.status_code == 303 and answer.headers["location"].endswith("/sign-in"):
        return "signed out"
    if answer.status_code == 403 and REFUSED in answer.text:
        return "refused"
    return "key wanted" if answer.status_code == 401 and path.startswith("/api/") else "let in"


def should_become(route: str, person: Reviewer | Member | None) -> str:
    """What the table says."""
    asked = expected(route)
    if asked in ("public", "key"):
        return "let in" if asked == "public" else "key wanted"
    door = next(door for root, door in DOORS.items() if route.partition(" ")[2].startswith(root))
    here = person is not None and (door is Door.REVIEW) == isinstance(person, Reviewer)
    if not here:
        return "let in" if route.endswith("/sign-in") else "signed out"
    if asked == "on the way":
        return "signed out" if route.endswith("/sign-out") else "let in"
    assert person is not None
    roles: frozenset[AnyRole] = frozenset(person.roles if isinstance(person, Reviewer) else {person.role})
    assert isinstance(asked, Deed)
    return "let in" if may(roles, asked) else "refused"


async def test_every_route_lets_in_whom_the_table_says_and_nobody_else(
    runtime: Runtime, database_url: str
) -> None:
    await install_queue(database_url)  # for /metrics
    await add_platform(runtime)
    await add_organisation(runtime)
    case_id = str((await reported(runtime)).report.case_id)
    people: list[Reviewer | Member | None] = [None]
    people += [await a_person(runtime, f"Only {role}", role) for role in Role]
    people += [await a_member(runtime, f"lab/{role}", role) for role in MemberRole]
    app = create_app(runtime, limits=Limits(pages=WIDE, strangers=WIDE))
    every = list(routes(app))
    assert len(every) > 50
    found = {}
    async with visiting(runtime, follow=False, app=app) as browser:
        for person in people:
            stale = True
            for route in every:
                if person is not None and stale:
                    await seat(runtime, browser, person)
                who = person.name if person else "nobody"
                found[who, route] = await outcome(browser, route, case_id, browser.token)
                stale = route.startswith("POST") and expected(route) in ("on the way", Deed.OWN_ENTRY)
    wrong = {
        key: became
        for person in people
        for route in every
        if (became := found[key := (person.name if person else "nobody", route)])
        != should_become(route, person)
    }
    assert wrong == {}
    assert set(found.values()) == {"let in", "refused", "signed out", "key wanted"}


def test_every_list_names_routes_that_are_there(app_routes: set[str]) -> None:
    at_doors = {
        f"{inner.split(' ')[0]} {root}{inner.split(' ')[1]}"
        for inner in ON_THE_WAY | OWN_ENTRY
        for root in DOORS
        if any(route.partition(" ")[2].startswith(root) for route in app_routes)
    }
    assert (PUBLIC | set(BEHIND) | at_doors) - app_routes == set()


@pytest.fixture
async def app_routes(runtime: Runtime) -> set[str]:
    return set(routes(create_app(runtime)))


def test_the_operators_page_has_the_same_table() -> None:
    """docs/operate.md says in words who may do what: a row a deed."""
    text = (ROOT / "docs/operate.md").read_text(encoding="utf-8")
    text = text.partition("\n## Who may do what\n")[2].partition("\n## ")[0]
    rows = [line.strip("| \n").split(" | ") for line in text.splitlines() if line.startswith("| `")]
    told = {row[0].strip("`"): set(re.findall(r"\w+", row[2])) for row in rows}
    assert told == {str(deed): {str(role) for role in roles} for deed, roles in MAY.items()}


async def test_a_member_of_another_organisation_finds_and_changes_nothing(runtime: Runtime) -> None:
    """Every page of the desk that is about something, asked for by who has every role elsewhere."""
    speaker, incident = await an_incident(runtime, title="zqtitleqz")
    put = await pasted(runtime, speaker, incident.id, "m1")
    report = put.receipts[0][1].report
    await add_organisation(runtime, "elsewhere")
    app = create_app(runtime)
    about = [route for route in routes(app) if "/partner/" in route and "{" in route]
    assert len(about) > 7
    before = await everything(runtime)
    async with visiting(runtime, follow=False, app=app) as browser:
        for role in MemberRole:
            await seat(runtime, browser, await a_member(runtime, f"elsewhere/{role}", role))
            for route in about:
                path = route.partition(" ")[2].replace("{incident_id:uuid}", str(incident.id))
                path = path.replace("{report_id:uuid}", str(report.id))
                path = re.sub(r"\{\w+:uuid\}", str(report.id), path).replace("{kind:str}", "csv")
                data = {
                    "csrf": browser.token,
                    "title": "mine",
                    "reason": "mine",
                    "text": "mine",
                    "report": str(report.id),
                }
                given = {"data": data} if route.startswith("POST") else {}
                answer = await browser.http.request(route.partition(" ")[0], path, **given)
                assert answer.status_code == 404, (route, answer.status_code, answer.text)
                assert "zqtitleqz" not in answer.text
            for path in (
                "/partner",
                "/partner/standing",
                "/partner/standing/reports.csv",
                "/partner/organisation",
            ):
                page = await browser.http.get(path)
                assert page.status_code == 200
                assert "zqtitleqz" not in page.text
                assert str(incident.id) not in page.text
    assert await everything(runtime) == before


async def test_every_form_behind_a_door_needs_its_sessions_token_and_our_own_page(runtime: Runtime) -> None:
    await add_organisation(runtime)
    app = create_app(runtime)
    people: dict[str, Reviewer | Member] = {"/review": await a_person(runtime, "All", *Role)}
    people["/partner"] = await a_member(runtime, "lab/Su", MemberRole.COORDINATOR)
    asked = 0
    async with visiting(runtime, follow=False, app=app) as browser:
        for root, person in people.items():
            await seat(runtime, browser, person)
            for route in routes(app):
                if not route.startswith(f"POST {root}/") or route.endswith("/sign-in"):
                    continue
                path = address_of(route, "01890000-0000-7000-8000-000000000000")
                site = {"sec-fetch-site": "cross-site"}
                token = browser.token
                for data, headers in (({}, {}), ({"csrf": token[:-1] + "!"}, {}), ({"csrf": token}, site)):
                    answer = await browser.http.post(path, data=data, headers=headers)
                    assert answer.status_code == 403, (route, data)
                asked += 1
            assert (await browser.http.get(root)).status_code == 200
    assert asked > 25


async def everything(runtime: Runtime) -> list[tuple[str]]:
    """What somebody could change of another organisation's."""
    tables = ("incidents", "incident_reports", "reports", "escalations", "cases")
    async with runtime.store.transaction() as tx:
        rows = [
            await (
                await tx.connection.execute(f"select t::text from {table} t order by 1".encode())
            ).fetchall()
            for table in tables
        ]
    return [row for found in rows for row in found]


@get("/review/forgotten")
async def show_forgotten() -> str:
    return "secret"


async def test_a_page_that_names_no_deed_is_for_nobody(runtime: Runtime) -> None:
    app = create_app(runtime)
    forgetful = Router("/", route_handlers=[show_forgotten], guards=[hold_door], opt={ENTRANCE: REVIEW})
    app.register(forgetful)
    async with visiting(runtime, app=app) as browser:
        await seat(runtime, browser, await a_person(runtime, "All", *Role))
        answer = await browser.http.get("/review/forgotten")
    assert answer.status_code == 500
    assert "secret" not in answer.text
