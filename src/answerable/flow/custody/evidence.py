"""Evidence: kept in the commit that accepts a report, shown when the post is gone, and every look at it noted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from answerable.db.evidence import SeenLine
from answerable.db.tx import Tx
from answerable.errors import Tampered, Unavailable, Unknown
from answerable.flow.runtime import Runtime
from answerable.records.account import Account, AccountState
from answerable.records.case import Case
from answerable.records.evidence import Evidence, EvidenceView
from answerable.records.item import Item, ItemState
from answerable.records.report import Report
from answerable.records.reviewer import Reviewer
from answerable.records.sealed import body_digest
from answerable.vocabulary import SubjectKind

PURPOSE = "evidence"
AROUND_MOST = 11
ITEMS_OF_ACCOUNT_MOST = 20
MESSAGES_MOST = 200  # of a conversation, and those that the report names

Content = Item | Account
Place = tuple[str, str]  # an item, by platform and id


@dataclass(frozen=True)
class Kept:
    """What is kept for a case: the newest form of each item, and of the account, with when it was kept."""

    items: dict[str, tuple[Item, datetime]]
    account: tuple[Account, datetime] | None


async def capture(
    runtime: Runtime, tx: Tx, reported: list[tuple[Case, Report, Item | None]]
) -> list[list[Evidence]]:
    """What must be kept with each of these reports, in the same order: all that it is about and that is not kept for
    the case yet; a report on a post comes with it. The cases are locked, so that a thousand reports at once keep one
    copy. The caller stores the reports first."""
    cases = list({case.id for case, _, _ in reported})
    posts = {_place(post): (case.id, post) for case, _, post in reported if post is not None}
    of_posts = {place: _tagged(runtime, around) for place, around in (await _posts(tx, posts)).items()}
    found = [
        of_posts[_place(post)] if post else _tagged(runtime, await _contents(tx, case, report))
        for case, report, post in reported
    ]
    known = await tx.evidence.tags(cases, list({tag for one in found for tag in one}))
    kept: list[list[Evidence]] = []
    for (case, report, _), one in zip(reported, found, strict=True):
        fresh = {tag: content for tag, content in one.items() if tag not in known[case.id]}
        known[case.id] |= fresh.keys()
        kept.append([_sealed(runtime, case, report, tag, content) for tag, content in fresh.items()])
    return kept


async def _posts(tx: Tx, posts: dict[Place, tuple[UUID, Item]]) -> dict[Place, list[Content]]:
    """The posts that are reported, by place, each with what stands around it where it is not kept for its case yet."""
    kept = await tx.evidence.posts_kept([(case_id, post.id) for case_id, post in posts.values()])
    new = [post for case_id, post in posts.values() if (case_id, post.id) not in kept]
    around = await tx.items.around_each(new, most=AROUND_MOST)
    return {
        place: [post, *(one for one in around.get(place, []) if one.id != post.id)]
        for place, (_, post) in posts.items()
    }


def _place(post: Item) -> Place:
    return post.platform_id, post.id


async def _contents(tx: Tx, case: Case, report: Report) -> list[Content]:
    if case.subject_kind == SubjectKind.ACCOUNT:
        account = await tx.accounts.get(case.platform_id, case.subject_id)
        items = await tx.items.by_author(case.platform_id, case.subject_id, most=ITEMS_OF_ACCOUNT_MOST)
        return [*([account] if account else []), *items]
    newest = await tx.items.in_container(case.platform_id, case.subject_id, most=MESSAGES_MOST)
    named = set(report.messages) - {one.id for one in newest}
    older = [await tx.items.get(case.platform_id, one) for one in sorted(named)[:MESSAGES_MOST]]
    return [*newest, *(one for one in older if one is not None and one.container == case.subject_id)]


def _tagged(runtime: Runtime, contents: list[Content]) -> dict[bytes, Content]:
    return {_content_tag(runtime, one): one for one in contents if not _is_empty(one)}


def _is_empty(one: Content) -> bool:
    """An item whose author deleted it, and whose words retention took out since."""
    return isinstance(one, Item) and one.author_deleted_at is not None and not one.text and not one.media


def _content_tag(runtime: Runtime, one: Content) -> bytes:
    """The same for the same content, whatever became of it since."""
    return runtime.keyring.tag("evidence content", type(one).__name__, _json(_as_said(one)).decode())


def _as_said(one: Content) -> Content:
    if isinstance(one, Item):
        return msgspec.structs.replace(
            one, state=ItemState.VISIBLE, author_deleted_at=None, received_at=one.created_at
        )
    return msgspec.structs.replace(
        one, state=AccountState.ACTIVE, received_at=one.created_at or one.received_at
    )


def _json(one: Content) -> bytes:
    return msgspec.json.encode(one, order="deterministic")


def author_tag(runtime: Runtime, platform_id: str, account_id: str) -> bytes:
    """By what the evidence of one author is found, without naming them."""
    return runtime.keyring.tag("evidence author", platform_id, account_id)


def _sealed(runtime: Runtime, case: Case, report: Report, tag: bytes, one: Content) -> Evidence:
    evidence_id = runtime.new_id(report.received_at)
    sealed = runtime.keyring.seal(_json(one), PURPOSE, str(evidence_id))
    return Evidence(
        id=evidence_id,
        case_id=case.id,
        report_id=report.id,
        platform_id=case.platform_id,
        kind=SubjectKind.ITEM if isinstance(one, Item) else SubjectKind.ACCOUNT,
        subject_id=one.id,
        captured_at=report.received_at,
        content_tag=tag,
        body_digest=body_digest(sealed),
        author_tag=author_tag(runtime, case.platform_id, one.author if isinstance(one, Item) else one.id),
        body_sealed=sealed,
    )


async def kept(runtime: Runtime, tx: Tx, case: Case) -> Kept:
    """The evidence of a case, opened; of one about an item, what was kept with reports on that item. What does not open
    with our keys is left out: the case can be decided all the same, and `answerable keys check` names it."""
    items: dict[str, tuple[Item, datetime]] = {}
    account: tuple[Account, datetime] | None = None
    about = case.subject_id if case.subject_kind == SubjectKind.ITEM else None
    for one in await tx.evidence.of_case(case.id, about=about):
        try:
            body = runtime.keyring.open(one.body_sealed or b"", PURPOSE, str(one.id))
        except (Tampered, Unavailable):
            continue
        if one.kind == SubjectKind.ITEM:
            items[one.subject_id] = (msgspec.json.decode(body, type=Item), one.captured_at)
        else:
            account = (msgspec.json.decode(body, type=Account), one.captured_at)
    return Kept(items, account)


def as_reported(now: list[Item], held: Kept) -> tuple[list[Item], dict[str, datetime]]:
    """Items as they are now together with those that are kept, oldest first; and which of them are shown as they were
    reported, with when: those that are gone, are no longer shown on the platform, or say something else by now."""
    current = {one.id: one for one in now}
    since: dict[str, datetime] = {}
    for item, captured_at in held.items.values():
        one = current.get(item.id)
        if one is not None and one.state == ItemState.VISIBLE and _as_said(one) == _as_said(item):
            continue
        state = one.state if one else ItemState.DELETED_BY_AUTHOR
        current[item.id] = msgspec.structs.replace(item, state=state)
        since[item.id] = captured_at
    return sorted(current.values(), key=lambda one: (one.created_at, one.id)), since


async def note_view(tx: Tx, reviewer: Reviewer, case_id: UUID, why: str) -> None:
    """Note that somebody sees the content of a case, in the transaction that reads it."""
    await tx.evidence.note_view(EvidenceView(at=tx.at, reviewer_id=reviewer.id, case_id=case_id, why=why))


async def views(
    runtime: Runtime,
    *,
    case_id: UUID | None = None,
    reviewer: str | None = None,
    before: int | None = None,
    most: int,
) -> list[SeenLine]:
    """Who looked at the content of cases, newest first. Raises Unknown for a name that nobody has."""
    async with runtime.store.transaction() as tx:
        if reviewer is not None and await tx.reviewers.by_name(reviewer) is None:
            raise Unknown("nobody has this name", where="reviewer", mend="see answerable reviewer list")
        return await tx.evidence.views(case_id=case_id, reviewer=reviewer, before=before, most=most)
