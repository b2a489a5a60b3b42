from django.urls import path

from wijkplannen.views import organisatie, organisatieverslag, seintjes

urlpatterns = [
    path("werk/organisatie/", organisatie.organisatie, name="organisatie"),
    path("werk/organisatie/overdragen/", organisatie.overdragen, name="overdragen"),
    path("werk/organisatie/verslag/", organisatieverslag.verslag, name="organisatie_verslag"),
    path("werk/organisatie/verslag.docx", organisatieverslag.docx, name="organisatie_docx"),
    path("werk/organisatie/verslag.pdf", organisatieverslag.pdf, name="organisatie_pdf"),
    path("werk/organisatie/verslag.xlsx", organisatieverslag.xlsx, name="organisatie_xlsx"),
    path("werk/seintjes/", seintjes.seintjes, name="seintjes"),
    path("werk/seintjes/<uuid:uuid>/gebeld/", seintjes.gebeld, name="seintje_gebeld"),
    path("wijkplannen/seintje/<str:geheim>/", seintjes.seintje, name="seintje"),
]
