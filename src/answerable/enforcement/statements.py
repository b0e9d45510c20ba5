"""A statement of reasons in words and in the reader's language: for the status page, mail and the author."""

from __future__ import annotations

import msgspec

from answerable.i18n import moment, translations
from answerable.i18n.labels import N_
from answerable.records.decision import Statement, StatementAction
from answerable.records.standard import GroundText, Standards
from answerable.vocabulary import ActionKind, Verdict

_VERDICTS: dict[Verdict, str] = {
    Verdict.VIOLATION: N_("It breaks the standards, and we acted."),
    Verdict.NO_VIOLATION: N_("It does not break the standards."),
    Verdict.GONE: N_("It was already gone when a person came to look at it."),
}

_ACTIONS: dict[ActionKind, str] = {
    ActionKind.REMOVE_ITEM: N_("It was removed."),
    ActionKind.RESTORE_ITEM: N_("It was restored."),
    ActionKind.WARN: N_("The account was warned."),
    ActionKind.TEMPORARY_BAN: N_("The account is banned until %(until)s."),
    ActionKind.BAN: N_("The account was banned."),
    ActionKind.LIFT_BAN: N_("The ban of the account was lifted."),
}


_OBJECT = N_(
    "If you think that this is wrong, write to %(where)s within six months and name the case %(case)s. "
    "A person who did not decide it will look at it again."
)


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """`sentence` is the answer in one line, `lines` are its reasons, `ground` is the standard it cites."""

    sentence: str
    lines: tuple[str, ...]
    ground: GroundText | None = None
    ground_code: str = ""


def explain(statement: Statement, standards: Standards, language: str) -> Explanation:
    """Put a statement into words. `standards` are the version that it cites, or those in force if that is gone."""
    say = translations(language).gettext
    ground = standards.ground(statement.ground)
    actions = sorted(statement.actions, key=lambda action: list(ActionKind).index(action.kind))
    lines = [_action_line(action, language) for action in actions]
    if statement.automated_detection:
        lines.append(say(N_("It was found by a system.")))
    lines.append(
        say(N_("It was decided by a system, without a person."))
        if statement.automated_decision
        else say(N_("A person decided this, not a machine."))
    )
    if ground is not None:
        cited = say(N_("The decision rests on version %(version)s of the community standards:"))
        lines.append(cited % {"version": statement.standards_version})
    return Explanation(
        sentence=say(_VERDICTS[statement.verdict]),
        lines=tuple(lines),
        ground=ground.text(language) if ground else None,
        ground_code=ground.code if ground else "",
    )


def in_words(statement: Statement, standards: Standards, language: str) -> str:
    """The whole statement as plain text, a line for each reason, the ground that it cites at the end."""
    why = explain(statement, standards, language)
    cited = (why.ground.title, why.ground.summary) if why.ground else ()
    return "\n".join((why.sentence, *why.lines, *cited))


def how_to_object(case: str, address: str, language: str) -> str:
    """What an author can do against a decision. `address` is where objections go, "" for the platform's support."""
    say = translations(language).gettext
    where = address or say(N_("the support of the platform"))
    return say(_OBJECT) % {"where": where, "case": case}


def _action_line(action: StatementAction, language: str) -> str:
    words = translations(language).gettext(_ACTIONS[action.kind])
    if action.kind is ActionKind.TEMPORARY_BAN and action.ends_at is not None:
        return words % {"until": moment(action.ends_at, language)}
    return translations(language).gettext(N_("The account is banned for a time.")) if "%(" in words else words
