"""A PDF is compressed already: trying again at each store and at each seal takes milliseconds."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("documents", "0004_a_register_may_give_the_same_bytes_twice")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE documents_content ALTER COLUMN pdf SET STORAGE EXTERNAL",
            "ALTER TABLE documents_content ALTER COLUMN pdf SET STORAGE EXTENDED",
        )
    ]
