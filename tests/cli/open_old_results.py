"""Opens a kept result in xarray with either engine and compares it with what is written of it in expected.json.

Any difference ends with a sentence and status 1. Usage: open_old_results.py FOLDER NAME
"""

import json
import os
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


def facts(values):
    """What expected.json says of a variable: shape, and for numbers their sum and how many are missing."""
    if values.dtype.kind not in "if":
        return {"shape": list(values.shape), "bytes": sum(len(str(text).encode()) for text in values.ravel())}
    numbers = values.astype(float).ravel()
    return {"shape": list(values.shape), "sum": float(np.nansum(numbers)), "missing": int(np.isnan(numbers).sum())}


def groups(variables):
    return sorted({os.path.dirname(path) for path in variables})


def main(folder, name):
    with open(os.path.join(folder, "expected.json"), encoding="utf-8") as text:
        variables = json.load(text)[name]["variables"]
    for engine in ("netcdf4", "h5netcdf"):
        for group in groups(variables):
            wanted = {os.path.basename(path): fact for path, fact in variables.items() if os.path.dirname(path) == group}
            with xr.open_dataset(os.path.join(folder, name), engine=engine, group=group, decode_times=False) as data:
                check(set(data.variables) == set(wanted), f"{engine}, {group}: {sorted(data.variables)}")
                for key, fact in wanted.items():
                    found = facts(data[key].values)
                    check(found.keys() == fact.keys(), f"{engine}, {group}/{key}: {found}, expected {fact}")
                    for part, value in fact.items():
                        same = np.allclose(found[part], value, rtol=1e-12, atol=0) if part == "sum" else found[part] == value
                        check(same, f"{engine}, {group}/{key}: {part} {found[part]}, expected {value}")


main(sys.argv[1], sys.argv[2])
