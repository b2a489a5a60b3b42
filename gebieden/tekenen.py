"""Draws areas from the outlines of their buurten; neighbours keep one shared border."""

import math

import numpy as np
import shapely
from shapely.geometry import shape

BREEDTE = 520  # units of the viewBox; a line of a label is 14 high, a letter some 7 wide
REGEL, LETTER = 14, 6.6


def teken(omtrekken, groepen):
    """`omtrekken`: buurt → GeoJSON geometry; `groepen`: area → (label, its buurten).

    Gives area → fields of its Vorm.
    """
    per_code = dict(zip(omtrekken, _op_raster(omtrekken.values()), strict=True))
    vlakken = [
        shapely.coverage_union_all([per_code[code] for code in leden])
        for _, leden in groepen.values()
    ]
    vlakken = shapely.transform(shapely.coverage_simplify(vlakken, 1), np.rint)
    vormen = {}
    for (gebied, (label, leden)), vlak in zip(groepen.items(), vlakken, strict=True):
        middens = shapely.get_coordinates(shapely.centroid([per_code[code] for code in leden]))
        x, y = _plaats(vlak, label.split("|"), np.median(middens, axis=0))
        bbox = [int(grens) for grens in vlak.bounds]
        vormen[gebied] = {
            "pad": _pad(vlak),
            "bbox": bbox,
            "label_x": x,
            "label_y": y,
            "label": label,
        }
    return vormen


def _plaats(vlak, regels, drukte):
    """Middle of the label: inside the area as far as it fits, near where most buurten are."""
    hoog, breed = len(regels) * REGEL // 2, max(map(len, regels)) * LETTER / 2
    koorden = _koorden(vlak)
    plekken = []
    for y in list(koorden)[hoog:-hoog]:
        randen = [koorden[y + dy] for dy in (-hoog, 0, hoog)]
        links, rechts = max(r[0] for r in randen) + breed, min(r[1] for r in randen) - breed
        x = min(max(drukte[0], links), rechts) if links <= rechts else (links + rechts) / 2
        te_breed = max(links - rechts, 0)
        plekken.append((3 * te_breed + abs(x - drukte[0]) + abs(y - drukte[1]), x, y))
    if not plekken:  # lower than its label
        return tuple(int(plek) for plek in np.rint(vlak.representative_point().coords[0]))
    _, x, y = min(plekken)
    return round(x), round(y)


def _koorden(vlak):
    """Height → ends of the longest horizontal line through the area there."""
    links, boven, rechts, onder = vlak.bounds
    hoogten = range(int(boven), int(onder) + 1)
    lijnen = shapely.linestrings([[(links, y), (rechts, y)] for y in hoogten])
    koorden = {}
    for y, stukken in zip(hoogten, shapely.intersection(lijnen, vlak), strict=True):
        x0, _, x1, _ = max(shapely.get_parts(stukken), key=shapely.length).bounds
        koorden[y] = x0, x1
    return koorden


def _op_raster(omtrekken):
    """Degrees to units: a degree of longitude is shorter here, and y runs down."""
    alles = shapely.geometrycollections([shape(omtrek) for omtrek in omtrekken])
    west, zuid, oost, noord = alles.bounds
    smal = math.cos(math.radians((zuid + noord) / 2))
    schaal = BREEDTE / ((oost - west) * smal)
    return shapely.get_parts(
        shapely.transform(
            alles, lambda c: np.column_stack([(c[:, 0] - west) * smal, noord - c[:, 1]]) * schaal
        )
    )


def _pad(vlak):
    ringen = [ring for deel in shapely.get_parts(vlak) for ring in (deel.exterior, *deel.interiors)]
    return " ".join(
        "M" + " L".join(f"{x:.0f},{y:.0f}" for x, y in ring.coords[:-1]) + "Z" for ring in ringen
    )
