"""A statement of reasons in words and in the reader's language: for the status page, mail and the author."""

from __future__ import annotations

import msgspec

from answerable.i18n import moment, number, translations
from answerable.i18n.labels import N_, label
from answerable.records.decision import Statement, StatementAction
from answerable.records.slowing import Terms
from answerable.records.standard import GroundText, Standards
from answerable.vocabulary import SLOWING, ActionKind, Verdict

_VERDICTS: dict[Verdict, str] = {
    Verdict.VIOLATION: N_("It breaks the standards, and we acted."),
    Verdict.NO_VIOLATION: N_("It does not break the standards."),
    Verdict.GONE: N_("It was already gone when a person came to look at it."),
}

_NOT_JUDGED = N_("It may break the standards. Until a person has looked at it, it is passed on less.")

_ACTIONS: dict[ActionKind, str] = {
    ActionKind.REMOVE_ITEM: N_("It was removed."),
    ActionKind.RESTORE_ITEM: N_("It was restored."),
    ActionKind.WARN: N_("The account was warned."),
    ActionKind.TEMPORARY_BAN: N_("The account is banned until %(until)s."),
    ActionKind.BAN: N_("The account was banned."),
    ActionKind.LIFT_BAN: N_("The ban of the account was lifted."),
    ActionKind.LIMIT_FORWARDING: N_("It is passed on less until %(until)s."),
    ActionKind.LIFT_LIMIT: N_("It can be passed on as before."),
    ActionKind.LABEL: N_("It carries a note until %(until)s."),
    ActionKind.REMOVE_LABEL: N_("It carries no note any more."),
    ActionKind.HOLD_FOR_REVIEW: N_(
        "What says the same is held back until a person has looked, at the latest until %(until)s."
    ),
    ActionKind.RELEASE: N_("What was held back is let go."),
}
_NO_END = {ActionKind.TEMPORARY_BAN: N_("The account is banned for a time.")}
_UNTIL = frozenset({ActionKind.TEMPORARY_BAN, *SLOWING})  # those whose words need their end


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
    lines = [line for action in actions for line in _action_lines(action, language)]
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
        sentence=say(_VERDICTS[statement.verdict] if statement.verdict else _NOT_JUDGED),
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


def _action_lines(action: StatementAction, language: str) -> list[str]:
    """What was done, and for slowing on what terms."""
    say = translations(language)
    words = say.gettext(_ACTIONS[action.kind])
    if action.kind in _UNTIL and action.ends_at is not None:
        words = words % {"until": moment(action.ends_at, language)}
    elif action.kind in _UNTIL:
        words = say.gettext(_NO_END.get(action.kind, label(action.kind, language)))
    return [words, *(_terms_lines(action.terms, language) if action.terms else ())]


def _terms_lines(terms: Terms, language: str) -> list[str]:
    say, lines = translations(language), []
    if (count := terms.conversations) is not None:
        told = say.ngettext(
            "It can be sent on to %(number)s conversation at a time.",
            "It can be sent on to %(number)s conversations at a time.",
            count,
        )
        lines.append(told % {"number": number(count, language)})
    if (count := terms.depth) is not None:
        told = say.ngettext(
            "What was passed on %(number)s time already is not passed on again.",
            "What was passed on %(number)s times already is not passed on again.",
            count,
        )
        lines.append(told % {"number": number(count, language)})
    if terms.fact_check is not None:
        lines.append(say.gettext(N_("What fact-checkers found: %(where)s")) % {"where": terms.fact_check})
    return lines
