"""Opens the snapshots of a result in xarray with either engine, and in ncdump.

The run is one of mini.toml with snapshots of 2008-01 and 2015-09 (and the whole history, so that the series
can be compared). Any difference ends with a sentence and status 1. Usage: open_snapshots.py FILE
"""

import subprocess
import sys

try:
    import h5netcdf  # noqa: F401
    import netCDF4  # noqa: F401
    import numpy as np
    import xarray as xr
except ImportError as missing:
    sys.exit(f"this test needs python3-xarray, python3-h5netcdf and python3-netcdf4: {missing}")

MONTHS = {"2008-01": "2008-01-31", "2015-09": "2015-09-30"}


def check(condition, sentence):
    if not condition:
        sys.exit(sentence)


def names(variable):
    """The category of each value."""
    meanings = dict(zip(np.atleast_1d(variable.attrs["flag_values"]), variable.attrs["flag_meanings"].split()))
    return np.array([meanings[value] for value in variable.values])


def check_month(path, engine, root, month):
    def table(name):
        return xr.open_dataset(path, engine=engine, group=f"snapshots/{month}/{name}")

    where = f"{engine}, {month}"
    with table("actors") as actors, table("ties") as ties, table("partnerships") as partnerships:
        for data, dimension in ((actors, "actor"), (ties, "tie"), (partnerships, "partnership")):
            check(list(data.dims) == [dimension], f"{where}: dimensions {data.dims}")
            check(data.attrs["month"] == month and data.attrs["date"] == MONTHS[month], f"{where}: {data.attrs}")
            check(data.attrs["format_version"] == 1, f"{where}: {data.attrs}")
            for name, variable in data.variables.items():
                check(variable.dims == (dimension,), f"{where}: axes of {name} {variable.dims}")
                check(variable.attrs.get("long_name"), f"{where}: {name} has no long_name")
                check(variable.attrs.get("units"), f"{where}: {name} has no units")
                check(variable.dtype.kind in "if", f"{where}: {name} is of type {variable.dtype}")
        check(bool((np.diff(actors.actor.values) > 0).all()), f"{where}: uids do not rise")
        for ends in (ties, partnerships):
            check(set(np.append(ends.low, ends.high)) <= set(actors.actor.values), f"{where}: unknown members")
            check(bool((ends.low < ends.high).all()), f"{where}: low is not below high")
        np.testing.assert_array_equal(ties.low[partnerships.tie.values], partnerships.low)
        np.testing.assert_array_equal(ties.alliance[partnerships.tie.values], partnerships.type)
        check(int((ties.alliance > 0).sum()) == partnerships.sizes["partnership"], f"{where}: partnerships")
        check_against_series(actors, ties, partnerships, root.sel(time=MONTHS[month]), root, where)
        return {(name, key): data[key].values for name, data in
                (("actors", actors), ("ties", ties), ("partnerships", partnerships)) for key in data.variables}


def check_against_series(actors, ties, partnerships, series, root, where):
    """What the measures of the month say can be counted in the snapshot."""
    kind = names(actors.kind)
    for name, measure in (("company10", "companies10"), ("tpe", "tpe"), ("association", "associations")):
        check((kind == name).sum() == series[measure], f"{where}: {measure}")
    check(((kind == "catalyst") & (actors.active.values == 1)).sum() == series.catalysts, f"{where}: catalysts")
    check(ties.sizes["tie"] == series.contacts, f"{where}: contacts")
    check(partnerships.sizes["partnership"] == series.partnerships + series.public_partnerships,
          f"{where}: partnerships")
    trust = (ties.trust_low.astype(float) + ties.trust_high.astype(float)).mean() / 2
    check(abs(float(trust) - float(series.mean_trust)) < 1e-6, f"{where}: mean trust {float(trust)}")
    mecenat = (names(partnerships.type) == "mecenat").sum()
    check(mecenat == series.mecenat_partnerships, f"{where}: {mecenat} of the type mecenat")
    check(int(actors.commune_index.max()) < root.sizes["commune"], f"{where}: commune_index")
    of_commune = root.commune_epci.values[actors.commune_index.values]
    np.testing.assert_array_equal(of_commune, actors.epci_index)
    engaged = (actors.partnerships.values > 0)[kind == "association"].mean()
    check(abs(engaged - float(series.association_engaged_share)) < 1e-12, f"{where}: engaged {engaged}")


def main(path):
    for month in MONTHS:
        read = []
        for engine in ("netcdf4", "h5netcdf"):
            with xr.open_dataset(path, engine=engine) as root:
                read.append(check_month(path, engine, root, month))
        for key, values in read[0].items():
            check(np.array_equal(values, read[1][key]), f"the engines read different values of {key}")
    dump = subprocess.run(["ncdump", "-v", "/snapshots/2015-09/ties/low", path], capture_output=True, text=True,
                          check=False)
    check(dump.returncode == 0, f"ncdump: {dump.stderr}")
    for words in ("group: snapshots {", "group: partnerships {", "byte kind(actor) ;", " low = "):
        check(words in dump.stdout, f"ncdump does not say {words!r}")


main(sys.argv[1])
