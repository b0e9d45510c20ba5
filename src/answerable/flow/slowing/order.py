"""The order that slows a text: by what its copies are known, on what terms, till when, and what people are told of it.

It is made after the commit that decided: sketching may wait for a compiler. It is sent again, under the same action and
with the next number, whenever what it covers changed: a copy was confirmed, or excepted.
"""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec

from answerable.cases.copies import is_long_enough
from answerable.db.tx import Tx
from answerable.enforcement import plan
from answerable.enforcement.slowing import provisional_statement
from answerable.enforcement.statements import explain, how_to_object, in_words
from answerable.flow.cascades.seeds import public_seed
from answerable.flow.copies.follow import originals
from answerable.flow.copies.warm import ready_to_match
from answerable.flow.enforce import action_body, queue_order
from answerable.flow.review import reviewed_item
from answerable.flow.runtime import Runtime
from answerable.i18n import LANGUAGES
from answerable.ledger import canonical
from answerable.records.action import Action
from answerable.records.decision import Decision, Statement
from answerable.stream.rule import Rule, rule_of
from answerable.text.folding import fold
from answerable.vocabulary import ActionKind

FORMS_MOST = 200  # keys of copies in one rule; those of exceptions besides
SKETCHES_MOST = 8
# What only resembles a text may refute it, or be what it quotes: it is neither held nor labelled. To be passed on less
# for a time is all that it may meet, until a person excepts it.
NEAR = frozenset({ActionKind.LIMIT_FORWARDING})


@dataclass(frozen=True)
class _Covered:
    """What an order is made of. `texts` begin with the case's own; they are empty where it is on one item alone."""

    decision: Decision | None
    texts: list[str]
    excepted: list[str]


async def order(runtime: Runtime, action_id: UUID) -> bool:
    """Send what slows a text, or what is new of it; False where it is over, or where nothing is new."""
    await ready_to_match(runtime)
    async with runtime.store.transaction() as tx:
        action = await tx.actions.lock(action_id)
        if (
            action is None
            or action.reversed_at is not None
            or action.ends_at is None
            or action.ends_at <= tx.at
        ):
            return False
        covered = await _covered(runtime, tx, action)
        rule = await asyncio.to_thread(_rule, runtime, action, covered) if covered.texts else None
        body = _body(runtime, action, covered, rule)
        digest = hashlib.sha256(canonical.encode(body)).digest()
        version = await tx.actions.next_rule(action.id, digest, tx.at)
        if version is None:
            return False
        body["data"]["version"] = version
        message_id = action.id if version == 1 else runtime.new_id(tx.at)
        await queue_order(runtime, tx, action, body, message_id=message_id)
        return True


async def order_again(runtime: Runtime, case_id: UUID) -> int:
    """Send what is new of all that slows a case's text; return how much was new."""
    async with runtime.store.transaction() as tx:
        slowing = await tx.actions.slowing(case_id)
    return sum([await order(runtime, one.id) for one in slowing])


async def _covered(runtime: Runtime, tx: Tx, action: Action) -> _Covered:
    decision = await tx.decisions.get(action.decision_id) if action.decision_id else None
    if action.terms is None or not action.terms.copies:
        return _Covered(decision, [], [])
    own = await _own_text(runtime, tx, action.case_id)
    forms = await tx.clusters.forms(action.case_id, excepted=False, most=FORMS_MOST)
    excepted = await tx.clusters.forms(action.case_id, excepted=True, most=FORMS_MOST)
    return _Covered(decision, [own, *forms] if own else [], excepted)


async def _own_text(runtime: Runtime, tx: Tx, case_id: UUID) -> str:
    """What a case is about as it was reported; "" where it is too short to be known again, or has pictures beside it,
    which no rule tells apart. What was reported while a server compiled its kernels is not in the text bank yet."""
    case = await tx.cases.get(case_id)
    item = await reviewed_item(runtime, tx, case) if case else None
    if item is not None and item.media:
        return ""
    banked = (await originals(runtime, tx, [case_id])).get(case_id)
    if banked is not None:
        return banked
    return item.text if item and is_long_enough(fold(item.text)) else ""


def _rule(runtime: Runtime, action: Action, covered: _Covered) -> Rule:
    return rule_of(
        public_seed(runtime, action.platform_id, action.planned_at).seed,
        covered.texts,
        covered.excepted,
        near=action.kind in NEAR,
        sketches_most=SKETCHES_MOST,
    )


def _body(runtime: Runtime, action: Action, covered: _Covered, rule: Rule | None) -> dict[str, Any]:
    """The order (docs/webhooks.md), still without its version."""
    said = plan.statement(covered.decision, [action]) if covered.decision else provisional_statement(action)
    body = action_body(action)
    body["data"] |= {
        "terms": msgspec.to_builtins(action.terms),
        "provisional": action.is_provisional,
        "rule": msgspec.to_builtins(rule) if rule else None,
        "words": {language: _words(runtime, action, said, language) for language in LANGUAGES},
    }
    if action.kind == ActionKind.LABEL:
        body["data"]["label"] = {language: _label(runtime, said, language) for language in LANGUAGES}
    return body


def _words(runtime: Runtime, action: Action, said: Statement, language: str) -> dict[str, str]:
    """What somebody is told who sends a copy meanwhile: the reasons, and how to object."""
    standards = runtime.standards_of(said.standards_version)
    return {
        "text": in_words(said, standards, language),
        "how_to_object": how_to_object(str(action.case_id), runtime.settings.objections, language),
    }


def _label(runtime: Runtime, said: Statement, language: str) -> str:
    """The operator's notice with the ground that it rests on."""
    standards = runtime.standards_of(said.standards_version)
    notice = standards.slowing.notice.get(language, "") if standards.slowing else ""
    ground = explain(said, standards, language).ground
    return " ".join(part for part in (notice, f"({ground.title})" if ground else "") if part)
