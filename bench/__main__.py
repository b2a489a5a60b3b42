"""What speed costs here, as ratios of one run, in a database that is thrown away afterwards.

python -m bench inlezen [rows]       a file of figures against plain COPY
python -m bench paginas [figures]    pages over many figures against the same over few
"""

import os
import sys
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from amersfoort_wijken.embedded import servers


def main(soort, *grootte):
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "amersfoort_wijken.settings",
        "SECRET_KEY": "alleen-voor-de-bench",
        "DEMO": "1",
    }
    var = Path(os.environ.get("VAR") or Path(__file__).resolve().parent.parent / "var")
    var.mkdir(parents=True, exist_ok=True)
    with (
        TemporaryDirectory(prefix="bench-", dir=var) as map_,
        servers(Path(map_), duurzaam=False),
    ):
        os.environ["DATABASE_URL"] = os.environ["DATABASE_OWNER_URL"]
        rijen = _meet(soort, *map(int, grootte))
    breedtes = [max(map(len, kolom)) for kolom in zip(*rijen, strict=True)]
    for rij in rijen:
        print("  ".join(cel.ljust(breed) for cel, breed in zip(rij, breedtes, strict=True)))


def _meet(soort, *grootte):
    import django  # noqa: PLC0415  the settings read the address that was just set
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    call_command("migrate", verbosity=0)
    return import_module(f"bench.{soort}").meet(*grootte)


if __name__ == "__main__":
    main(*sys.argv[1:])
