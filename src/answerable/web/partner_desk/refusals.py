"""What the steps behind the desk refuse in, so that the catalogues have it."""

from __future__ import annotations

from datetime import timedelta

from answerable.errors import Refused, TooMany
from answerable.i18n import duration, translations
from answerable.i18n.labels import N_
from answerable.web.doors.words import words_of

REFUSALS = (
    N_("is empty"),
    N_("there is nothing in it"),
    N_("one report a line"),
    N_("the first line names no column `subject`"),
    N_("a field of the form is too long"),
    N_("shorten it"),
    N_("this incident is closed"),
    N_("open it again first"),
    N_("there is no such incident of yours"),
    N_("there is no such report in this incident"),
    N_("nothing of this is open: every report has its answer"),
    N_("say of a report that it is not solved, with its code, or report what goes on anew"),
    N_("say why somebody should look now"),
    N_("this report is still open: it has had no final answer yet"),
    N_("this was looked at again, with the same result"),
    N_("make a new report if it goes on"),
    N_("somebody of your organisation has this name already"),
    N_("nobody of this organisation has this name"),
    N_("must not hold a slash"),
    N_("leave it out"),
    N_("this is you"),
    N_("ask another coordinator, or the operator"),
    N_("your role does not allow this"),
    N_("ask a coordinator of your organisation"),
    N_("revoke one that is not used"),
    N_("no key of yours with this id is in force"),
    N_("this is not a country code"),
    N_("two capital letters (ISO 3166-1), such as MM"),
    N_("this is not a language code"),
    N_("write a language code such as my, shn, en"),
)
_FEW = N_(
    "Your organisation has used up its escalations of a day. The next one is possible in %(time)s. Where lives depend "
    "on it now, write to the operator."
)


def refusal(error: Refused, language: str) -> str:
    """Why something was refused, in the reader's language."""
    if isinstance(error, TooMany):
        wait = duration(timedelta(seconds=error.retry_after_s), language)
        return translations(language).gettext(_FEW) % {"time": wait}
    return words_of(error, language)
