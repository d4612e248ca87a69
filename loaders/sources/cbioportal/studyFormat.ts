/** How the tables of a study folder are written. */
export const studyFormat = {delimiter: "\t", encoding: "utf-8", lineEnd: "LF", quote: null, header: 1} as const;

/** The column with sample ids in tables that are made of lists and matrices. */
export const sampleColumn = "SAMPLE_ID";
