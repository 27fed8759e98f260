"""Reads the gathered file of an experiment (lien gather) into labelled data.

    from lien_experiment import read, tidy
    runs = read("sweep.nc")                                    # xarray: point, replicate, time
    table = tidy(runs, "partnerships", "2020-12")              # pandas: a row a run
"""

import xarray as xr


def read(path):
    """All runs, opened lazily; arms and factors are coordinates of the points."""
    runs = xr.open_dataset(path)
    return runs.set_coords(["arm", *(name for name in runs if name.startswith("factor_"))])


def tidy(runs, measure, month=None):
    """A row a run that is done: arm, factors, replicate, and the measure (at the end of a month "YYYY-MM", or of all)."""
    kept = runs[measure].where(runs["run_status"] == 2)
    if month is not None:
        kept = kept.sel(time=month).squeeze("time", drop=True)
    return kept.to_dataframe().dropna(subset=[measure]).reset_index()
