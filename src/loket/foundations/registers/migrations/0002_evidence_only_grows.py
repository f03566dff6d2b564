"""Triggers that refuse to change or remove the evidence of look-ups, whoever asks.

As for the journal, whose function refuses here too: ENABLE ALWAYS, and the application's role may
add and read, nothing else.
"""

from django.db import migrations

TABLES = ("registers_lookup", "registers_outcome", "registers_shown")

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
    dependencies = [
        ("journal", "0002_the_journal_only_grows"),
        ("registers", "0001_what_look_ups_leave_behind"),
    ]

    operations = [
        migrations.RunSQL(
            "".join(GUARD.format(table=table) for table in TABLES),
            "".join(UNGUARD.format(table=table) for table in TABLES),
        )
    ]
