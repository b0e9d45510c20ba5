"""Why a sandboxed program did not answer: words of a closed set, since what a child says is not to be trusted."""

from __future__ import annotations

from enum import StrEnum


class Refusal(StrEnum):
    """The first three are found by the parent, the others said by a task."""

    BROKEN = "broken"  # it crashed, took too much memory, or answered what is no answer
    TOO_SLOW = "too_slow"
    TOO_LARGE = "too_large"

    NOT_A_SOUND = "not_a_sound"  # none of the kinds that are known
    NOT_WHAT_IT_SAYS = "not_what_it_says"  # a known kind whose parts do not fit together
    HAS_PICTURES = "has_pictures"

    NOT_A_PICTURE = "not_a_picture"
    CUT_SHORT = "cut_short"  # a picture whose end is missing, or whose inside is broken
    TOO_MANY_PIXELS = "too_many_pixels"

    NOT_A_FILM = "not_a_film"
    NOT_INSTALLED = "not_installed"  # a program of the system's that this computer does not have
    NOT_CONFINED = "not_confined"  # a program that is started only where the kernel can confine it

    NOT_AN_ADDRESS = "not_an_address"
    NOT_HTTPS = "not_https"
    NO_SUCH_HOST = "no_such_host"
    NOT_PUBLIC = "not_public"
    UNREACHABLE = "unreachable"
    NOT_TRUSTED = "not_trusted"  # its certificate does not hold
    TOO_MANY_REDIRECTS = "too_many_redirects"
    NOT_FOUND = "not_found"  # any status but 200
    PACKED = "packed"  # compressed on the way: what it becomes is not looked at
    WRONG_TYPE = "wrong_type"


class Refuses(Exception):
    """Raised by a task in the child; the parent gets the word and nothing else."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why)
        self.why = why
