"""Three roles: one that owns and migrates, one that runs and can only read and write rows, and one
that seals documents and can do nothing else."""

import hashlib

import psycopg
from psycopg import sql

OWNER = "loket_owner"
APP = "loket_app"
SEALER = "loket_sealer"

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
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{SEALER}') THEN
        CREATE ROLE {SEALER} LOGIN;
    END IF;
END $$;
GRANT {APP}, {SEALER} TO {OWNER};
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER}
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP};
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER}
    GRANT USAGE, SELECT ON SEQUENCES TO {APP};
"""  # noqa: S608 - the names are constants

#: What a cluster was prepared with; another one is prepared again.
MARK = hashlib.sha256(PREPARE.encode()).hexdigest()


def prepare(template: psycopg.Connection) -> None:
    """Makes the roles and what they may; `template` is a superuser's connection to template1."""
    template.execute(PREPARE)
    for role in (APP, SEALER):
        for name, value in LIMITS.items():
            template.execute(
                sql.SQL("ALTER ROLE {} SET {} = {}").format(
                    sql.Identifier(role), sql.Identifier(name), sql.Literal(value)
                )
            )
