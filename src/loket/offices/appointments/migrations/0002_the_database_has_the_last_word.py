"""What no code can break: one visit a counter at a time, on an open counter that can serve it."""

from django.db import migrations

LIVE = "('held', 'booked', 'checked_in', 'in_service')"

EXCLUSION = f"""
ALTER TABLE appointments_appointment ADD CONSTRAINT a_counter_serves_one_visit_at_a_time
EXCLUDE USING gist (int8range(counter_id, counter_id, '[]') WITH &&, during WITH &&)
WHERE (state IN {LIVE}) DEFERRABLE INITIALLY IMMEDIATE;
"""

FREE_IS_OPEN = """
ALTER TABLE appointments_day ADD CONSTRAINT free_time_is_open_time
CHECK (length(open) = length(free) AND open & free = free);
"""

# A single expression, so that PostgreSQL puts it into the query that asks instead of calling it.
# Bit n of the binary number is character length - n of the bit string, counted from 1.
OPEN_AND_ABLE = f"""
CREATE FUNCTION appointments_is_open(bits varbit, lane int, during int4range, day date) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT lane * 320 + upper(during) - (day - date '2000-01-01') * 288 <= length(bits) AND substring(
        bits FROM length(bits) - (lane * 320 + upper(during) - (day - date '2000-01-01') * 288) + 1
        FOR upper(during) - lower(during)
    ) = repeat('1', upper(during) - lower(during))::varbit
$$;

CREATE FUNCTION appointments_check_counter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state NOT IN {LIVE} OR isempty(NEW.during) THEN
        RETURN NEW;
    END IF;
    PERFORM 1 FROM places_counter AS c
    JOIN appointments_day AS d ON d.location_id = NEW.location_id AND d.day = NEW.day
    WHERE c.id = NEW.counter_id AND c.location_id = NEW.location_id
      AND NEW.needs <@ c.skills AND appointments_is_open(d.open, c.lane, NEW.during, d.day);
    IF NOT FOUND THEN
        RAISE EXCEPTION 'a_live_visit_has_an_open_and_able_counter' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'a_live_visit_has_an_open_and_able_counter';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER a_live_visit_has_an_open_and_able_counter
BEFORE INSERT ON appointments_appointment
FOR EACH ROW EXECUTE FUNCTION appointments_check_counter();

CREATE TRIGGER a_live_visit_keeps_an_open_and_able_counter
BEFORE UPDATE OF state, counter_id, during, needs, location_id, day ON appointments_appointment
FOR EACH ROW WHEN (
    OLD.state NOT IN {LIVE} OR OLD.counter_id <> NEW.counter_id OR OLD.during <> NEW.during
    OR OLD.needs <> NEW.needs OR OLD.location_id <> NEW.location_id OR OLD.day <> NEW.day
) EXECUTE FUNCTION appointments_check_counter();

CREATE FUNCTION appointments_check_opening() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM appointments_appointment AS a
    JOIN places_counter AS c ON c.id = a.counter_id
    JOIN appointments_day AS d ON d.location_id = a.location_id AND d.day = a.day
    WHERE a.location_id = NEW.location_id AND a.day = NEW.day AND a.state IN {LIVE} AND NOT isempty(a.during)
      AND NOT appointments_is_open(d.open, c.lane, a.during, d.day);
    IF FOUND THEN
        RAISE EXCEPTION 'opening_covers_every_live_visit' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'opening_covers_every_live_visit';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER opening_covers_every_live_visit
AFTER UPDATE OF open ON appointments_day DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION appointments_check_opening();
"""  # noqa: S608 - only the constant above goes in

BACK = """
DROP TRIGGER opening_covers_every_live_visit ON appointments_day;
DROP TRIGGER a_live_visit_keeps_an_open_and_able_counter ON appointments_appointment;
DROP TRIGGER a_live_visit_has_an_open_and_able_counter ON appointments_appointment;
DROP FUNCTION appointments_check_opening();
DROP FUNCTION appointments_check_counter();
DROP FUNCTION appointments_is_open(varbit, int, int4range, date);
ALTER TABLE appointments_day DROP CONSTRAINT free_time_is_open_time;
ALTER TABLE appointments_appointment DROP CONSTRAINT a_counter_serves_one_visit_at_a_time;
"""


class Migration(migrations.Migration):
    dependencies = [("appointments", "0001_appointments_and_days")]

    operations = [migrations.RunSQL(EXCLUSION + FREE_IS_OPEN + OPEN_AND_ABLE, BACK)]
