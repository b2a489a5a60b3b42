from django.urls import path

from portaal.views import demo, gezond, keten, opendata, partners, publiek, werk, wijken, wijkfoto

app_name = "portaal"

urlpatterns = [
    path("", publiek.home, name="home"),
    path("wijken/", wijken.wijken, name="wijken"),
    path("wijken/<slug:slug>/", wijken.wijk, name="wijk"),
    path("wijken/<slug:slug>/wijkfoto.pdf", wijkfoto.wijkfoto, name="wijkfoto"),
    path("mijn-wijk/", wijken.mijn_wijk, name="mijn_wijk"),
    path("wijkplannen/<slug:slug>/doelen/<uuid:uuid>/", keten.keten, name="keten"),
    path("partners/<slug:slug>/", partners.partner, name="partner"),
    path("werk/", werk.werk, name="werk"),
    path("open-data/", opendata.opendata, name="opendata"),
    path("open-data/catalogus.jsonld", opendata.als_catalogus, name="catalogus"),
    path("over/", publiek.over, name="over"),
    path("toegankelijkheid/", publiek.toegankelijkheid, name="toegankelijkheid"),
    path("privacy/", publiek.privacy, name="privacy"),
    path(".well-known/security.txt", publiek.security_txt, name="security_txt"),
    path("gezond/", gezond.gezond, name="gezond"),
    path("demo/", demo.demo, name="demo"),
    path("demo/inloggen/", demo.inloggen, name="demo_inloggen"),
    path("demo/postvak/", demo.postvak, name="demo_postvak"),
    path("demo/postvak/<uuid:uuid>.pdf", demo.brief, name="demo_brief"),
]
