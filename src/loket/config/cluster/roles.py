"""Two roles: one that owns and migrates, one that runs and can only read and write rows."""

import psycopg
from psycopg import sql

OWNER = "loket_owner"
APP = "loket_app"

#: A client that stops in the middle of an act must not hold its locks for ever.
LIMITS = {"idle_in_transaction_session_timeout": "60s"}

#: Into `template1`, so that every database made later, tests' too, grants the same.
PREPARE = f"""
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{OWNER}') THEN
        CREATE ROLE {OWNER} LOGIN CREATEDB;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{APP}') THEN
        CREATE ROLE {APP} LOGIN;
    END IF;
END $$;
GRANT {APP} TO {OWNER};
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER}
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP};
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER}
    GRANT USAGE, SELECT ON SEQUENCES TO {APP};
"""  # noqa: S608 - both names are constants


def prepare(template: psycopg.Connection) -> None:
    """Makes both roles and what they may; `template` is a superuser's connection to template1."""
    template.execute(PREPARE)
    for name, value in LIMITS.items():
        template.execute(
            sql.SQL("ALTER ROLE {} SET {} = {}").format(
                sql.Identifier(APP), sql.Identifier(name), sql.Literal(value)
            )
        )
