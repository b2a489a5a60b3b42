"""A plan that is alive: answers of partners, what they say of it, meetings, wishes and what was
learned, around the example plan of Amersfoort-Zuid. All of it invented, through the verbs.
"""

import json
from datetime import date, datetime, time, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from berichten.brieven import stuk_als_pdf
from buurtbudget.actions.doelen import koppel_initiatieven, stand
from buurtbudget.models import Aanvraag
from gebruikers.models import Gebruiker
from kern.stukken import Alinea, Stuk
from partners.models import Partner
from portaal.demo.mensen import adres
from portaal.demo.schrijver import GEGEVENS, Schrijver, moment, uuid_van
from wijkplannen.actions import bijeenkomsten, inbreng, samen
from wijkplannen.actions.documenten import voeg_document_toe
from wijkplannen.actions.inbrengperiode import zet_periode
from wijkplannen.actions.inplannen import plan_in
from wijkplannen.actions.leerpunten import voeg_leerpunt_toe
from wijkplannen.actions.toezeggingen import zeg_toe
from wijkplannen.actions.voorstellen import stel_voor
from wijkplannen.inhoud import agendastand
from wijkplannen.models import Activiteit, Doel, Inzet, Wijkplan

ZUID = "amersfoort-zuid-2026"


def laad():
    plan = Wijkplan.objects.get(slug=ZUID)
    if plan.leerpunten.exists():
        return
    inhoud = json.loads((GEGEVENS / "voorbeelden" / "leven.json").read_text())
    leven = _Leven(plan)
    for onderdeel, velden in inhoud.items():
        getattr(leven, onderdeel)(velden)
    leven.inbrengperiode(timezone.localdate())
    leven.gepland()


