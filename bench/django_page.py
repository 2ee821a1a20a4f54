"""The barer peer of bench/page: one plain Django view that reads rows and puts them into the page given to it.

No session, no rights, no frame made anew for each request: less than the program itself does, and less than any real site. bench/django_site is
the one that does as much. BENCH_FOLDER holds page.html, a template, and
rows.db with its rows.
"""
import os

import django
from django.conf import settings

FOLDER = os.environ["BENCH_FOLDER"]

settings.configure(
    DEBUG=False,
    SECRET_KEY="only for measuring",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=[],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.path.join(FOLDER, "rows.db"), "CONN_MAX_AGE": None}},
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [FOLDER],
    }],
)
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import models  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.urls import path  # noqa: E402


class Member(models.Model):
    name = models.TextField()
    email = models.TextField()
    role = models.TextField()
    seen = models.TextField()
    position = models.IntegerField()

    class Meta:
        app_label = "bench"
        db_table = "member"
        managed = False


def people(request):
    return render(request, "page.html", {"members": Member.objects.order_by("position")})


urlpatterns = [path("people", people)]
application = get_wsgi_application()
