"""Triggers that refuse to change or empty the journal, whoever asks, and rights to match.

ENABLE ALWAYS: they also fire in sessions that replay a replica's changes. Where the application
connects with a role of its own (``loket_app``), that role may add and read, nothing else.
"""

from django.db import migrations

TABLES = ("journal_line", "journal_seal", "journal_sealed")

REFUSAL = """
CREATE FUNCTION journal_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the journal only grows: % on % is refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;
"""

GUARD = """
CREATE TRIGGER no_line_is_ever_changed BEFORE UPDATE OR DELETE ON {table}
  FOR EACH STATEMENT EXECUTE FUNCTION journal_only_grows();
CREATE TRIGGER no_line_is_ever_emptied BEFORE TRUNCATE ON {table}
  FOR EACH STATEMENT EXECUTE FUNCTION journal_only_grows();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER no_line_is_ever_changed;
ALTER TABLE {table} ENABLE ALWAYS TRIGGER no_line_is_ever_emptied;
REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM PUBLIC;
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'loket_app') THEN
    REVOKE ALL ON {table} FROM loket_app;
    GRANT SELECT, INSERT ON {table} TO loket_app;
  END IF;
END $$;
"""

UNGUARD = """
DROP TRIGGER no_line_is_ever_changed ON {table};
DROP TRIGGER no_line_is_ever_emptied ON {table};
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [
        migrations.RunSQL(
            REFUSAL + "".join(GUARD.format(table=table) for table in TABLES),
            "".join(UNGUARD.format(table=table) for table in TABLES)
            + "DROP FUNCTION journal_only_grows();",
        )
    ]
