#!/usr/bin/env python3
"""What scipy, statsmodels and R's survival make of stored data: tests/data/statistics/oracle.json.

usage: oracle.py            prints the file anew
Needs Debian's python3-scipy, python3-statsmodels, python3-pandas and r-cran-survival.
"""
import json
import subprocess
import sys

import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy import special, stats
from statsmodels.duration.hazard_regression import PHReg
from statsmodels.duration.survfunc import SurvfuncRight, survdiff
from statsmodels.formula.api import ols
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import TTestPower
from statsmodels.stats.weightstats import DescrStatsW

CONFIDENCE = 0.95


def samples():
    """Paired differences of several shapes, from a seed: what numpy draws is stored with the answers."""
    rng = np.random.default_rng(20080101)
    skewed = rng.exponential(1.0, 60) - 0.8
    return {
        "twelve": np.round(rng.normal(0.4, 1.0, 12), 6),
        "sixteen": np.round(rng.normal(0.02, 0.01, 16), 8),
        "tied": np.array([0, 1, -1, 2, 2, -3, 0, 1, 4, 5, -2, 3, 1, 0, 6, 2.5, -1, 2], dtype=float),
        "skewed": np.round(skewed, 6),
        "fifty": np.round(rng.normal(-0.1, 1.0, 50), 6),
        "large_offset": 1e6 + np.round(rng.normal(0.0, 1e-2, 20), 5),
    }


def t_tests(x):
    described = DescrStatsW(x)
    interval = described.tconfint_mean(1 - CONFIDENCE)
    two, less, greater = (stats.ttest_1samp(x, 0, alternative=a) for a in ("two-sided", "less", "greater"))
    return {"t": two.statistic, "p": two.pvalue, "p_less": less.pvalue, "p_greater": greater.pvalue,
            "low": interval[0], "high": interval[1]}


def wilcoxon(x):
    answers = {"normal_p": stats.wilcoxon(x, mode="approx", correction=False).pvalue}
    sizes = np.abs(x)
    if len(np.unique(sizes)) == len(x) and len(x) <= 50 and not (x == 0).any():
        answers["exact_p"] = stats.wilcoxon(x, mode="exact").pvalue
    return answers


def equivalence(x):
    margin = 0.5 * x.std(ddof=1)
    p, above, below = DescrStatsW(x).ttost_mean(-margin, margin)
    return {"margin": margin, "p": p, "p_above_low": above[1], "p_below_high": below[1]}


def effect(x):
    m = len(x) - 1
    correction = np.exp(special.gammaln(m / 2) - special.gammaln((m - 1) / 2)) / np.sqrt(m / 2)
    dz = x.mean() / x.std(ddof=1)
    return {"dz": dz, "gz": correction * dz}


class GivenIndices(np.random.Generator):
    """Hands the bootstrap the positions that the test computes as well."""

    def __init__(self):
        super().__init__(np.random.PCG64(0))

    def integers(self, low, high=None, size=None, **_):
        b, k = np.indices(size) + 1
        return (7919 * b * k + 104729 * b * b + 1299709 * k * k * k) % 1000003 % high


def bootstraps(x):
    answers = {}
    for name, statistic in (("mean", np.mean), ("sd", lambda v, axis: np.std(v, axis=axis, ddof=1))):
        found = stats.bootstrap((x,), statistic, n_resamples=599, method="BCa", vectorized=True,
                                confidence_level=CONFIDENCE, random_state=GivenIndices())
        answers[name] = [found.confidence_interval.low, found.confidence_interval.high]
    return answers


def sizes():
    power = TTestPower()
    rows = [{"dz": d, "n": n, "alpha": a, "power": power.power(d, n, a, df=n - 1)}
            for d, n, a in ((0.5, 16, 0.05), (0.2, 128, 0.05), (1.0, 8, 0.01), (0.8, 2, 0.05), (3.0, 3, 0.05))]

    def least(deviation, half_width):
        n = 2
        while stats.t.ppf(0.975, n - 1) * deviation / np.sqrt(n) > half_width:
            n += 1
        return n

    precision = [{"deviation": d, "half_width": h, "n": least(d, h)}
                 for d, h in ((1, 0.5), (1, 0.1), (0.01, 0.003), (1, 100))]
    wanted = [{"dz": d, "power": p, "n": int(np.ceil(power.solve_power(d, power=p, alpha=0.05)))}
              for d, p in ((0.5, 0.8), (0.2, 0.9), (0.35, 0.8), (1.1, 0.95))]
    return {"power": rows, "precision": precision, "for_power": wanted}


def page():
    rng = np.random.default_rng(3)
    small = np.round(rng.normal(size=(6, 4)) + 0.3 * np.arange(4), 4)
    large = np.round(rng.normal(size=(12, 5)) + 0.2 * np.arange(5), 4)
    tied = np.array([[1, 2, 2, 4], [2, 2, 1, 3], [1, 1, 5, 5], [0, 1, 2, 3.0]])
    answers = []
    for values, methods in ((small, ("exact", "asymptotic")), (large, ("exact", "asymptotic")),
                            (tied, ("asymptotic",))):
        for method in methods:
            found = stats.page_trend_test(values, method=method)
            answers.append({"values": values.tolist(), "method": method, "L": found.statistic, "p": found.pvalue})
    return answers


