from django.urls import path

from wijkplannen.views import inbreng

urlpatterns = [
    path("wijken/<slug:slug>/wens/", inbreng.wens, name="wens"),
    path("wijken/<slug:slug>/wens/melden/", inbreng.melden, name="wens_melden"),
    path("wijken/<slug:slug>/wens/schrijven/", inbreng.schrijven, name="wens_schrijven"),
    path("wijken/<slug:slug>/wens/bedankt/", inbreng.bedankt, name="wens_bedankt"),
    path("wijkplannen/inbreng/<str:geheim>/", inbreng.bevestigen, name="inbreng_bevestigen"),
]
