"""python3 -m django_site.prepare: makes the database from BENCH_FOLDER/rows.json, signs the first administrator in and prints the cookie."""
import datetime
import json
import os

import django
from django.core.management import call_command

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "django_site.settings")
django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from django_site import settings  # noqa: E402
from django_site.models import Membership, Partnership  # noqa: E402


def moment(text):
    """"30 November 2026 at 22:31", or none."""
    try:
        return timezone.make_aware(datetime.datetime.strptime(text, "%d %B %Y at %H:%M"))
    except ValueError:
        return None


def main():
    with open(os.path.join(settings.FOLDER, "rows.json"), encoding="utf-8") as file:
        site = json.load(file)
    call_command("migrate", run_syncdb=True, verbosity=0)
    with transaction.atomic():
        partnership = Partnership.objects.create(name=site["place"], is_demonstration=True)
        for row in site["rows"]:
            account = User.objects.create(id=row["id"], username=row["email"], email=row["email"], first_name=row["name"])
            Membership.objects.create(partnership=partnership, account=account, role=row["role"].lower(), seen_at=moment(row["seen"]))
    client = Client()
    client.force_login(User.objects.get(email=site["email"]))
    print("sessionid=" + client.cookies["sessionid"].value)


main()
