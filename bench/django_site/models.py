from django.contrib.auth.models import User
from django.db import models


class Partnership(models.Model):
    name = models.CharField(max_length=200)
    is_demonstration = models.BooleanField(default=False)


class Membership(models.Model):
    ROLES = [(name.lower(), name) for name in ("Administrator", "Planner", "Analyst", "Approver", "Contributor", "Viewer")]

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE)
    account = models.ForeignKey(User, on_delete=models.CASCADE)
    role = models.CharField(max_length=20, choices=ROLES)
    seen_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        unique_together = [("partnership", "account")]


class Invitation(models.Model):
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE)
    name = models.CharField(max_length=200)
    email = models.CharField(max_length=200)
    role = models.CharField(max_length=20, choices=Membership.ROLES)
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
