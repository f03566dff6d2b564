from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0003_who_guesses_codes"),
    ]

    operations = [
        migrations.AlterField(
            model_name="document",
            name="file_hash",
            field=models.BinaryField(db_index=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(
                condition=Q(("source", "city")),
                fields=("file_hash",),
                name="a_file_of_the_city_is_one_document",
            ),
        ),
    ]
