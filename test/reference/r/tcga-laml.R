# R's overall survival of subgroups of TCGA LAML: aggregates of the study's files, no patient.
# Run in this folder: Rscript tcga-laml.R <folder of the study laml_tcga>
library(survival)

folder <- commandArgs(trailingOnly = TRUE)[1]
read <- function(file) read.delim(file.path(folder, file), comment.char = "#", check.names = FALSE, quote = "")
patients <- read("data_clinical_patient.txt")
calls <- read("data_mutations.txt")
lines <- readLines(file.path(folder, "case_lists/cases_sequenced.txt"))
ids <- strsplit(sub("case_list_ids: *", "", grep("^case_list_ids", lines, value = TRUE)), "\t")[[1]]

noncoding <- c("Silent", "3'Flank", "3'UTR", "5'Flank", "5'UTR", "IGR", "Intron", "RNA")
calls <- calls[!calls$Variant_Classification %in% noncoding, ]
mutated <- function(gene) patients$PATIENT_ID %in% substr(calls$Tumor_Sample_Barcode[calls$Hugo_Symbol == gene], 1, 12)

# The release counts days.
patients$days <- suppressWarnings(round(as.numeric(patients$OS_MONTHS) * 30.4375))
patients$dead <- as.integer(substr(patients$OS_STATUS, 1, 1))
sequenced <- patients$PATIENT_ID %in% substr(ids, 1, 12)
ticked <- patients$CYTOGENETIC_ABNORMALITY_TYPE
known <- !(ticked %in% c("", "[Not Available]"))
has <- function(pattern) grepl(paste0("(^|\\|)", pattern, "(\\||$)"), ticked)
cytogenetics <- ifelse(
  has("t\\(8;21\\)") | has("inv\\(16\\)") | has("t\\(15;17\\) and variants"), "favourable",
  ifelse(has("Complex - >= 3 distinct abnormalities"), "complex", ifelse(ticked == "Normal", "normal", "other")))

number <- function(x) ifelse(is.na(x), "null", sprintf("%.17g", x))
comparison <- function(group, levels, rows) {
  data <- data.frame(days = patients$days, dead = patients$dead, group = factor(group, levels))
  data <- data[rows & !is.na(data$days), ]
  fit <- survfit(Surv(days, dead) ~ group, data)
  medians <- summary(fit)$table
  at <- summary(fit, times = c(365.25, 730.5), extend = TRUE)
  test <- survdiff(Surv(days, dead) ~ group, data)
  groups <- sapply(seq_along(levels), function(i) {
    rows <- as.integer(at$strata) == i
    sprintf('{"group": "%s", "n": %d, "events": %d, "median": [%s], "at": [%s]}', levels[i], as.integer(medians[i, "records"]),
      as.integer(medians[i, "events"]), paste(number(medians[i, c("median", "0.95LCL", "0.95UCL")]), collapse = ", "),
      paste(sprintf("[%s, %s, %s]", number(at$surv[rows]), number(at$lower[rows]), number(at$upper[rows])), collapse = ", "))
  })
  p <- pchisq(test$chisq, length(levels) - 1, lower.tail = FALSE)
  sprintf('{"groups": [\n    %s\n  ], "statistic": %s, "p": %s}', paste(groups, collapse = ",\n    "), number(test$chisq), number(p))
}

genes <- c("NPM1", "DNMT3A", "TP53")
parts <- c(
  sapply(genes, function(gene) comparison(as.integer(mutated(gene)), 0:1, sequenced)),
  cytogenetics = comparison(cytogenetics, c("favourable", "normal", "other", "complex"), known))
cat("{\n", paste(sprintf('  "%s": %s', names(parts), parts), collapse = ",\n"), "\n}\n", sep = "", file = "tcga-laml.json")
