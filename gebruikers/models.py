import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from gebieden.models import Gebied
from gebruikers.querysets import AanstellingQuerySet


class Rol(models.TextChoices):
    """Roles of city staff. Roles of partners and foundations are in `partners.Lidmaatschap`."""

    GEBIEDSMANAGER = "gebiedsmanager", "Gebiedsmanager"
    ONDERZOEKER = "onderzoeker", "Onderzoeker"
    BELEID = "beleid", "Beleidsadviseur"
    VAKAFDELING = "vakafdeling", "Vakafdeling"
    FUNCTIONEEL = "functioneel", "Functioneel beheerder"


class GebruikerManager(BaseUserManager):
    def create_user(self, email, password=None, **velden):
        """A person with an account; without password only the mailed code opens the door."""
        gebruiker = self.model(email=self.normalize_email(email).lower(), **velden)
        if password:
            gebruiker.set_password(password)
        else:
            gebruiker.set_unusable_password()
        gebruiker.save(using=self._db)
        return gebruiker

    def create_superuser(self, email, password, **velden):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **velden)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class Gebruiker(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField("e-mailadres")
    naam = models.CharField(max_length=120)
    is_active = models.BooleanField("actief", default=True)
    is_staff = models.BooleanField("mag in /beheer/", default=False)
    is_voorbeeld = models.BooleanField(default=False)
    toegevoegd_op = models.DateTimeField(auto_now_add=True)

    objects = GebruikerManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["naam"]

    class Meta:
        ordering = ["naam"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="gebruiker_email_uniek",
                violation_error_message="Er is al een account met dit e-mailadres.",
            ),
        ]

    def __str__(self):
        return self.naam or self.email

    def get_full_name(self):
        return self.naam

    def get_short_name(self):
        return self.naam.split(" ")[0] if self.naam else self.email


@pghistory.track()
class Aanstelling(models.Model):
    """A role at the city for a period; only a gebiedsmanager's hangs on an area.

    A deputy is an Aanstelling of their own with dates, that names whom they replace.
    """

    gebruiker = models.ForeignKey(Gebruiker, models.PROTECT, related_name="aanstellingen")
    rol = models.CharField(max_length=16, choices=Rol)
    gebied = models.ForeignKey(
        Gebied, models.PROTECT, related_name="aanstellingen", null=True, blank=True
    )
    periode = DateRangeField()
    vervangt = models.ForeignKey(
        "self", models.PROTECT, related_name="vervangers", null=True, blank=True
    )
    verleend_door = models.ForeignKey(
        Gebruiker, models.PROTECT, related_name="verleende_aanstellingen", null=True, blank=True
    )

    objects = AanstellingQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "aanstellingen"
        constraints = [
            models.CheckConstraint(
                name="aanstelling_gebied_hoort_bij_gebiedsmanager",
                condition=Q(rol="gebiedsmanager", gebied__isnull=False)
                | (~Q(rol="gebiedsmanager") & Q(gebied__isnull=True)),
                violation_error_message="Kies een wijk bij een gebiedsmanager, en alleen daar.",
            ),
            ExclusionConstraint(
                name="aanstelling_niet_dubbel",
                expressions=[
                    (F("gebruiker"), RangeOperators.EQUAL),
                    (F("rol"), RangeOperators.EQUAL),
                    (F("gebied"), RangeOperators.EQUAL),
                    (F("periode"), RangeOperators.OVERLAPS),
                ],
            ),
            ExclusionConstraint(
                name="aanstelling_zonder_gebied_niet_dubbel",
                expressions=[
                    (F("gebruiker"), RangeOperators.EQUAL),
                    (F("rol"), RangeOperators.EQUAL),
                    (F("periode"), RangeOperators.OVERLAPS),
                ],
                condition=Q(gebied__isnull=True),
            ),
        ]

    def __str__(self):
        waar = f" van {self.gebied}" if self.gebied_id else ""
        return f"{self.gebruiker}: {self.get_rol_display()}{waar}"
