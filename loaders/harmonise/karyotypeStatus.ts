import {parseKaryotype} from "./iscn/parseKaryotype.js";

/**
 * Status of a karyotype from its ISCN text or the words that stand for it: `normal`, `normal_insufficient` (normal in
 * fewer than ten metaphases), `abnormal`, `failed`, `not_done`, `missing` (blank) or `narrative` (told in words). For a
 * source whose karyotypes are wanted for nothing else; see {@link parseKaryotype}.
 */
export function karyotypeStatus(text: string): string {
  return parseKaryotype(text).status;
}
