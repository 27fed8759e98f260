"""Compares designs of Lien with scipy.stats.qmc. Any difference ends with a sentence and status 1.

The folder must hold sobol.bin, halton.bin (float64, [point][dimension]) and latin.bin ([design][point][dimension]),
and shapes.json, which says how large they are.
"""

import json
import sys

try:
    import numpy as np
    from scipy.stats import qmc
except ImportError as missing:
    sys.exit(f"this test needs python3-scipy: {missing}")


def check(condition, sentence):
    if not condition:
        sys.exit(sentence)


with open("shapes.json", encoding="utf-8") as text:
    shapes = json.load(text)


def read(name):
    return np.fromfile(f"{name}.bin").reshape(shapes[name])


# Element 0, the corner, is left out of ours.
for name, engine in (("sobol", qmc.Sobol), ("halton", qmc.Halton)):
    ours = read(name)
    points, dimensions = ours.shape
    theirs = engine(dimensions, scramble=False).random(points + 1)[1:]
    apart = np.argwhere(ours != theirs)
    check(apart.size == 0, f"{name}: {len(apart)} coordinates differ, the first at {apart[:1].tolist()}")

# Random Latin hypercubes of either origin: the means of their discrepancies agree. False alarm: 6.8e-6.
ours = np.array([qmc.discrepancy(design) for design in read("latin")])
random = np.random.default_rng(1)
designs, points, dimensions = shapes["latin"]
theirs = np.array([qmc.discrepancy(qmc.LatinHypercube(dimensions, seed=random).random(points)) for _ in range(designs)])
error = np.sqrt(ours.var(ddof=1) / designs + theirs.var(ddof=1) / designs)
check(abs(ours.mean() - theirs.mean()) < 4.5 * error, f"discrepancy {ours.mean()}, of scipy {theirs.mean()} +- {error}")
independent = np.mean([qmc.discrepancy(random.random((points, dimensions))) for _ in range(designs)])
check(ours.mean() < 0.9 * independent, f"discrepancy {ours.mean()} is no better than {independent} of random points")