def anova():
    rng = np.random.default_rng(5)
    levels = [3, 2, 2, 5]
    a, b, c, r = (i.ravel() for i in np.indices(levels))
    y = np.round(0.5 * a + 0.3 * b * c + 0.4 * r + rng.normal(size=a.size), 6)
    frame = pd.DataFrame({"a": a, "b": b, "c": c, "r": r, "y": y})
    tables = {}
    for name, formula in (("plain", "C(a, Sum) * C(b, Sum) * C(c, Sum)"),
                          ("blocked", "C(a, Sum) * C(b, Sum) + C(c, Sum) + C(r, Sum)")):
        for kind in (2, 3):
            table = sm.stats.anova_lm(ols(f"y ~ {formula}", frame).fit(), typ=kind)
            rows = {}
            for index, row in table.iterrows():
                if index == "Intercept":
                    continue
                key = "residual" if index == "Residual" else "".join(ch for ch in index.replace("C(", "").replace(
                    ", Sum)", "") if ch in "abcr")
                rows[key] = [row["sum_sq"], row["df"], row["F"], row["PR(>F)"]]
            tables[f"{name}{kind}"] = {k: [v if np.isfinite(v) else None for v in row] for k, row in rows.items()}
    return {"levels": levels, "values": y.tolist(), "tables": tables}


def correlations():
    rng = np.random.default_rng(7)
    x = rng.normal(size=24)
    y = np.round(0.4 * x + rng.normal(size=24), 6)
    x = np.round(x, 6)
    r = stats.pearsonr(x, y)
    interval = r.confidence_interval(CONFIDENCE)
    z = (np.arctanh(0.3) - np.arctanh(0.1)) / np.sqrt(1 / 97 + 1 / 57)
    return {"x": x.tolist(), "y": y.tolist(), "r": r.statistic, "low": interval.low, "high": interval.high,
            "equal": {"r1": 0.3, "n1": 100, "r2": 0.1, "n2": 60, "p": 2 * stats.norm.sf(abs(z))}}


R_CODE = r"""
library(survival)
say <- function(name, values) cat(name, sprintf("%.17g", as.numeric(values)), "\n")
v <- veteran[veteran$trt %in% c(1, 2), ]
say("time", v$time); say("status", v$status); say("trt", v$trt); say("karno", v$karno); say("age", v$age)
say("cell", as.integer(v$celltype))
s <- survfit(Surv(time, status) ~ 1, v, conf.type = "log-log")
ended <- s$n.event > 0
say("km_time", s$time[ended]); say("km_risk", s$n.risk[ended]); say("km_surv", s$surv[ended])
say("km_error", (s$std.err * s$surv)[ended]); say("km_low", s$lower[ended]); say("km_high", s$upper[ended])
say("km_median", summary(s)$table["median"])
for (g in c("trt", "celltype")) {
  d <- survdiff(as.formula(paste("Surv(time, status) ~", g)), v)
  say(paste0("rank_", g, "_observed"), d$obs); say(paste0("rank_", g, "_expected"), d$exp)
  say(paste0("rank_", g, "_chi"), d$chisq)
  say(paste0("rank_", g, "_p"), pchisq(d$chisq, length(d$obs) - 1, lower.tail = FALSE))
}
c <- coxph(Surv(time, status) ~ trt + karno + age, v, ties = "efron", control = coxph.control(eps = 1e-14))
say("cox_coef", coef(c)); say("cox_var", vcov(c)); say("cox_loglik", c$loglik)
say("cox_p", summary(c)$coefficients[, 5]); say("cox_ci", exp(confint(c)))
"""


def survival():
    lines = subprocess.run(["Rscript", "--vanilla", "-e", R_CODE], check=True, capture_output=True,
                           text=True).stdout
    answers = {}
    for line in lines.splitlines():
        name, *values = line.split()
        answers[name] = [float(v) if v not in ("NA", "NaN") else None for v in values]
    time, status = np.array(answers["time"]), np.array(answers["status"])
    curve = SurvfuncRight(time, status)
    chi, p = survdiff(time, status, np.array(answers["trt"]))
    design = np.column_stack([answers["trt"], answers["karno"], answers["age"]])
    # statsmodels stops its search early, so that its coefficients agree with R's to about six figures only.
    fit = PHReg(time, design, status=status, ties="efron").fit()
    answers["statsmodels"] = {"km_surv": curve.surv_prob[curve.n_events > 0].tolist(),
                              "km_error": [e if np.isfinite(e) else None
                                           for e in curve.surv_prob_se[curve.n_events > 0]],
                              "rank_chi": chi, "rank_p": p, "cox_coef": fit.params.tolist()}
    return answers


def looks():
    """Chance to stay within the bounds of the four looks of lien test, by Genz's integration of the normal law."""
    fractions = np.array([16, 32, 64, 128]) / 128
    answers = []
    for constant, drift in ((1.978, 0.0), (2.2, 0.0), (1.978, 2.5)):
        cover = np.sqrt(np.minimum.outer(fractions, fractions) / np.maximum.outer(fractions, fractions))
        bound = constant / np.sqrt(fractions)
        stays = stats.multivariate_normal.cdf(bound, drift * np.sqrt(fractions), cover, maxpts=20_000_000,
                                              abseps=1e-10, releps=1e-10, lower_limit=-bound)
        answers.append({"constant": constant, "drift": drift, "stays": float(stays)})
    return answers


def main():
    answers = {"samples": {}}
    for name, x in samples().items():
        answers["samples"][name] = {"values": x.tolist(), "t_test": t_tests(x), "wilcoxon": wilcoxon(x),
                                    "equivalence": equivalence(x), "effect": effect(x), "bca": bootstraps(x)}
    p = [0.01, 0.04, 0.03, 0.005, 0.5, 0.04, 1.0]
    answers["holm"] = {"p": p, "adjusted": multipletests(p, method="holm")[1].tolist()}
    answers.update({"sizes": sizes(), "page": page(), "anova": anova(), "correlation": correlations(),
                    "survival": survival(), "looks": looks()})
    json.dump(answers, sys.stdout, indent=1, default=float)
    print()


if __name__ == "__main__":
    main()
