import type {MappedFile, Mapping} from "./mappingSchema.js";
import type {DeclarationIssue} from "./readDeclaration.js";

type Path = readonly (string | number)[];

/** A date of another file to which years are counted must stand there as it was delivered. */
export function checkYearsFile(file: MappedFile, mapping: Mapping, path: Path): DeclarationIssue[] {
  return Object.entries(file.columns).flatMap(([name, specs]) =>
    specs.flatMap(({yearsTo}, i): DeclarationIssue[] => {
      if (yearsTo?.file === undefined) return [];
      const at = [...path, "columns", name, i, "yearsTo"];
      if (!(yearsTo.file in mapping.files)) return [{path: [...at, "file"], message: `unknown file: ${yearsTo.file}`}];
      if (mapping.files[yearsTo.file].pivot)
        return [{path: [...at, "file"], message: `invalid file: ${yearsTo.file} has several rows a patient`}];
      if (!(yearsTo.column in mapping.files[yearsTo.file].dates)) return [];
      return [{path: [...at, "column"], message: `invalid column: ${yearsTo.column} is read as days`}];
    })
  );
}
