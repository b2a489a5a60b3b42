from django.urls import path

from wijkplannen.views import (
    afspraken,
    agenda_ics,
    behandelen,
    bijeenkomsten,
    inbreng,
    inbrengperiode,
    inbrengpost,
)

urlpatterns = [
    path("wijken/<slug:slug>/wens/", inbreng.wens, name="wens"),
    path("wijken/<slug:slug>/wens/melden/", inbreng.melden, name="wens_melden"),
    path("wijken/<slug:slug>/wens/schrijven/", inbreng.schrijven, name="wens_schrijven"),
    path("wijken/<slug:slug>/wens/bedankt/", inbreng.bedankt, name="wens_bedankt"),
    path("wijkplannen/inbreng/<str:geheim>/", inbreng.bevestigen, name="inbreng_bevestigen"),
    path("werk/inbreng/", behandelen.wachtrij, name="inbreng"),
    path("werk/inbreng/samen/", behandelen.samen, name="inbreng_samen"),
    path("werk/inbreng/invoeren/", behandelen.invoeren, name="inbreng_invoeren"),
    path("werk/inbreng/post/", inbrengpost.post, name="inbreng_post"),
    path("werk/inbreng/post/printen/", inbrengpost.printen, name="inbreng_printen"),
    path("werk/inbreng/post/<uuid:uuid>/", inbrengpost.gedaan, name="inbreng_verstuurd"),
    path("werk/inbreng/<uuid:uuid>/", behandelen.een, name="inbreng_een"),
    path("werk/inbreng/<uuid:uuid>/zin/", behandelen.zin, name="inbreng_zin"),
    path(
        "wijkplannen/<slug:slug>/bewerken/inbreng/", inbrengperiode.periode, name="inbreng_periode"
    ),
    path("bijeenkomsten/", bijeenkomsten.lijst, name="bijeenkomsten"),
    path("bijeenkomsten/<uuid:uuid>/", bijeenkomsten.detail, name="bijeenkomst"),
    path("bijeenkomsten/<uuid:uuid>.ics", agenda_ics.bijeenkomst, name="bijeenkomst_ics"),
    path("agenda.ics", agenda_ics.agenda, name="agenda_ics"),
    path("wijken/<slug:slug>/agenda.ics", agenda_ics.wijkagenda, name="wijkagenda_ics"),
    path("werk/bijeenkomsten/", bijeenkomsten.beheer, name="bijeenkomsten_beheer"),
    path("werk/bijeenkomsten/nieuw/", bijeenkomsten.nieuw, name="bijeenkomst_nieuw"),
    path("werk/bijeenkomsten/<uuid:uuid>/", bijeenkomsten.beheren, name="bijeenkomst_beheren"),
    path(
        "werk/bijeenkomsten/<uuid:uuid>/wijzigen/",
        bijeenkomsten.wijzigen,
        name="bijeenkomst_wijzigen",
    ),
    path(
        "werk/bijeenkomsten/<uuid:uuid>/verslag/",
        bijeenkomsten.verslag,
        name="bijeenkomst_verslag",
    ),
    path(
        "werk/bijeenkomsten/<uuid:uuid>/afgelasten/",
        bijeenkomsten.afgelasten,
        name="bijeenkomst_afgelasten",
    ),
    path("werk/bijeenkomsten/<uuid:uuid>/afspraak/", afspraken.nieuw, name="afspraak_nieuw"),
    path("werk/afspraken/<uuid:uuid>/", afspraken.wijzigen, name="afspraak"),
    path(
        "werk/afspraken/<uuid:uuid>/afhandelen/", afspraken.afhandelen, name="afspraak_afhandelen"
    ),
]
