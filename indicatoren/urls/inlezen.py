from django.urls import path

from indicatoren.views import inleesvragen, inlezen

BASIS = "werk/cijfers/inlezen/"

urlpatterns = [
    path(BASIS, inlezen.imports, name="imports"),
    path(f"{BASIS}bestand/", inlezen.bestand, name="import_bestand"),
    path(f"{BASIS}cijfers-leeg.<slug:vorm>", inlezen.sjabloon, name="import_sjabloon"),
    path(f"{BASIS}cijfers.<slug:vorm>", inlezen.cijfers, name="import_cijfers"),
    path(f"{BASIS}<uuid:uuid>/", inlezen.een_import, name="import"),
    path(f"{BASIS}<uuid:uuid>/kolommen/", inleesvragen.kolommen, name="import_kolommen"),
    path(f"{BASIS}<uuid:uuid>/namen/", inleesvragen.namen, name="import_namen"),
    path(f"{BASIS}<uuid:uuid>/nakijken/", inlezen.nakijken, name="import_nakijken"),
    path(f"{BASIS}<uuid:uuid>/fouten.csv", inlezen.fouten, name="import_fouten"),
    path(f"{BASIS}<uuid:uuid>/inlezen/", inlezen.inlezen, name="import_inlezen"),
    path(f"{BASIS}<uuid:uuid>/weggooien/", inlezen.weggooien, name="import_weggooien"),
    path(f"{BASIS}<uuid:uuid>/terugdraaien/", inlezen.terugdraaien, name="import_terugdraaien"),
]
