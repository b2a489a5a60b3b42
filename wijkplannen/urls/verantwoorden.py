from django.urls import path

from wijkplannen.views import meenemen, verslag

urlpatterns = [
    path("wijkplannen/<slug:slug>/voortgang/", verslag.voortgang_plan, name="voortgang_plan"),
    path("wijkplannen/<slug:slug>/voortgang.docx", verslag.voortgang_docx, name="voortgang_docx"),
    path("wijkplannen/<slug:slug>/voortgang.html", verslag.voortgang_html, name="voortgang_html"),
    path("wijkplannen/<slug:slug>/plan.pdf", meenemen.plan_pdf_vandaag, name="plan_pdf"),
    path("wijkplannen/<slug:slug>/plan.xlsx", meenemen.plan_xlsx, name="plan_xlsx"),
    path(
        "wijkplannen/<slug:slug>/versies/<int:nummer>/plan.pdf",
        meenemen.versie_pdf,
        name="versie_pdf",
    ),
]
