from django.urls import path

from indicatoren.views import bronnen, definities, indicatoren, metingen, streefwaarden, woorden

EEN = "werk/cijfers/indicatoren/<slug:slug>/"
BRON = "werk/cijfers/bronnen/<slug:sleutel>/"

urlpatterns = [
    path("werk/cijfers/", indicatoren.werk, name="werk"),
    path("werk/cijfers/indicatoren/nieuw/", indicatoren.nieuw, name="indicator_nieuw"),
    path(EEN, indicatoren.indicator, name="indicator"),
    path(EEN + "wijzigen/", indicatoren.wijzigen, name="indicator_wijzigen"),
    path(EEN + "weghalen/", indicatoren.weghalen, name="indicator_weghalen"),
    path(EEN + "herkomst/", indicatoren.herkomst, name="herkomst"),
    path(EEN + "uitleg/nieuw/", definities.nieuw, name="definitie_nieuw"),
    path(EEN + "uitleg/<int:jaar>/", definities.wijzigen, name="definitie"),
    path(EEN + "uitleg/<int:jaar>/weghalen/", definities.weghalen, name="definitie_weghalen"),
    path(EEN + "streefwaarden/", streefwaarden.streefwaarden, name="streefwaarden"),
    path(EEN + "cijfers/", metingen.cijfers, name="cijfers"),
    path(EEN + "cijfers/<int:gebied>/<int:jaar>/", metingen.cijfer, name="cijfer"),
    path(EEN + "woorden/", woorden.woorden, name="woorden"),
    path("werk/cijfers/woorden/", woorden.lijst, name="woordenlijst"),
    path("werk/cijfers/bronnen/", bronnen.bronnen, name="bronnen"),
    path("werk/cijfers/bronnen/nieuw/", bronnen.nieuw, name="bron_nieuw"),
    path(BRON, bronnen.wijzigen, name="bron"),
    path(BRON + "peilingen/nieuw/", bronnen.peiling_nieuw, name="peiling_nieuw"),
    path(BRON + "peilingen/<int:jaar>/", bronnen.peiling, name="peiling"),
]
