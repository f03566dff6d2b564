"""What must be true of the invented city, as SQL that counts what is not.

Two registers, written from the same lives, must say the same; these questions know nothing of how
the lives were told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import connection


@dataclass(frozen=True, slots=True)
class Check:
    """A sentence, and how many break it."""

    said: str
    broken: int


#: Before each question: the acts of each person, to be joined with everybody at once. Asking the
#: index of subjects for one person after another takes minutes in a large city.
ACTS_OF: Final = """
WITH acts_of AS (
  SELECT one AS digits, kind, "on", subjects, shows_sex_change, shows_adoption
  FROM demo_filedact, unnest(subjects) one)
"""

#: Each gives the number of rows for which the sentence is false.
INVARIANTS: Final = {
    "every number is of a month that no register issues, with check digits that fit": """
        SELECT count(*) FROM demo_citizen
        WHERE NOT (substr(digits, 3, 2)::int BETWEEN 61 AND 72
                   OR substr(digits, 3, 2)::int BETWEEN 81 AND 92)
           OR substr(digits, 7, 3)::int NOT BETWEEN 1 AND 998
           OR 97 - (CASE WHEN born_on >= '2000-01-01' THEN 2000000000 ELSE 0 END
                    + substr(digits, 1, 9)::bigint) %% 97 <> substr(digits, 10, 2)::int""",
    "every tie has its mirror": """
        SELECT count(*) FROM demo_tie t WHERE NOT EXISTS (
          SELECT FROM demo_tie m WHERE m.digits = t.other AND m.other = t.digits
            AND m.since IS NOT DISTINCT FROM t.since AND m.until IS NOT DISTINCT FROM t.until
            AND (t.kind, m.kind) IN (
              ('parent', 'child'), ('child', 'parent'), ('spouse', 'spouse'),
              ('former_spouse', 'former_spouse'), ('widowed_spouse', 'widowed_spouse'),
              ('cohabitant', 'cohabitant'), ('representative', 'represented'),
              ('represented', 'representative'), ('ascendant', 'descendant'),
              ('descendant', 'ascendant')))""",
    "every tie is of people whom the register knows under their present number": """
        SELECT count(*) FROM demo_tie t
        LEFT JOIN demo_citizen c ON c.digits = t.digits AND c.replaced_by = ''
        WHERE c.digits IS NULL""",
    "a household has one address and one reference person": """
        SELECT count(*) FROM (
          SELECT household FROM demo_citizen WHERE household IS NOT NULL AND replaced_by = ''
          GROUP BY household HAVING count(DISTINCT address) <> 1
            OR count(*) FILTER (WHERE household_kind = 'reference') <> 1) wrong""",
    "the living with an address are in a household, the dead in none": """
        SELECT count(*) FROM demo_citizen
        WHERE (deceased_on IS NULL AND address IS NOT NULL) <> (household IS NOT NULL)""",
    "earlier addresses join without a gap or an overlap": """
        SELECT count(*) FROM demo_citizen c,
          LATERAL (SELECT until, since, lag(since) OVER (ORDER BY place) later FROM (
            SELECT ordinality AS place, (h->>5)::date AS since, (h->>6)::date AS until
            FROM jsonb_array_elements(c.history) WITH ORDINALITY AS e (h, ordinality)) told) joined
        WHERE until <> coalesce(later, c.since) OR until <= joined.since""",
    "who was born here has one birth act, declared within fifteen days": """
        SELECT count(*) FROM (
          SELECT c.digits FROM demo_citizen c LEFT JOIN acts_of a ON a.digits = c.digits
            AND a.kind = 'birth' AND a."on" BETWEEN c.born_on AND c.born_on + 15
          WHERE replaced_by = '' AND birth_country = 'BE'
          GROUP BY c.digits HAVING count(a.digits) <> 1) wrong""",
    "who was born abroad has at most one, made after a foreign act": """
        SELECT count(*) FROM demo_filedact WHERE kind = 'birth'
          AND (status = 'foreign') <> (country <> '')""",
    "who is dead, and nobody else, has a death act": """
        SELECT count(*) FROM (
          SELECT c.digits FROM demo_citizen c LEFT JOIN acts_of a ON a.digits = c.digits
            AND a.kind = 'death'
          WHERE replaced_by = ''
          GROUP BY c.digits, deceased_on
          HAVING (deceased_on IS NOT NULL) <> (count(a.digits) > 0)) wrong""",
    "who is married has one living spouse and their marriage act": """
        SELECT count(*) FROM (
          SELECT c.digits FROM demo_citizen c
          LEFT JOIN (
            SELECT t.digits FROM demo_tie t
            JOIN demo_citizen s ON s.digits = t.other AND s.deceased_on IS NULL
            JOIN acts_of a ON a.digits = t.digits AND a.kind = 'marriage' AND a."on" = t.since
              AND t.other = ANY (a.subjects)
            WHERE t.kind = 'spouse' AND t.until IS NULL) wed ON wed.digits = c.digits
          WHERE replaced_by = '' AND civil_status = 'married' AND deceased_on IS NULL
          GROUP BY c.digits HAVING count(wed.digits) <> 1) wrong""",
    "who was divorced has a divorce act of both": """
        SELECT count(*) FROM demo_tie t WHERE t.kind = 'former_spouse' AND NOT EXISTS (
          SELECT FROM demo_filedact a WHERE a.kind = 'divorce' AND a."on" = t.since
            AND a.subjects @> ARRAY[t.digits::varchar, t.other::varchar])""",
    "nobody is a parent before their twelfth birthday": """
        SELECT count(*) FROM demo_tie t JOIN demo_citizen p ON p.digits = t.digits
        JOIN demo_citizen c ON c.digits = t.other
        WHERE t.kind = 'parent' AND p.born_on + interval '12 years' > c.born_on""",
    "only parents of minors have parental authority": """
        SELECT count(*) FROM demo_tie t JOIN demo_citizen c ON c.digits = t.other
        WHERE t.kind = 'parent' AND t.authority
          AND c.born_on + interval '18 years' <= %(today)s::date""",
    "a replaced number leads to a number in use": """
        SELECT count(*) FROM demo_citizen o LEFT JOIN demo_citizen n ON n.digits = o.replaced_by
        WHERE o.replaced_by <> '' AND n.digits IS NULL""",
    "a changed sex registration has its act, and the birth act shows it": """
        SELECT count(*) FROM (
          SELECT c.digits FROM demo_citizen c LEFT JOIN acts_of a ON a.digits = c.digits
            AND a.shows_sex_change AND a.kind IN ('birth', 'sex_registration_change')
          WHERE replaced_by = '' AND sex_registration_changed AND birth_country = 'BE'
          GROUP BY c.digits HAVING count(a.digits) <> 2) wrong""",
    "an adoption has its act, and the birth act's copy would show the first descent": """
        SELECT count(*) FROM (
          SELECT c.digits FROM demo_citizen c LEFT JOIN acts_of a ON a.digits = c.digits
            AND a.shows_adoption AND a.kind IN ('birth', 'adoption')
          WHERE replaced_by = '' AND adopted
          GROUP BY c.digits HAVING count(a.digits) <> 2) wrong""",
    "statutory cohabitation is mutual": """
        SELECT count(*) FROM demo_citizen c LEFT JOIN demo_citizen p ON p.digits = c.partner
        WHERE c.partner <> '' AND c.replaced_by = '' AND p.partner IS DISTINCT FROM c.digits""",
}  # fmt: skip

#: Who must live in a city that is worth trying things on, and how to count them.
PRESENT: Final = {
    "minors": "born_on > %(today)s::date - interval '18 years' AND deceased_on IS NULL",
    "with an address that is not disclosed": "undisclosed_until >= %(today)s::date",
    "under investigation": "under_investigation",
    "with a BIS number": "substr(digits, 3, 2)::int BETWEEN 61 AND 72",
    "with a changed sex registration": "sex_registration_changed AND replaced_by = ''",
    "with changed first names": "names_changed",
    "adopted": "adopted",
    "widowed": "civil_status = 'widowed'",
    "divorced": "civil_status = 'divorced'",
    "living together by declaration": "partner <> ''",
    "dead": "deceased_on IS NOT NULL",
    "under a replaced number": "replaced_by <> ''",
}
ACTS_PRESENT: Final = {
    "acts on paper": "status = 'not_migrated'",
    "acts made after a foreign one": "status = 'foreign'",
    "recognitions": "kind = 'recognition'",
}


def check(today: date) -> list[Check]:
    """Every sentence with the number of rows that break it; all 0 in a sound city."""
    return [Check(said, count(query, today)) for said, query in INVARIANTS.items()]


def census(today: date) -> dict[str, int]:
    """How many of each kind live here; none of these is 0 in a city worth trying things on."""
    people = {
        said: count(f"SELECT count(*) FROM demo_citizen WHERE {which}", today)  # noqa: S608
        for said, which in PRESENT.items()
    }
    acts = {
        said: count(f"SELECT count(*) FROM demo_filedact WHERE {which}", today)  # noqa: S608
        for said, which in ACTS_PRESENT.items()
    }
    return people | acts


def count(query: str, today: date) -> int:
    """The number that a question gives for a city as of that day."""
    with connection.cursor() as cursor:
        cursor.execute(ACTS_OF + query, {"today": today})
        return int(cursor.fetchone()[0])
