"""How much may come in at once. Every limit on content stands here; docs/api.md tells them to senders."""

from __future__ import annotations

ID_MAX = 200  # characters of an id, an author, a container
NAME_MAX = 500  # characters of an account's name
TEXT_MAX = 65_536  # characters of an item's text: at most 256 KiB of UTF-8
NOTE_MAX = 4_000  # characters of a report's note
WORD_MAX = 200  # characters of `audience`, where it is a word, and of `community`
MEDIA_MAX = 20  # files or addresses of one item
ADDRESS_MAX = 2_048  # characters of one of them, or of a web address that an answer goes to
MESSAGES_MAX = 200  # chosen messages of a reported conversation
REACH_MAX = 2_147_483_647  # `audience`, where it is a number: what the database's integer holds
COMBINING_MAX = 30  # combining marks in a row (UAX #15, Stream-Safe Text Format)
YEARS = (1970, 2199)  # of a time that a sender states: outside, its clock or its unit is wrong

VOICES_MAX = 4  # voice notes in one request: each is looked at by a program of its own
BATCH_MAX = 1_000  # items or accounts in one request
MATCHES_MAX = 200  # texts in one request that are matched with the bank
REPORTS_MAX = 100  # reports in one request: each is signed for on its own
INCIDENT_LINES_MAX = 1_000  # reports put into an incident at once
INCIDENT_REPORTS_MAX = 5_000  # reports of one incident
ESCALATED_MAX = 100  # reports of one escalation
REASON_MAX = 2_000  # characters of an escalation's reason
TITLE_MAX = 200  # characters of an incident's title
BODY_BYTES_MAX = 8 * 1024 * 1024  # one request
LINE_BYTES_MAX = 1024 * 1024  # one line of a file that is imported

MESSAGES_BATCH_MAX = 20_000  # messages in one request of the stream
NAME_BYTES_MAX = 4 * ID_MAX  # of a sender, a conversation or an id in a binary batch
TEXT_BYTES_MAX = 4 * TEXT_MAX  # of a text there
COMMUNITIES_MAX = 255  # names of communities in one binary batch
DEPTH_MAX = 1_000  # of forwarding: what is deeper counts as this
