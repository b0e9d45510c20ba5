"""What the words of `answerable.vocabulary` are called on a page: message ids, to be translated."""

from __future__ import annotations

from answerable.i18n.translations import translations
from answerable.vocabulary import (
    ActionKind,
    CaseState,
    EmergencyKind,
    Outcome,
    PolicyArea,
    Source,
    SubjectKind,
    Verdict,
)

Word = EmergencyKind | PolicyArea | ActionKind | CaseState | Outcome | Source | SubjectKind | Verdict


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for a message that is translated later
    """Mark a message for extraction; it is translated when it is shown."""
    return message


AREAS: dict[PolicyArea, str] = {
    PolicyArea.INCITEMENT: N_("Incitement to violence"),
    PolicyArea.HATE: N_("Hate speech"),
    PolicyArea.FALSE_INFORMATION: N_("False information that may cause harm"),
    PolicyArea.HARASSMENT: N_("Harassment"),
    PolicyArea.THREAT: N_("Threats"),
    PolicyArea.SEXUAL: N_("Sexual content without consent"),
    PolicyArea.CHILD_SAFETY: N_("Child safety"),
    PolicyArea.SELF_HARM: N_("Suicide and self-harm"),
    PolicyArea.FRAUD: N_("Fraud"),
    PolicyArea.FAKE_ACCOUNT: N_("Fake account"),
    PolicyArea.OTHER: N_("Something else"),
}

ACTIONS: dict[ActionKind, str] = {
    ActionKind.REMOVE_ITEM: N_("Removed"),
    ActionKind.RESTORE_ITEM: N_("Restored"),
    ActionKind.WARN: N_("Account warned"),
    ActionKind.TEMPORARY_BAN: N_("Account banned for a time"),
    ActionKind.BAN: N_("Account banned"),
    ActionKind.LIFT_BAN: N_("Ban lifted"),
    ActionKind.LIMIT_FORWARDING: N_("Forwarding limited"),
    ActionKind.LIFT_LIMIT: N_("Limit lifted"),
    ActionKind.LABEL: N_("Labelled"),
    ActionKind.REMOVE_LABEL: N_("Label taken off"),
    ActionKind.HOLD_FOR_REVIEW: N_("Held back for review"),
    ActionKind.RELEASE: N_("Let go"),
}

STATES: dict[CaseState, str] = {
    CaseState.WAITING: N_("Waiting"),
    CaseState.IN_REVIEW: N_("In review"),
    CaseState.DECIDED: N_("Answered"),
}

OUTCOMES: dict[Outcome, str] = {
    Outcome.REMOVED: N_("Removed for breaking the standards"),
    Outcome.OTHER_ACTION: N_("Acted on without a removal"),
    Outcome.NO_VIOLATION: N_("Does not break the standards"),
    Outcome.DELETED_BY_AUTHOR: N_("Deleted by its author"),
    Outcome.ALREADY_GONE: N_("Already gone"),
    Outcome.OPEN: N_("Not answered yet"),
}

SOURCES: dict[Source, str] = {
    Source.USER: N_("A person on the platform"),
    Source.FORM: N_("The public form"),
    Source.TRUSTED_FLAGGER: N_("A trusted flagger"),
    Source.DETECTION: N_("Found while it spread"),
}

SUBJECTS: dict[SubjectKind, str] = {
    SubjectKind.ITEM: N_("A post or a message"),
    SubjectKind.ACCOUNT: N_("An account"),
    SubjectKind.CONVERSATION: N_("A whole conversation"),
}

VERDICTS: dict[Verdict, str] = {
    Verdict.VIOLATION: N_("Breaks the standards"),
    Verdict.NO_VIOLATION: N_("Does not break the standards"),
    Verdict.GONE: N_("Already gone"),
}


EMERGENCIES: dict[EmergencyKind, str] = {
    EmergencyKind.GRAVE: N_("Incitement, or a danger to children"),
    EmergencyKind.CASE_SURGE: N_("Many people report the same thing"),
    EmergencyKind.AREA_SURGE: N_("Far more reports than usual"),
    EmergencyKind.CASCADE: N_("A dangerous text spreads"),
}


def label(word: Word, language: str) -> str:
    """The name of one word of the vocabulary in `language`."""
    return translations(language).gettext(_message(word))


def _message(word: Word) -> str:
    match word:
        case PolicyArea():
            return AREAS[word]
        case ActionKind():
            return ACTIONS[word]
        case EmergencyKind():
            return EMERGENCIES[word]
        case CaseState():
            return STATES[word]
        case Outcome():
            return OUTCOMES[word]
        case Source():
            return SOURCES[word]
        case SubjectKind():
            return SUBJECTS[word]
        case Verdict():
            return VERDICTS[word]
