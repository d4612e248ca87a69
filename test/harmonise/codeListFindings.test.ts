import {describe, expect, it} from "vitest";
import {harmonised, mappingWith} from "../support/partner.js";

const define = `<?xml version="1.0"?><ODM xmlns="http://www.cdisc.org/ns/odm/v1.3">
<ItemGroupDef OID="G" Name="CLINICAL"><ItemRef ItemOID="I.SEX"/><ItemRef ItemOID="I.ID"/></ItemGroupDef>
<ItemDef OID="I.SEX" Name="SEX" DataType="text"><Description><TranslatedText>Sex at birth</TranslatedText></Description>
<CodeListRef CodeListOID="C.SEX"/></ItemDef><ItemDef OID="I.ID" Name="ID" DataType="text"/>
<CodeList OID="C.SEX" Name="Sex" DataType="text"><EnumeratedItem CodedValue="m"/></CodeList></ODM>`;

describe("codeListFindings(table, columns, findings)", () => {
  it("counts values that the code list of a definition does not name, under the label of the column", async () => {
    const mapping = mappingWith(
      'file: clinical.csv\n    format: {delimiter: ","}',
      "file: clinical.csv\n    format: {kind: dataset-csv, define: define.xml}"
    );
    const read = await harmonised({mapping, raw: {"define.xml": define}});
    const sexes = read.rows("patients").filter(({sex}) => sex === "female").length;
    expect(sexes).toBeGreaterThan(0);
    const [finding] = read.rows("findings").filter(({rule_id}) => rule_id === "code_not_listed:SEX");
    expect(finding).toMatchObject({
      severity: "warning",
      description: "Values of SEX (Sex at birth) that the code list of the definition does not name"
    });
    expect(finding.n).toBeGreaterThanOrEqual(sexes);
  });
});
