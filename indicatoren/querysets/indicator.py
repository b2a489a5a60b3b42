from django.contrib.postgres.aggregates import ArrayAgg
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import JSONObject


class IndicatorQuerySet(models.QuerySet):
    def in_te_lezen(self):
        """Those whose figures come in through files: what we compute ourselves nobody types."""
        return self.filter(berekening="")

    def voor_reeksen(self):
        """With the source, `definitiejaren`, and `akkoord`: who agreed to words about the target,
        and when; None as long as not both did.
        """
        akkoorden = self.model._meta.get_field("woordakkoorden").related_model.objects
        akkoord = akkoorden.filter(
            indicator=OuterRef("pk"),
            ingetrokken_op__isnull=True,
            onderzoeker__isnull=False,
            beleid__isnull=False,
        ).values(
            json=JSONObject(
                onderzoeker="onderzoeker__naam",
                onderzoeker_op="onderzoeker_op",
                beleid="beleid__naam",
                beleid_op="beleid_op",
            )
        )
        return self.select_related("bron").annotate(
            akkoord=Subquery(akkoord),
            definitiejaren=ArrayAgg(
                "definities__vanaf_jaar",
                filter=Q(definities__isnull=False),
                order_by="definities__vanaf_jaar",
                default=[],
            ),
        )
