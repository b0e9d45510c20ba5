"""What a database role needs that serves and may not change the schema: the SQL that its owner runs.

Rows of the audit of administrators it may add and read; migrations it may read.
"""

from __future__ import annotations

import re

from answerable.errors import Invalid

_ROLE = re.compile(r"[a-z_][a-z0-9_]{0,62}")

_GRANTS = """\
-- Run as the owner of the database, after the role was made: create role {role} login
revoke create on schema public from public;
do $$ begin execute format('revoke create, temporary on database %I from public', current_database()); end $$;
grant usage on schema public, queue to {role};
grant select, insert, update, delete on all tables in schema public, queue to {role};
grant usage, select on all sequences in schema public, queue to {role};
revoke update, delete on admin_events from {role};
revoke insert, update, delete on schema_migrations from {role};
alter default privileges in schema public, queue grant select, insert, update, delete on tables to {role};
alter default privileges in schema public, queue grant usage, select on sequences to {role};
"""


def grants(role: str) -> str:
    """The statements for one role. Raises Invalid for a name that would have to be quoted."""
    if not _ROLE.fullmatch(role):
        mend = "small letters, digits and underscores"
        raise Invalid("this is not the name of a role", where="ROLE", mend=mend)
    return _GRANTS.format(role=role)
