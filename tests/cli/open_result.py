"""Opens the result of `lien run scenarios/mini.toml --seed 5` as a scientist would.

Any difference ends with a sentence and status 1. Usage: open_result.py FILE
"""

import subprocess
import sys

try:
    import h5netcdf  # noqa: F401
    import netCDF4  # noqa: F401
    import numpy as np
    import pandas as pd
    import xarray as xr
except ImportError as missing:
    sys.exit(f"this test needs python3-xarray, python3-h5netcdf and python3-netcdf4: {missing}")

ATTRIBUTES = ["scenario", "seed", "source_hash", "compiler", "libraries", "content_digest", "run_identity"]
LABELS = {"epci", "epci_name", "commune", "commune_name", "survey", "pattern", "pattern_meaning", "pattern_why_not"}


def check(condition, sentence):
    if not condition:
        sys.exit(sentence)


def check_root(path, engine):
    with xr.open_dataset(path, engine=engine) as data:
        check(dict(data.sizes) == {"time": 337, "epci": 1, "commune": 20, "year": 29, "survey": 6,
                                   "pattern": 42, "life_month": 155, "wait_year": 61},
              f"{engine}: sizes {dict(data.sizes)}")
        ends = ["2007-12-31"] + [str(d.date()) for d in pd.date_range("2008-01-31", "2035-12-31", freq="M")]
        check([str(d)[:10] for d in data.time.values] == ends, f"{engine}: dates {data.time.values}")
        check(list(data.month.values) == list(range(-1, 336)), f"{engine}: months {data.month.values}")
        check(list(data.year.values) == list(range(2007, 2036)), f"{engine}: years {data.year.values}")
        for name, variable in data.variables.items():
            check(variable.attrs.get("long_name"), f"{engine}: {name} has no long_name")
            units = variable.attrs.get("units") or variable.encoding.get("units")
            check(units or name in LABELS, f"{engine}: {name} has no units")
        check(data.mean_trust.dims == ("time",), f"{engine}: axes of mean_trust {data.mean_trust.dims}")
        by_epci = [n for n in data.variables if data[n].dims == ("time", "epci")]
        by_commune = [n for n in data.variables if data[n].dims == ("year", "commune")]
        check("epci_partnerships" in by_epci and by_commune, f"{engine}: {by_epci}, {by_commune}")
        verdicts = data.pattern_verdict.attrs["flag_meanings"].split()
        check(verdicts == ["hit", "miss", "not_scored", "not_reached"], f"{engine}: verdicts {verdicts}")
        # One EPCI is the whole perimeter: its series must be the perimeter's.
        np.testing.assert_array_equal(data.epci_partnerships.values[:, 0], data.partnerships.values)
        check(bool((data.mean_trust > 0).all() & (data.mean_trust < 1).all()), f"{engine}: mean_trust")
        check(list(data.epci.values) == ["200069185"], f"{engine}: {data.epci.values}")
        check("Apcher" in str(data.epci_name.values[0]), f"{engine}: {data.epci_name.values}")
        for attribute in ATTRIBUTES:
            check(str(data.attrs.get(attribute, "")) != "", f"{engine}: attribute {attribute} is missing")
        check(int(data.attrs["seed"]) == 5, f"{engine}: seed {data.attrs['seed']}")
        check("[run]\n" in data.attrs["scenario"], f"{engine}: scenario {data.attrs['scenario'][:80]}")
        for attribute in ("source_hash", "content_digest", "run_identity"):
            check(len(data.attrs[attribute]) == 64, f"{engine}: {attribute} {data.attrs[attribute]}")
        return {name: data[name].values for name in data.variables}


def check_parameters(path, engine):
    with xr.open_dataset(path, engine=engine, group="parameters") as data:
        values = dict(zip(data.parameter.values, data.value.values))
        check(values["run.seed"] == "5", f"{engine}: run.seed {values['run.seed']}")
        check(len(values) > 100 and len(values) == data.sizes["parameter"], f"{engine}: {len(values)} parameters")
        for name in ("unit", "meaning", "evidence"):
            check(all(data[name].values), f"{engine}: a parameter without {name}")


def main(path):
    contents = []
    for engine in ("netcdf4", "h5netcdf"):
        contents.append(check_root(path, engine))
        check_parameters(path, engine)
    for name, values in contents[0].items():
        check(np.array_equal(values, contents[1][name], equal_nan=values.dtype.kind == "f"),
              f"the engines read different values of {name}")
    dump = subprocess.run(["ncdump", "-h", path], capture_output=True, text=True, check=False)
    check(dump.returncode == 0, f"ncdump: {dump.stderr}")
    for words in ("time = UNLIMITED ; // (337 currently)", "float epci_partnerships(time, epci) ;",
                  "group: parameters {", ":content_digest = "):
        check(words in dump.stdout, f"ncdump does not say {words!r}")


main(sys.argv[1])
