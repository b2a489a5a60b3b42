"""Every address in full; what is literal comes before the addresses of one plan."""

from wijkplannen.urls import (
    bewerken,
    inbreng,
    plannen,
    publiek,
    samen,
    verantwoorden,
    volgen,
)

app_name = "wijkplannen"

urlpatterns = [
    *plannen.urlpatterns,
    *verantwoorden.urlpatterns,
    *volgen.urlpatterns,
    *inbreng.urlpatterns,
    *samen.urlpatterns,
    *bewerken.urlpatterns,
    *publiek.urlpatterns,
]
