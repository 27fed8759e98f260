"""Opens the file of sample_result.hpp as a scientist would; any difference ends with a sentence and status 1.

Usage: open_in_python.py FILE
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


def check(condition, sentence):
    if not condition:
        sys.exit(sentence)


def check_root(path, engine):
    with xr.open_dataset(path, engine=engine) as data:
        check(dict(data.sizes) == {"time": 24, "epci": 2, "quantile": 3}, f"{engine}: sizes {dict(data.sizes)}")
        check(data.quantiles.dims == ("time", "epci", "quantile"), f"{engine}: axes {data.quantiles.dims}")
        check(data.trust.dims == ("time", "epci"), f"{engine}: axes {data.trust.dims}")
        check("quantile" not in data.variables, f"{engine}: a dimension without labels shows as variable")
        check(set(data.coords) == {"time", "epci"}, f"{engine}: coordinates {set(data.coords)}")
        dates = [str(d)[:10] for d in data.time.values[[0, 1, 12, 23]]]
        check(dates == ["2008-01-31", "2008-02-29", "2009-01-31", "2009-12-31"], f"{engine}: dates {dates}")
        check(data.month.dtype == np.int32 and list(data.month.values) == list(range(24)), f"{engine}: month")
        check(data.trust.attrs["units"] == "probability", f"{engine}: units {data.trust.attrs}")
        check(data.trust.attrs["long_name"] == "what trust means", f"{engine}: {data.trust.attrs}")
        check(data.trust.dtype == np.float32 and data.trust.isnull().sum() == 1, f"{engine}: missing values")
        check(bool(data.trust.isnull()[0, 1]), f"{engine}: the missing value is elsewhere")
        check(np.isclose(float(data.trust.sel(time="2009-12-31")[0]), 0.73), f"{engine}: value by date")
        check(list(data.epci.values) == ["Clermont Auvergne Métropole", "Œuvre d'Ambert"], f"{engine}: {data.epci}")
        check(np.isclose(float(data.quantiles[23, 1, 2]), 23.625), f"{engine}: {data.quantiles[23]}")
        check(int(data.actors) == 71234 and data.actors.dims == (), f"{engine}: {data.actors}")
        check(str(data.scenario.values) == '[run]\nname = "référence"', f"{engine}: {data.scenario.values}")
        check_attributes(data.attrs, engine)


def check_attributes(attributes, engine):
    check(attributes["title"] == "Confiance entre communes : été à Égliseneuve", f"{engine}: {attributes}")
    check(attributes["Conventions"] == "CF-1.10" and attributes["empty"] == "", f"{engine}: {attributes}")
    check(attributes["seed"] == 42 and attributes["largest"] == 2**40, f"{engine}: {attributes}")
    check(list(attributes["years"]) == [2008, 2014], f"{engine}: {attributes}")
    check(list(attributes["bounds"]) == [0.5, 1.5] and attributes["share"] == 0.5, f"{engine}: {attributes}")
    check(list(attributes["submodels"]) == ["rencontres", "réputation"], f"{engine}: {attributes}")


def check_groups(path, engine):
    with xr.open_dataset(path, engine=engine, group="communes") as data:
        check(data.ties.dims == ("time", "commune"), f"{engine}: axes {data.ties.dims}")
        dates = [str(d)[:10] for d in data.time.values]
        check(dates == ["2008-12-31", "2009-12-31"], f"{engine}: dates in a group {dates}")
        check(list(data.commune.values) == ["63113", "15014", "43157", "03185"], f"{engine}: {data.commune.values}")
        check(list(data.name.values)[2:] == ["Le Puy-en-Velay", ""], f"{engine}: {data.name.values}")
        missing = np.argwhere(data.ties.isnull().values).tolist()
        check(missing == [[0, 3], [1, 2]], f"{engine}: missing values {missing}")
        check(data.weight.dims == ("epci",), f"{engine}: the outer dimension is {data.weight.dims}")
        check(bool(data.level.isnull()[1, 3]) and data.level.isnull().sum() == 1, f"{engine}: {data.level.values}")
        check(data.level.attrs["flag_values"].dtype == np.int8, f"{engine}: {data.level.attrs}")
        check(float(data.ties.sel(commune="43157")[0]) == 3.0, f"{engine}: value by commune")
    with xr.open_dataset(path, engine=engine, group="communes/detail") as data:
        check(data.share.dims == ("commune", "rank"), f"{engine}: axes {data.share.dims}")


def check_header(path):
    header = subprocess.run(["ncdump", "-h", path], capture_output=True, text=True, check=True).stdout
    for line in [
        "time = UNLIMITED ; // (24 currently)",
        "float trust(time, epci) ;",
        "trust:_FillValue = NaNf ;",
        'trust:long_name = "what trust means" ;',
        "string epci(epci) ;",
        "double quantiles(time, epci, quantile) ;",
        "int actors ;",
        ':title = "Confiance entre communes : été à Égliseneuve" ;',
        "group: communes {",
        "byte level(time, commune) ;",
        "level:_FillValue = -1b ;",
        "group: detail {",
    ]:
        check(line in header, f"ncdump -h does not show: {line}\n{header}")
    order = [header.index(name) for name in ("\ttime = ", "\tepci = ", "\tquantile = ")]
    check(order == sorted(order), f"ncdump -h shows the dimensions in another order\n{header}")


def main():
    path = sys.argv[1]
    check_header(path)
    for engine in ("netcdf4", "h5netcdf"):
        check_root(path, engine)
        check_groups(path, engine)
    print("opened by ncdump, netcdf4 and h5netcdf")


main()
