#!/usr/bin/python3
"""python3 example.py SWEEP.nc MEASURE YYYY-MM: mean and standard error by arm and factors, over the replicates."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from lien_experiment import read, tidy

path, measure, month = sys.argv[1:]
runs = read(path)
table = tidy(runs, measure, month)
points = ["arm", *(name for name in table if name.startswith("factor_"))]
summary = table.groupby(points)[measure].agg(["mean", "sem", "count"])
print(f"{runs.title}: {runs[measure].long_name}, {month}")
print(summary.to_string(float_format=lambda number: f"{number:.6g}"))
