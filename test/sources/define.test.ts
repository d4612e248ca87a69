import fc from "fast-check";
import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {datasetDefinition} from "../../loaders/sources/define/datasetDefinition.js";
import {describeTable} from "../../loaders/sources/define/describeTable.js";
import {readDefine} from "../../loaders/sources/define/readDefine.js";
import {SourceError} from "../../loaders/sources/sourceError.js";
import {absent, sharedData} from "../support/sharedData.js";
import {suiteFile} from "../support/suiteFile.js";

const path = suiteFile("define.xml");

function read(content: string | Buffer): ReturnType<typeof readDefine> {
  writeFileSync(path, content);
  return readDefine(path, "define.xml");
}

/** A define.xml of version 2.1 with these contents, under prefixes of its own. */
const define = (content: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<odm:ODM xmlns:odm="http://www.cdisc.org/ns/odm/v1.3" xmlns:d="http://www.cdisc.org/ns/def/v2.1">
<odm:Study OID="S"><odm:MetaDataVersion OID="M">${content}</odm:MetaDataVersion></odm:Study></odm:ODM>`;

const adtte = define(`
  <odm:ItemGroupDef OID="IG.ADTTE" Name="ADTTE">
    <odm:Description><odm:TranslatedText>Time to
      event</odm:TranslatedText></odm:Description>
    <odm:ItemRef ItemOID="IT.CNSR"/><odm:ItemRef ItemOID="IT.ADT"/><odm:ItemRef ItemOID="IT.TERM"/>
  </odm:ItemGroupDef>
  <odm:ItemDef OID="IT.CNSR" Name="CNSR" DataType="integer">
    <odm:Description><odm:TranslatedText>Censor &amp; event</odm:TranslatedText></odm:Description>
    <odm:CodeListRef CodeListOID="CL.CNSR"/>
    <d:Origin><odm:Description><odm:TranslatedText>elsewhere</odm:TranslatedText></odm:Description></d:Origin>
  </odm:ItemDef>
  <odm:ItemDef OID="IT.ADT" Name="ADT" DataType="integer" d:DisplayFormat="DATE9."/>
  <odm:ItemDef OID="IT.TERM" Name="TERM" DataType="text"><odm:CodeListRef CodeListOID="CL.DICT"/></odm:ItemDef>
  <odm:ItemDef OID="IT.UNUSED" Name="UNUSED" DataType="text"/>
  <odm:CodeList OID="CL.CNSR" Name="Censor" DataType="integer">
    <odm:CodeListItem CodedValue="0"><odm:Decode><odm:TranslatedText>Event</odm:TranslatedText></odm:Decode></odm:CodeListItem>
    <odm:EnumeratedItem CodedValue="1&#160; "/>
  </odm:CodeList>
  <odm:CodeList OID="CL.DICT" Name="Dictionary" DataType="text"><odm:ExternalCodeList Dictionary="MedDRA"/></odm:CodeList>`);

describe("readDefine(path, file)", () => {
  it("reads labels, types, display formats and code lists by dataset", async () => {
    const {datasets} = await read(adtte);
    expect([...datasets.keys()]).toEqual(["ADTTE"]);
    const {label, columns} = datasets.get("ADTTE")!;
    expect(label).toBe("Time to event");
    expect([...columns]).toEqual([
      [
        "CNSR",
        {
          label: "Censor & event",
          kind: "number",
          codes: new Map([
            ["0", "Event"],
            ["1", ""]
          ])
        }
      ],
      ["ADT", {label: "", kind: "number", format: "DATE9."}],
      ["TERM", {label: "", kind: "text"}]
    ]);
  });

  it("reads labels of version 1.0 in another encoding", async () => {
    const old = `<?xml version="1.0" encoding="ISO-8859-1"?><ODM xmlns="http://www.cdisc.org/ns/odm/v1.2"
      xmlns:def="http://www.cdisc.org/ns/def/v1.0"><ItemGroupDef OID="ADSL" Name="ADSL" def:Label="Stra\xdfe">
      <ItemRef ItemOID="A"/></ItemGroupDef><ItemDef OID="A" Name="AGE" DataType="integer" def:Label="Alter"/></ODM>`;
    const {datasets} = await read(Buffer.from(old, "latin1"));
    expect(datasets.get("ADSL")?.label).toBe("Straße");
    expect(datasets.get("ADSL")?.columns.get("AGE")?.label).toBe("Alter");
  });

  it.each<[string, string | Buffer, string]>([
    ["an empty file", "", "empty file"],
    ["a text", "USUBJID,AGE", "no XML"],
    ["a file cut short", adtte.slice(0, 900), "no XML"],
    ["another XML", "<html/>", "no dataset"],
    ["an unknown encoding", '<?xml version="1.0" encoding="EBCDIC"?><ODM/>', "unknown encoding"],
    ["an undecodable byte", Buffer.from(define("\xff"), "latin1"), "undecodable"],
    ["an entity", define("&secret;"), "no XML"],
    [
      "a reference to nothing",
      adtte.replace('ItemOID="IT.ADT"', 'ItemOID="IT.OTHER"'),
      '"IT.OTHER": a reference to no variable'
    ],
    ["a variable without type", adtte.replace(' DataType="text"', ""), "ItemDef without DataType"]
  ])("refuses %s", async (_, content, message) => {
    const error = await read(content).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SourceError);
    expect((error as Error).message).toMatch(/^define\.xml: /);
    expect((error as Error).message).toContain(message);
  });

  it("ends in an error or datasets on damaged files", async () => {
    const whole = Buffer.from(adtte);
    const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), {minLength: 1, maxLength: 5});
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const content = Buffer.from(whole);
        for (const [at, byte] of changes) content[at] = byte;
        await read(content).catch((error: unknown) => expect(error).toBeInstanceOf(SourceError));
      }),
      {numRuns: 200}
    );
  });
});

describe("datasetDefinition(pathOf, file, format)", () => {
  const pathOf = (): string => path;

  it("finds the dataset by the file's name, and completes it by the formats declared", async () => {
    writeFileSync(path, adtte);
    const {definition, beside} = await datasetDefinition(pathOf, "raw/adtte.xpt", {
      define: "define.xml",
      formats: {TERM: "TIME5."}
    });
    expect(definition?.columns.get("TERM")).toEqual({label: "", kind: "number", format: "TIME5."});
    expect(definition?.columns.get("CNSR")?.label).toBe("Censor & event");
    expect(beside.map(({file}) => file)).toEqual(["define.xml"]);
  });

  it("names the datasets there are", async () => {
    writeFileSync(path, adtte);
    await expect(datasetDefinition(pathOf, "x.xpt", {define: "define.xml", formats: {}})).rejects.toThrow(
      'define.xml: "X": no such dataset, expected one of ADTTE'
    );
  });

  it("is none where nothing is declared", async () => {
    expect(await datasetDefinition(pathOf, "adtte.xpt", {formats: {}})).toEqual({definition: undefined, beside: []});
  });
});

describe("describeTable(own, definition)", () => {
  it("takes labels and code lists of the definition, and its format where the file has none", () => {
    const own = {
      name: "A",
      label: "own",
      columns: new Map([
        ["X", {label: "own", kind: "number" as const, format: "DATE"}],
        ["Y", {label: "own", kind: "number" as const}]
      ])
    };
    const codes = new Map([["1", "one"]]);
    const columns = new Map([
      ["X", {label: "defined", kind: "number" as const, format: "TIME"}],
      ["Y", {label: "", kind: "number" as const, format: "TIME", codes}]
    ]);
    const described = describeTable(own, {name: "A", label: "", columns});
    expect(described.label).toBe("own");
    expect(described.columns.get("X")).toEqual({label: "defined", kind: "number", format: "DATE"});
    expect(described.columns.get("Y")).toEqual({label: "own", kind: "number", format: "TIME", codes});
    expect(describeTable(own, undefined)).toBe(own);
  });
});

const pilot = sharedData("cdisc_adam");

describe.skipIf(pilot === undefined)(pilot === undefined ? absent("cdisc_adam") : "the pilot's define.xml", () => {
  it.each(["dataset_json_1_1/define.xml", "cdisc_pilot_original/define_adam.xml"])("is read: %s", async (file) => {
    const {datasets} = await readDefine(join(pilot!, file), "define.xml");
    const {columns} = datasets.get("ADTTE")!;
    expect(columns.get("CNSR")?.label).toBe("Censor");
    expect(columns.get("STARTDT")).toMatchObject({kind: "number", format: "DATE9."});
    expect([...columns.get("CNSR")!.codes!.keys()]).toEqual(["0", "1"]);
  });
});
