"""The fuller peer of bench/page: the same page as an ordinary Django project makes it.

What `django-admin startproject` of Django 3.2 gives stands as it gives it (settings.py says where not): middleware, database sessions, users,
context processors. What the program does for the page is done in Django's usual ways: who is signed in and what they may do, the rows and the
invitations through the ORM, a template that extends a frame and includes its parts. BENCH_FOLDER holds the templates, made by bench/peers.mjs
from the program's own page, and the database, made by prepare.py.
"""
