from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kiosks", "0002_what_the_pack_tells_of_use")]

    operations = [
        migrations.AddField(
            model_name="device", name="has_reader", field=models.BooleanField(default=False)
        ),
        migrations.AddField(
            model_name="pairing",
            name="heard",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
        migrations.AddConstraint(
            model_name="pairing",
            constraint=models.CheckConstraint(
                condition=models.Q(("heard", ""), ("means", "card"), _connector="OR"),
                name="only_a_card_is_heard_in_a_reader",
            ),
        ),
    ]
