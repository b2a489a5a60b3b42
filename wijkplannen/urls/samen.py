from django.urls import path

from wijkplannen.views import kijklinks, opmerkingen, planpartners, toezeggingen, voorstellen

urlpatterns = [
    path("wijkplannen/meekijken/<str:geheim>/", kijklinks.kijklink, name="kijklink"),
    path(
        "wijkplannen/<slug:slug>/bewerken/opmerkingen/", opmerkingen.gesprekken, name="gesprekken"
    ),
    path(
        "wijkplannen/<slug:slug>/bewerken/opmerkingen/<uuid:uuid>/",
        opmerkingen.opmerkingen,
        name="opmerkingen",
    ),
    path(
        "wijkplannen/<slug:slug>/bewerken/opmerkingen/<uuid:uuid>/oplossen/",
        opmerkingen.oplossen,
        name="opmerking_oplossen",
    ),
    path(
        "wijkplannen/<slug:slug>/bewerken/opmerkingen/<uuid:uuid>/heropenen/",
        opmerkingen.heropenen,
        name="opmerking_heropenen",
    ),
    path(
        "wijkplannen/<slug:slug>/bewerken/voorstellen/bij/<uuid:uuid>/",
        voorstellen.nieuw,
        name="voorstel_nieuw",
    ),
    path(
        "wijkplannen/<slug:slug>/bewerken/voorstellen/<uuid:uuid>/",
        voorstellen.voorstel,
        name="voorstel",
    ),
    path(
        "wijkplannen/<slug:slug>/bewerken/voorstellen/<uuid:uuid>/afwijzen/",
        voorstellen.afwijzen,
        name="voorstel_afwijzen",
    ),
    path(
        "wijkplannen/<slug:slug>/bewerken/voorstellen/<uuid:uuid>/intrekken/",
        voorstellen.intrekken,
        name="voorstel_intrekken",
    ),
    path(
        "wijkplannen/<slug:slug>/bewerken/partners/", planpartners.planpartners, name="planpartners"
    ),
    path(
        "wijkplannen/<slug:slug>/bewerken/partners/<slug:partner>/beeindigen/",
        planpartners.beeindigen,
        name="planpartner_beeindigen",
    ),
    path(
        "wijkplannen/<slug:slug>/bewerken/partners/<slug:partner>/vragen/",
        planpartners.vragen,
        name="planpartner_vragen",
    ),
    path(
        "wijkplannen/<slug:slug>/bewerken/partners/<slug:partner>/toezegging/<uuid:uuid>/",
        toezeggingen.toezegging,
        name="toezegging",
    ),
    path("wijkplannen/<slug:slug>/bewerken/kijklinks/", kijklinks.kijklinks, name="kijklinks"),
    path(
        "wijkplannen/<slug:slug>/bewerken/kijklinks/<uuid:uuid>/intrekken/",
        kijklinks.intrekken,
        name="kijklink_intrekken",
    ),
]
