"""The sequence that numbers editions, and the one row that says which edition holds now."""

from django.db import migrations

FORWARD = """
CREATE SEQUENCE places_edition_numbers AS bigint;
INSERT INTO places_edition (id, number) VALUES (1, nextval('places_edition_numbers'));
"""

BACK = """
DELETE FROM places_edition;
DROP SEQUENCE places_edition_numbers;
"""


class Migration(migrations.Migration):
    dependencies = [("places", "0001_places_and_their_hours")]

    operations = [migrations.RunSQL(FORWARD, BACK)]
