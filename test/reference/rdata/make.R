# Makes the files that test/sources/rdata.test.ts reads, from made up data, and what R itself writes of them.
# From the project's root: Rscript test/reference/rdata/make.R (R 4.2.2)
folder <- "test/reference/rdata"
Sys.setenv(TZ = "UTC")

patients <- data.frame(
  id = sprintf("P%02d", 1:6),
  age = c(61.5, NA, 70, 0.1 + 0.2, 1e-7, -0),
  odd = c(NaN, Inf, -Inf, NA, 1e22, 123456789012),
  cycles = c(1L, NA, 3L, 0L, -2147483647L, 2147483647L),
  dead = c(TRUE, FALSE, NA, TRUE, TRUE, FALSE),
  arm = factor(c("standard", "midostaurin", NA, "standard", "standard", "midostaurin"), levels = c("standard", "midostaurin")),
  centre = c("Köln", "Ulm", NA, "", "a,\"b\"", "NA"),
  born = as.Date(c("1950-02-28", NA, "1969-12-31", "1970-01-01", "2000-02-29", "1899-12-31")),
  half = structure(c(0.5, -0.5, NA, 1.25, 10, -1), class = "Date"),
  seen = as.POSIXct(c("2014-01-02 08:30:00", NA, "1969-12-31 23:59:59", "2014-07-01 00:00:00", "2014-01-02 08:30:00.25", "1960-01-01 00:00:00"), tz = "UTC"),
  local = as.POSIXct(c("2014-01-02 00:00:00", NA, "2014-07-01 00:00:00", "2014-03-30 01:59:59", "2014-03-30 03:00:00", "1960-01-01 00:00:00"), tz = "Europe/Berlin"),
  fup = as.difftime(c(10, NA, 0, 5.5, 365, 1), units = "days"),
  number = 1:6,
  stringsAsFactors = FALSE
)
rownames(patients) <- letters[1:6]
written <- as.data.frame(lapply(patients, function(column) {
  if (inherits(column, "POSIXct")) format(column, "%Y-%m-%dT%H:%M:%S")
  else if (is.double(column) && !inherits(column, "Date")) ifelse(is.na(column) & !is.nan(column), NA, sprintf("%.17g", column))
  else as.character(column)
}))

labs <- data.frame(id = c(1, 1, 2), value = c(9.5, 10, NA))
labs <- labs[c(3, 1), ]
notes <- list(written = "by hand", by = quote(f(x, y = 2)))
risk <- function(age, counts) {
  # A function is compiled when it was called, and saved with the workspace it was made in.
  score <- 0
  for (count in counts) if (count > 10) score <- score + switch(as.character(count), "11" = 1, 2) else score <- score - 1
  score + if (age > 60) 1 else 0
}
for (i in 1:5) risk(61, 1:20)
risk <- compiler::cmpfun(risk)
cycle <- new.env()
assign("self", cycle, envir = cycle)
fit <- list(call = quote(lm(y ~ x)), terms = y ~ x, at = cycle, raw = as.raw(1:3), complex = 1i, nothing = NULL)

save(patients, labs, notes, risk, cycle, fit, file = file.path(folder, "v3.RData"))
save(patients, labs, notes, risk, cycle, fit, file = file.path(folder, "v2.RData"), version = 2)
saveRDS(patients, file.path(folder, "patients.rds"))

# Forms that are not stored as they are: steps, numbers to become texts, vectors of which more is known.
many <- 100
compact <- list(n = 1:many)
compact$text <- as.character(1:many)
compact$real <- as.character(c(0.1, 1e5, 123456, 1e15, 1e-5, 0.0001, 1/3, 100, -2.5, NA, 1e5 + 0.1, rep(7, many - 11)))
compact$wrapped <- sort(c(3, 1, 2, rep(9, many - 3)))
compact <- structure(compact, class = "data.frame", row.names = c(NA, -many))
save(compact, file = file.path(folder, "altrep.RData"), compress = FALSE)

latin <- data.frame(name = c("Müller", "5 €"))
Encoding(latin$name) <- "UTF-8"
latin$name <- iconv(latin$name, "UTF-8", "CP1252", mark = FALSE)
Encoding(latin$name) <- "latin1"
saveRDS(latin, file.path(folder, "latin1.rds"), version = 2)

lists <- data.frame(id = 1:2)
lists$tests <- list(1:3, 4)
lists$m <- matrix(1:4, 2)
saveRDS(lists, file.path(folder, "lists.rds"))
saveRDS(data.frame(id = 1:2, wave = c(1+2i, 3i)), file.path(folder, "complex.rds"))
save(labs, file = file.path(folder, "bzip2.RData"), compress = "bzip2")
save(labs, file = file.path(folder, "xz.RData"), compress = "xz")
save(labs, file = file.path(folder, "ascii.RData"), ascii = TRUE, compress = FALSE)
write.csv(written, file.path(folder, "patients.csv"), row.names = FALSE, na = "")
write.csv(compact, file.path(folder, "altrep.csv"), row.names = FALSE, na = "")
