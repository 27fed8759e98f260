# Reads the gathered file of an experiment (lien gather) into a data frame: a row a run.
#
#   source("lien_experiment.R")
#   runs <- read_experiment("sweep.nc", "partnerships", "2020-12")
#   aggregate(partnerships ~ arm, runs, mean)

library(ncdf4)

# `month` is "YYYY-MM"; runs that are not done are left out.
read_experiment <- function(path, measure, month) {
  file <- nc_open(path)
  on.exit(nc_close(file))
  wanted <- 12 * (as.integer(substr(month, 1, 4)) - 2008) + as.integer(substr(month, 6, 7)) - 1
  place <- match(wanted, ncvar_get(file, "month"))
  if (is.na(place)) stop("the file holds no ", month)
  points <- file$dim$point$len
  replicates <- file$dim$replicate$len
  # R's order of axes is the reverse of the file's: time, replicate, point.
  values <- ncvar_get(file, measure, start = c(place, 1, 1), count = c(1, -1, -1), collapse_degen = FALSE)
  runs <- data.frame(point = rep(seq_len(points) - 1, each = replicates),
                     replicate = rep(seq_len(replicates) - 1, points))
  runs$arm <- rep(as.character(ncvar_get(file, "arm")), each = replicates)
  for (name in grep("^factor_", names(file$var), value = TRUE))
    runs[[name]] <- rep(as.vector(ncvar_get(file, name)), each = replicates)
  runs[[measure]] <- as.vector(values)
  runs[as.vector(ncvar_get(file, "run_status")) == 2, ]
}
