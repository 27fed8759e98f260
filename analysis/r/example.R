#!/usr/bin/env Rscript
# Rscript example.R SWEEP.nc MEASURE YYYY-MM: mean and standard error by arm and factors, over the replicates.

here <- dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)))
source(file.path(here, "lien_experiment.R"))

asked <- commandArgs(TRUE)
measure <- asked[2]
runs <- read_experiment(asked[1], measure, asked[3])
points <- c("arm", grep("^factor_", names(runs), value = TRUE))
by_point <- function(of) aggregate(runs[measure], runs[points], of)
summary <- by_point(mean)
names(summary)[ncol(summary)] <- "mean"
summary$sem <- by_point(function(x) sd(x) / sqrt(length(x)))[[measure]]
summary$count <- by_point(length)[[measure]]
print(summary[do.call(order, summary[points]), ], row.names = FALSE, digits = 6)
