from django.db import migrations, models
from django.db.models.functions import MD5, Cast


class Migration(migrations.Migration):
    dependencies = [
        ("registers", "0003_what_stands_out_and_what_is_contested"),
    ]

    operations = [
        migrations.AddField(
            model_name="purpose",
            name="digest",
            field=models.GeneratedField(
                db_persist=True,
                expression=MD5(Cast("definition", models.TextField())),
                output_field=models.TextField(),
            ),
        ),
    ]
