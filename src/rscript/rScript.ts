/** The parts of an R script that reproduces the numbers of a figure. */
export interface RScriptParts {
  /** What it computes, in one sentence; a comment at its top. */
  readonly does: string;
  /** Name of the CSV file saved from the same figure. */
  readonly csvName: string;
  /** Packages beside base R: `survival`, `cmprsk`. */
  readonly packages: readonly string[];
  /** R code that finds the table in `d` and prints results with `show(name, value)`. */
  readonly body: string;
}

/**
 * An R script that reads a figure's CSV file (its own first argument, or the file of that name in the working folder) and
 * prints one line `name value` per number, with 15 significant digits; `NA` where there is none. Lines that begin with `#`
 * are for the reader.
 */
export function rScript({does, csvName, packages, body}: RScriptParts): string {
  return `# ${does.replaceAll(/[\r\n]+/g, " ")}
# Run it beside the CSV file of the same figure: Rscript <this file> [<csv file>]
${packages.map((name) => `suppressPackageStartupMessages(library(${name}))\n`).join("")}
arguments <- commandArgs(trailingOnly = TRUE)
file <- if (length(arguments) > 0) arguments[1] else ${rText(csvName)}
lines <- readLines(file, encoding = "UTF-8")
# The head of comment lines only: a cell may begin with the same sign.
lines <- lines[cumsum(!startsWith(lines, "#")) > 0]
d <- read.csv(text = lines, check.names = FALSE, na.strings = "", stringsAsFactors = FALSE)
show <- function(name, value) {
  value <- as.numeric(value)
  cat(name, if (is.na(value)) "NA" else sprintf("%.15g", value), "\\n")
}
say <- function(...) cat("#", ..., "\\n")

${body.trim()}
`;
}

/** A text as an R string. */
export function rText(text: string): string {
  const quoted = text.replaceAll(/[\\"]/g, "\\$&").replaceAll("\r", "\\r").replaceAll("\n", "\\n");
  return `"${quoted}"`;
}

/** Numbers as an R vector. */
export function rVector(values: readonly number[]): string {
  return `c(${values.map(String).join(", ")})`;
}
