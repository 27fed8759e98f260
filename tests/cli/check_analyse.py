"""Compares `lien analyse --json` with the estimators written out in numpy. Usage: check_analyse.py LIEN

Any difference ends with a sentence and status 1. Works in the present folder.
"""

import json
import subprocess
import sys

try:
    import numpy as np
    from scipy.stats import qmc, rankdata
except ImportError as missing:
    sys.exit(f"this test needs python3-scipy: {missing}")

lien = sys.argv[1]
random = np.random.default_rng(7)


def check(condition, sentence):
    if not condition:
        sys.exit(sentence)


def write(name, header, table, form="%.17g"):
    np.savetxt(name, table, delimiter=",", header=",".join(header), comments="", fmt=form)


def analyse(method, *options):
    command = [lien, "analyse", "--design", "X.csv", "--results", "Y.csv", "--method", method, "--json", *options]
    done = subprocess.run(command, capture_output=True, text=True)
    check(done.returncode == 0, f"{command}: {done.stderr}")
    return json.loads(done.stdout)


def near(found, expected, what, tolerance=1e-10):
    found, expected = np.asarray(found, dtype=float), np.asarray(expected, dtype=float)
    check(np.abs(found - expected).max() < tolerance, f"{what}: {found}, expected {expected}")


def values(block, name):
    return [factor[name]["estimate"] for factor in block["factors"]]


def model(x):
    """Two outputs that are neither linear nor additive, of three factors in units of their own."""
    u = (x - low) / (high - low)
    return np.column_stack([np.sin(6 * u[:, 0]) + 5 * u[:, 1] * u[:, 2] + u[:, 2] ** 3, np.exp(u[:, 0] - 2 * u[:, 1])])


names = ["depth", "slope", "share"]
low, high = np.array([-5.0, 100.0, 0.0]), np.array([5.0, 4000.0, 1e-3])
d = len(names)


def scaled(u):
    return low + u * (high - low)


# Sobol', in every order of rows; formulas as in SALib's sobol.py.
base = 256
both = random.random((base, 2 * d))
a, b = scaled(both[:, :d]), scaled(both[:, d:])
ab, ba = [a.copy() for _ in names], [b.copy() for _ in names]
for i in range(d):
    ab[i][:, i], ba[i][:, i] = b[:, i], a[:, i]
orders = {
    "blocks A, A_B^1 … A_B^3, B": np.vstack([a, *ab, b]),
    "A, A_B^1 … A_B^3, B of each base row": np.stack([a, *ab, b], axis=1).reshape(-1, d),
    "blocks A, B, A_B^1 … A_B^3": np.vstack([a, b, *ab]),
    "blocks A, A_B^1 … A_B^3, B_A^1 … B_A^3, B": np.vstack([a, *ab, *ba, b]),
    "A, A_B^1 … A_B^3, B_A^1 … B_A^3, B of each base row": np.stack([a, *ab, *ba, b], axis=1).reshape(-1, d),
}
for order, x in orders.items():
    write("X.csv", names, x)
    write("Y.csv", ["benefit", "cost"], model(x))
    found = analyse("sobol", "--seed", "3")
    check(found["design"]["order"] == order, f"order {found['design']['order']}, expected {order}")
    check("factors" not in found, "factors of two outputs at the top")
    for k, block in enumerate(found["outputs"]):
        fa, fb = model(a)[:, k], model(b)[:, k]
        mean, variance = np.r_[fa, fb].mean(), np.r_[fa, fb].var()
        # SALib centres by the mean of all rows; products of first order depend on it.
        centre = model(x)[:, k].mean()
        fab, fba = [model(m)[:, k] for m in ab], [model(m)[:, k] for m in ba]
        first = [np.mean((fb - centre) * (fab[i] - fa)) / variance for i in range(d)]
        near(values(block, "first"), first, f"first order, {order}")
        near(values(block, "total"), [np.mean((fa - fab[i]) ** 2) / 2 / variance for i in range(d)], "total")
        near(block["variance"]["estimate"], variance, "variance")
        for pair in block.get("pairs", []):
            i, j = (names.index(name) for name in pair["factors"])
            shared = np.mean((fba[i] - centre) * (fab[j] - centre) - (fa - centre) * (fb - centre)) / variance
            near(pair["second"]["estimate"], shared - first[i] - first[j], "second order")
    check(("pairs" in found["outputs"][0]) == ("B_A" in order), "indices of pairs")

# Morris, on a grid of six levels.
trajectories, levels = 30, 6
rows = []
for _ in range(trajectories):
    level = random.integers(0, levels, d)
    rows.append(level / (levels - 1))
    for i in random.permutation(d):
        level[i] += levels // 2 if level[i] < levels // 2 else -(levels // 2)
        rows.append(level / (levels - 1))
u = np.array(rows)
write("X.csv", names, scaled(u))
write("Y.csv", ["benefit"], model(scaled(u))[:, :1])
found = analyse("morris", "--range", "depth=-5:5", "--range", "share=0:0.001")
y = model(scaled(u))[:, 0].reshape(trajectories, d + 1)
step = np.diff(u.reshape(trajectories, d + 1, d), axis=1)
effects = (np.diff(y, axis=1)[:, :, None] / np.where(step == 0, np.inf, step)).sum(axis=1)
check(found["factors"] == found["outputs"][0]["factors"], "factors of the only output are not at the top")
near(values(found, "mu"), effects.mean(axis=0), "mu", 1e-8)
near(values(found, "mu_star"), np.abs(effects).mean(axis=0), "mu_star", 1e-8)
near(values(found, "sigma"), effects.std(axis=0, ddof=1), "sigma", 1e-8)

# Partial rank correlation, with ties, through residuals of a fit.
x = scaled(qmc.LatinHypercube(d, seed=4).random(300))
x[:, 1] = np.round(x[:, 1], -3)
y = model(x)[:, 0] + random.normal(size=300)
write("X.csv", names, x)
write("Y.csv", ["benefit", *names], np.column_stack([np.round(y, 1), x]))
found = analyse("prcc")
ranks = np.column_stack([rankdata(column) for column in x.T])
of_y = rankdata(np.round(y, 1))
for i in range(d):
    others = np.column_stack([np.ones(300), np.delete(ranks, i, axis=1)])
    left = [v - others @ np.linalg.lstsq(others, v, rcond=None)[0] for v in (ranks[:, i], of_y)]
    near(values(found, "prcc")[i], np.corrcoef(left)[0, 1], names[i])

# Replicates either way round: the same figures.
y = np.round(model(x)[:, :1] + random.normal(size=(300, 4)), 6)
tables = [
    np.column_stack([np.tile([1, 2, 3, 4], 300), y.reshape(-1)]),
    np.column_stack([np.repeat([1, 2, 3, 4], 300), y.T.reshape(-1)]),
]
reports = []
for table in tables:
    write("Y.csv", ["replicate", "benefit"], table, "%.10g")
    reports.append(analyse("prcc"))
check(reports[0] == reports[1], "the order of replicates changes the analysis")
within = y.var(axis=1, ddof=1).mean()
centred = y - y.mean(axis=0)
expected = centred.var(axis=1, ddof=1).mean() / (centred**2).mean()
near(reports[0]["outputs"][0]["noise_share"], expected, "noise", 1e-8)