class _Leven:
    """Each method plays one part of the file; the people are Samira Bos and, of the GGD, Emre."""

    def __init__(self, plan):
        self.plan, self.schrijver = plan, Schrijver(plan, _wie("Samira Bos"))
        self.samira, self.emre = _wie("Samira Bos"), _wie("Emre Aydin")

    def bevestigd(self, sleutels):
        for sleutel in sleutels:
            activiteit = Activiteit.objects.get(uuid=uuid_van(sleutel))
            zeg_toe(activiteit, antwoord="bevestigd", door=self.emre, nu=moment(date(2026, 5, 4)))

    def afgewezen(self, velden):
        activiteit = Activiteit.objects.get(uuid=uuid_van(velden["activiteit"]))
        deelname = activiteit.deelnames.get(partner__slug=velden["partner"])
        zeg_toe(deelname, antwoord="afgewezen", reden=velden["reden"], door=self.samira)
        samen.nodig_uit(self.plan, Partner.objects.get(slug="scholen"), door=self.samira)

    def inbrengperiode(self, vandaag):
        self.plan.refresh_from_db()
        van, tot = vandaag - timedelta(days=30), vandaag + timedelta(days=120)
        zet_periode(self.plan, versie=self.plan.versie, van=van, tot=tot)

    def opmerkingen(self, rijen):
        for rij in rijen:
            opmerking = samen.plaats_opmerking(
                self.plan,
                self._onderdeel(rij["onderdeel"]),
                uuid=self.schrijver.uuid("opmerking", rij["onderdeel"]),
                tekst=rij["tekst"],
                door=self.emre,
            )
            if rij["opgelost"]:
                samen.los_op(opmerking, door=self.samira)

    def voorstel(self, velden):
        blok = self._onderdeel(velden["onderdeel"])
        stel_voor(
            self.plan,
            blok,
            uuid=self.schrijver.uuid("voorstel", velden["onderdeel"]),
            versie=blok.versie,
            velden={velden["veld"]: velden["wordt"]},
            toelichting=velden["toelichting"],
            door=self.emre,
        )

    def leerpunten(self, rijen):
        for nr, rij in enumerate(rijen):
            uuid = self.schrijver.uuid("leerpunt", nr)
            voeg_leerpunt_toe(self.plan, uuid=uuid, door=self.samira, is_voorbeeld=True, **rij)

    def document(self, velden):
        van = date.fromisoformat(velden["van"])
        pdf = stuk_als_pdf(Stuk(velden["titel"], [Alinea(velden["samenvatting"])]), dag=van)
        voeg_document_toe(
            self.plan,
            uuid=self.schrijver.uuid("document", "wijkavond"),
            bestand=ContentFile(pdf, name="verslag.pdf"),
            door=self.samira,
            is_toegankelijk=True,
            **velden | {"van": van},
        )

    def bijeenkomsten(self, rijen):
        for rij in rijen:
            dag = _dag(rij)
            velden = {naam: rij[naam] for naam in ("titel", "plaats", "omschrijving")}
            bijeenkomst = bijeenkomsten.maak_bijeenkomst(
                self.plan.gebied,
                uuid=self.schrijver.uuid("bijeenkomst", rij["sleutel"]),
                door=self.samira,
                plan=self.plan,
                begin=_uur(dag, 19),
                einde=_uur(dag, 21),
                verslag=rij.get("verslag", ""),
                inbreng_open=rij.get("inbreng_open", False),
                is_voorbeeld=True,
                **velden,
            )
            for afspraak in rij["afspraken"]:
                self._afspraak(bijeenkomst, **afspraak)

    def _afspraak(
        self, bijeenkomst, sleutel, voor, partner="", activiteit="", antwoord="", **velden
    ):
        rij = bijeenkomsten.voeg_afspraak_toe(
            bijeenkomst,
            uuid=self.schrijver.uuid("afspraak", sleutel),
            door=self.samira,
            voor=date.fromisoformat(voor),
            partner=Partner.objects.filter(slug=partner).first(),
            **velden,
        )
        if activiteit or antwoord:
            bijeenkomsten.handel_afspraak_af(
                rij,
                versie=rij.versie,
                door=self.samira,
                inzet=self._inzet(activiteit) if activiteit else None,
                antwoord=antwoord,
            )

    def inbreng(self, rijen):
        for rij in rijen:
            self._inbreng(rij)

    def _inbreng(self, rij):
        op_papier = rij["bron"] != "web"
        wens = inbreng.dien_in(
            self.plan.gebied,
            uuid=self.schrijver.uuid("inbreng", rij["sleutel"]),
            tekst=rij["tekst"],
            bron=rij["bron"],
            kanaal="mail" if "mail" in rij else "",
            wie={"email": rij["mail"], "naam": "Een bewoner"} if "mail" in rij else None,
            ingevoerd_door=self.samira if op_papier else None,
            nu=moment(_dag(rij)),
            plan=self.plan,
            is_voorbeeld=True,
        )
        if rij.get("bevestigd"):
            inbreng.bevestig(wens)
        if "antwoord" in rij:
            self._behandel(wens, rij)

    def _behandel(self, wens, rij):
        velden = {"versie": wens.versie, "door": self.samira, "antwoord": rij["antwoord"]}
        velden |= {"openbare_tekst": rij["openbaar"], "nu": moment(_dag(rij) + timedelta(5))}
        if doel := rij.get("koppel", {}).get("doel"):
            inbreng.koppel(wens, doel=self._onderdeel(f"doel:{doel}"), **velden)
        elif activiteit := rij.get("koppel", {}).get("activiteit"):
            inbreng.koppel(wens, inzet=self._inzet(activiteit), **velden)
        else:
            inbreng.beantwoord(wens, **velden)

    def initiatieven(self, velden):
        """Plans of residents of Nieuwland at a goal of its plan."""
        plan = Wijkplan.objects.get(slug=f"{velden['wijk']}-2026")
        doel = Doel.objects.get(uuid=Schrijver(plan, self.samira).uuid("doel", velden["doel"]))
        keuzes = Aanvraag.objects.te_koppelen(doel)
        gekozen = keuzes.filter(titel__in=velden["titels"]).values_list("nummer", flat=True)
        koppel_initiatieven(doel, nummers=set(gekozen), gelezen=stand(keuzes), door=self.samira)

    def gepland(self):
        """The open changes of the frame go online next week."""
        self.plan.refresh_from_db()
        wachtend = Inzet.objects.van_plan(self.plan).lopend().nog_niet_online()
        plan_in(
            self.plan,
            uuid=self.schrijver.uuid("gepland", "derde"),
            op=_uur(timezone.localdate() + timedelta(9), 9),
            versie=self.plan.versie,
            agenda=agendastand(wachtend),
            wat_veranderd="Nieuwe buren leren elkaar binnen een half jaar kennen.",
            door=self.samira,
        )

    def _onderdeel(self, sleutel):
        soort, naam = sleutel.split(":")
        onderdelen = {"doel": self.plan.doelen, "blok": self.plan.blokken}[soort]
        return onderdelen.get(uuid=self.schrijver.uuid(soort, naam))

    def _inzet(self, sleutel):
        return Inzet.objects.get(uuid=self.schrijver.uuid("inzet", sleutel))


def _wie(naam):
    return Gebruiker.objects.get(email=adres(naam))


def _dag(rij):
    """A day of the file, or so many days after the first loading."""
    if "over" in rij:
        return timezone.localdate() + timedelta(rij["over"])
    return date.fromisoformat(rij["dag"])


def _uur(dag, uur):
    return timezone.make_aware(datetime.combine(dag, time(uur)))
