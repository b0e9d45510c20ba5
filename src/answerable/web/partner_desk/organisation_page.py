"""The organisation: its members, keys and consent. Everybody sees who the members are; coordinators see to them, and
prove who they are once more before they let anybody in, a person or a program."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect

from answerable.errors import Conflict, Invalid, Refused, Unknown
from answerable.flow.doors.members import add_member, disable, members, set_password, set_role
from answerable.flow.doors.organisation_keys import issue_own_key, organisation_keys, revoke_own_key
from answerable.flow.doors.organisations import set_consent, set_places
from answerable.flow.doors.sign_in import PartnerSeat
from answerable.flow.runtime import Runtime
from answerable.i18n import translations
from answerable.i18n.labels import N_
from answerable.records.access import Deed
from answerable.records.member import MemberRole
from answerable.vocabulary import Scope
from answerable.web.doors.entrance import one, tongue
from answerable.web.partner_desk.desk import ORGANISATION, done, show
from answerable.web.partner_desk.refusals import refusal

ADD_MEMBER = f"{ORGANISATION}/add-member"
ADD_KEY = f"{ORGANISATION}/add-key"
LABEL_MAX = 100
KEY_SCOPES = (Scope.REPORTS_WRITE, Scope.REPORTS_READ)

ROLES: dict[MemberRole, str] = {
    MemberRole.ANALYST: N_("Analyst"),
    MemberRole.COORDINATOR: N_("Coordinator"),
}
_DONE = {
    "member": N_("The member can sign in now."),
    "role": N_("The role was changed."),
    "password": N_("The password was changed, and they are signed out."),
    "disabled": N_("The member can no longer sign in."),
    "named": N_("The consent was changed."),
    "places": N_("The countries and languages were changed."),
    "revoked": N_("The key is out of force."),
}

Form = NamedDependency[dict[str, list[str]]]


@get(ORGANISATION, include_in_schema=False)
async def show_organisation(
    request: Request[Any, Any, Any], runtime: NamedDependency[Runtime], seat: NamedDependency[PartnerSeat]
) -> Response[bytes]:
    return await _page(request, runtime, seat)


@get(ADD_MEMBER, include_in_schema=False)
async def show_add_member(
    request: Request[Any, Any, Any], runtime: NamedDependency[Runtime], seat: NamedDependency[PartnerSeat]
) -> Response[bytes]:
    seat.must_be_fresh()
    return await _adding_member(request, runtime, seat)


@post(ADD_MEMBER, include_in_schema=False, status_code=303)
async def take_member(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    seat: NamedDependency[PartnerSeat],
    form: Form,
) -> Response[Any]:
    seat.must_be_fresh(ADD_MEMBER)
    typed = {name: one(form, name) for name in ("name", "role", "language")}
    try:
        await add_member(
            runtime,
            seat.organisation_id,
            typed["name"],
            form.get("password", [""])[0],
            role=_role(typed["role"]),
            language=typed["language"],
            by=seat.member,
        )
    except (Invalid, Conflict) as error:
        return await _adding_member(request, runtime, seat, typed, error)
    return _back("member")


@post(f"{ORGANISATION}/role", include_in_schema=False, status_code=303)
async def take_role(
    runtime: NamedDependency[Runtime], seat: NamedDependency[PartnerSeat], form: Form
) -> Redirect:
    seat.must_be_fresh(ORGANISATION)
    await set_role(runtime, seat.organisation_id, one(form, "name"), _role(one(form, "role")), by=seat.member)
    return _back("role")


@post(f"{ORGANISATION}/password", include_in_schema=False, status_code=303)
async def take_others_password(
    runtime: NamedDependency[Runtime], seat: NamedDependency[PartnerSeat], form: Form
) -> Redirect:
    """A new password for somebody who forgot theirs; taken as it was typed, with spaces at its ends."""
    seat.must_be_fresh(ORGANISATION)
    await set_password(
        runtime, seat.organisation_id, one(form, "name"), form.get("password", [""])[0], by=seat.member
    )
    return _back("password")


@post(f"{ORGANISATION}/disable", include_in_schema=False, status_code=303)
async def take_disabling(
    runtime: NamedDependency[Runtime], seat: NamedDependency[PartnerSeat], form: Form
) -> Redirect:
    """At once, without asking for a fresh code: it may be urgent, and it gives nobody access."""
    await disable(runtime, seat.organisation_id, one(form, "name"), by=seat.member)
    return _back("disabled")


@post(f"{ORGANISATION}/named", include_in_schema=False, status_code=303)
async def take_consent(
    runtime: NamedDependency[Runtime], seat: NamedDependency[PartnerSeat], form: Form
) -> Redirect:
    await set_consent(runtime, seat.organisation_id, named=one(form, "named") == "yes", by=seat.member)
    return _back("named")


@post(f"{ORGANISATION}/places", include_in_schema=False, status_code=303)
async def take_places(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    seat: NamedDependency[PartnerSeat],
    form: Form,
) -> Response[Any]:
    """Where the organisation works: whom the platform asks in an emergency there follows from it."""
    try:
        await set_places(
            runtime,
            seat.organisation_id,
            countries=_codes(one(form, "countries").upper()),
            languages=_codes(one(form, "languages").lower()),
            by=seat.member,
        )
    except Invalid as error:
        return await _page(request, runtime, seat, error=error)
    return _back("places")


@get(ADD_KEY, include_in_schema=False)
async def show_add_key(
    request: Request[Any, Any, Any], runtime: NamedDependency[Runtime], seat: NamedDependency[PartnerSeat]
) -> Response[bytes]:
    seat.must_be_fresh()
    return await _adding_key(request, runtime, seat)


@post(ADD_KEY, include_in_schema=False, status_code=200)
async def take_key(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    seat: NamedDependency[PartnerSeat],
    form: Form,
) -> Response[bytes]:
    """Make a key. Its secret stands on the page that answers, and nowhere else."""
    seat.must_be_fresh(ADD_KEY)
    try:
        secret, _ = await issue_own_key(
            runtime, seat.member, one(form, "platform"), KEY_SCOPES, label=one(form, "label")[:LABEL_MAX]
        )
    except (Conflict, Invalid, Unknown) as error:
        return await _adding_key(request, runtime, seat, error=error)
    return await _adding_key(request, runtime, seat, secret=secret)


@post(f"{ORGANISATION}/revoke", include_in_schema=False, status_code=303)
async def take_revoking(
    runtime: NamedDependency[Runtime], seat: NamedDependency[PartnerSeat], form: Form
) -> Redirect:
    try:
        key_id = UUID(one(form, "key"))
    except ValueError:
        raise Invalid("this is not a key", where="key") from None
    await revoke_own_key(runtime, seat.member, key_id)
    return _back("revoked")


async def _page(
    request: Request[Any, Any, Any], runtime: Runtime, seat: PartnerSeat, *, error: Refused | None = None
) -> Response[bytes]:
    language = tongue(request, runtime)
    coordinates = seat.may(Deed.COORDINATE)
    return await show(
        request,
        runtime,
        seat,
        "partner/organisation.html",
        here=ORGANISATION,
        status_code=error.status if error else 200,
        members=await members(runtime, seat.organisation_id),
        keys=await organisation_keys(runtime, seat.member) if coordinates else [],
        roles=_words(language),
        said=done(request, _DONE, language),
        fault=refusal(error, language) if error else "",
    )


async def _adding_member(
    request: Request[Any, Any, Any],
    runtime: Runtime,
    seat: PartnerSeat,
    typed: dict[str, str] | None = None,
    error: Refused | None = None,
) -> Response[bytes]:
    language = tongue(request, runtime)
    return await show(
        request,
        runtime,
        seat,
        "partner/add_member.html",
        here=ADD_MEMBER,
        status_code=error.status if error else 200,
        roles=_words(language),
        typed=typed or {"name": "", "role": MemberRole.ANALYST, "language": seat.member.language},
        fault=refusal(error, language) if error else "",
    )


async def _adding_key(
    request: Request[Any, Any, Any],
    runtime: Runtime,
    seat: PartnerSeat,
    *,
    secret: str = "",
    error: Refused | None = None,
) -> Response[bytes]:
    async with runtime.store.transaction() as tx:
        platforms = await tx.platforms.all()
    return await show(
        request,
        runtime,
        seat,
        "partner/add_key.html",
        here=ADD_KEY,
        status_code=error.status if error else 200,
        platforms=[(platform.id, platform.name) for platform in platforms],
        secret=secret,
        fault=refusal(error, tongue(request, runtime)) if error else "",
    )


def _words(language: str) -> dict[str, str]:
    say = translations(language).gettext
    return {str(role): say(words) for role, words in ROLES.items()}


def _role(said: str) -> MemberRole:
    if said not in set(MemberRole):
        raise Invalid("there is no such role", where="role")
    return MemberRole(said)


def _codes(text: str) -> tuple[str, ...]:
    """Codes as people write them: with commas, spaces or both between them."""
    return tuple(text.replace(",", " ").split())


def _back(said: str) -> Redirect:
    return Redirect(f"{ORGANISATION}?done={said}", status_code=303)


COORDINATORS_HANDLERS = (
    show_add_member,
    take_member,
    take_role,
    take_others_password,
    take_disabling,
    take_consent,
    take_places,
    show_add_key,
    take_key,
    take_revoking,
)
