from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from .models import Invitation, Membership


@login_required
def people(request):
    mine = get_object_or_404(Membership.objects.select_related("partnership"), account=request.user, ended_at=None)
    if mine.role != "administrator":
        raise PermissionDenied
    members = Membership.objects.filter(partnership=mine.partnership, ended_at=None)
    invitations = Invitation.objects.filter(partnership=mine.partnership, used_at=None, ends_at__gt=timezone.now())
    return render(request, "people.html", {
        "mine": mine,
        "sections": settings.SECTIONS,
        "here": "/people",
        "members": members.select_related("account").order_by("account__first_name", "account_id"),
        "invitations": invitations.order_by("-ends_at"),
    })
