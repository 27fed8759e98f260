#!/usr/bin/env python3
"""Derive the data tables of this folder from the upstream tables. Standard library only.

    python3 scenarios/data/derive.py UPSTREAM_FOLDER

UPSTREAM_FOLDER holds france_communes.csv, massif_central_communes.csv, france_epci.csv,
france_departements.csv, france_needs_proxies.csv and raw/geometry_cog2026.csv (see SOURCES.md).
The five csv are written next to this script; the same input gives the same bytes.
"""
import csv
import math
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
MASSIF = "06"  # code of the Massif central
CENTRE_LEVEL = 2  # a commune is a centre from this centrality on
NEEDS = {"n01": "n01_emploi", "n02": "n02_dev_economique", "n03": "n03_niveau_de_vie",
         "n04": "n04_pauvrete", "n07": "n07_vieillissement", "n08": "n08_isolement",
         "n09": "n09_culture_loisirs", "n11": "n11_sante", "n13": "n13_mobilite"}
STAFF_10P = ("etab2014_10_49", "etab2014_50_199", "etab2014_200p")


def read(path):
    with open(path, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def write(name, rows):
    with open(HERE / name, "w", encoding="utf-8", newline="") as f:
        w = csv.DictWriter(f, list(rows[0]), lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
        w.writeheader()
        w.writerows(rows)
    print(f"{name}: {len(rows)} rows, {(HERE / name).stat().st_size} bytes")


def total(rows, column):
    return sum(int(r[column]) for r in rows)


def by_key(rows, key):
    out = {r[key]: r for r in rows}
    assert len(out) == len(rows), f"duplicate {key}"
    return out


class Centres:
    """Nearest centre in the Lambert-93 plane (km), by rings of square cells; ties: lower code."""
    CELL = 20.0

    def __init__(self, points):
        self.cells = {}
        for code, x, y in points:
            self.cells.setdefault(self.cell(x, y), []).append((code, x, y))

    def cell(self, x, y):
        return math.floor(x / self.CELL), math.floor(y / self.CELL)

    def nearest(self, x, y):
        a, b = self.cell(x, y)
        best, ring = (math.inf, ""), 0
        while best[0] > (ring - 1) * self.CELL:  # nothing in a further ring can be as near
            for i in range(a - ring, a + ring + 1):
                step = 1 if abs(i - a) == ring else max(1, 2 * ring)
                for j in range(b - ring, b + ring + 1, step):
                    for code, cx, cy in self.cells.get((i, j), ()):
                        best = min(best, (math.hypot(cx - x, cy - y), code))
            ring += 1
        return best[1]


def main(upstream):
    source = read(upstream / "france_communes.csv")
    needs = by_key(read(upstream / "france_needs_proxies.csv"), "insee")
    geometry = by_key(read(upstream / "raw" / "geometry_cog2026.csv"), "insee")
    upstream_massif = by_key(read(upstream / "massif_central_communes.csv"), "insee")
    assert set(needs) == set(geometry) == set(by_key(source, "insee"))

    overseas = {r["insee"] for r in source if len(r["dep"]) == 3}
    for r in source:  # Lambert-93 and centrality are given in metropolitan France, and only there
        assert (r["insee"] in overseas) == (r["x_l93_km"] == "") == (r["centralite"] == "")
    centres = Centres((r["insee"], float(r["x_l93_km"]), float(r["y_l93_km"])) for r in source
                      if int(r["centralite"] or 0) >= CENTRE_LEVEL)

    def commune(r):
        k = r["insee"]
        if k in overseas:
            centre = ""  # no overseas commune has a centrality, so none has a centre
        elif int(r["centralite"]) >= CENTRE_LEVEL:
            centre = k
        else:
            centre = centres.nearest(float(r["x_l93_km"]), float(r["y_l93_km"]))
        return {
            "insee": k, "name": r["nom"], "department": r["dep"], "region": r["reg"], "epci": r["epci"],
            "massif": r["massif"], "population": r["pop2023"],
            "longitude": f"{float(r['lon']):.5f}", "latitude": f"{float(r['lat']):.5f}",
            "x_km": r["x_l93_km"], "y_km": r["y_l93_km"], "altitude_m": geometry[k]["alt_etopo5_m"],
            "centrality": r["centralite"] or "0", "density": r["densite7"], "centre": centre,
            "establishments_1_9": r["etab2014_1_9"] or "0",
            "establishments_10p": sum(int(r[c] or 0) for c in STAFF_10P),
            **{short: needs[k][long] for short, long in NEEDS.items()}}

    france = sorted((commune(r) for r in source), key=lambda r: r["insee"])
    massif = [r for r in france if r["massif"] == MASSIF]

    epci = sorted(({"epci": r["epci"], "name": r["nom"], "type": r["type"], "region": r["reg"],
                    "population": r["pop2023"], "population_massif": r["pop2023_mc"],
                    "communes": r["n_communes"], "communes_massif": r["n_communes_mc"]}
                   for r in read(upstream / "france_epci.csv")), key=lambda r: r["epci"])
    epci_massif = [r for r in epci if int(r["communes_massif"])]
    departments = sorted(({"department": r["dep"], "name": r["nom"], "region": r["reg"], "region_name": r["nom_reg"]}
                          for r in read(upstream / "france_departements.csv")), key=lambda r: r["department"])

    # Checks: counts and totals
    assert (len(france), total(france, "population")) == (34875, 68350798)
    assert (len(massif), total(massif, "population")) == (3935, 3945402)
    assert (len(epci), len(epci_massif), len(departments)) == (1255, 188, 101)
    assert (total(massif, "establishments_1_9"), total(massif, "establishments_10p")) == (69593, 14604)
    # Checks: codes and links between the tables
    codes = by_key(france, "insee")
    assert all(len(k) == 5 for k in codes) and all(len(k) == 9 for k in by_key(epci, "epci"))
    assert {r["insee"] for r in massif} == set(upstream_massif)
    assert {r["epci"] for r in massif} == {r["epci"] for r in epci_massif}
    assert {r["department"]: r["region"] for r in france} == {r["department"]: r["region"] for r in departments}
    assert [r["insee"] for r in france if not r["epci"]] == ["22016", "29083", "29155", "85113"]
    for e in epci:
        e["check"] = [0, 0, 0, 0]
    sums = by_key(epci, "epci")
    for r in (r for r in france if r["epci"]):
        inside, people = r["massif"] == MASSIF, int(r["population"])
        sums[r["epci"]]["check"] = [a + b for a, b in zip(
            sums[r["epci"]]["check"], (people, inside * people, 1, inside))]
    for e in epci:
        assert e.pop("check") == [int(e[c]) for c in ("population", "population_massif", "communes", "communes_massif")]
    # Checks: values
    for r in france:
        centre = codes.get(r["centre"])
        assert (centre is None) == (r["insee"] in overseas)
        assert centre is None or int(centre["centrality"]) >= CENTRE_LEVEL
        assert r["centrality"] in "01234" and r["density"] in "1234567" and int(r["population"]) >= 0
        assert all(r[n] == "" or 0 <= float(r[n]) <= 1 for n in NEEDS)
    for r in massif:
        assert all(r[c] != "" for c in r), r["insee"]
        assert r["altitude_m"] == upstream_massif[r["insee"]]["alt_etopo5_m"]

    write("communes_france.csv", france)
    write("communes_massif_central.csv", massif)
    write("epci_france.csv", epci)
    write("epci_massif_central.csv", epci_massif)
    write("departments.csv", departments)
    # Check: the file of the Massif is made of lines of the file of France, in the same order
    lines = (HERE / "communes_france.csv").read_bytes().splitlines()
    kept = set((HERE / "communes_massif_central.csv").read_bytes().splitlines())
    assert [x for x in lines if x in kept] == (HERE / "communes_massif_central.csv").read_bytes().splitlines()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
