import {SourceError} from "../sourceError.js";

/** A dataset: its variables by their object identifiers. */
interface DefinedDataset {
  readonly name: string;
  label: string;
  readonly items: string[];
}

/** A variable, or a value of one. */
interface DefinedItem {
  readonly name: string;
  readonly type: string;
  readonly format: string | undefined;
  label: string;
  codeList: string | undefined;
}

/** Elements inside each other, at most: a name's meaning is looked for in all of them. */
const maxDepth = 100;

/** Elements whose description is the label of what they define. */
const described = new Set(["ItemGroupDef", "ItemDef"]);

/** Gathers the definitions of a define.xml while its tags go by. */
export class DefineHandler {
  readonly datasets: DefinedDataset[] = [];
  readonly items = new Map<string, DefinedItem>();
  /** Meaning by code, by the list's object identifier. */
  readonly codeLists = new Map<string, Map<string, string>>();
  private readonly path: string[] = [];
  private label: {label: string} | undefined;
  private item: DefinedItem | undefined;
  private codes: Map<string, string> | undefined;
  private code = "";
  private meaning = "";

  constructor(private readonly file: string) {}

  open(name: string, attributes: ReadonlyMap<string, string>): void {
    const parent = this.path.at(-1);
    this.path.push(name);
    if (this.path.length > maxDepth)
      throw new SourceError("elements nested too deep", {file: this.file, expected: "a define.xml"});
    const need = (key: string): string => {
      const value = attributes.get(key);
      if (value !== undefined) return value;
      throw new SourceError(`${name} without ${key}`, {file: this.file, expected: key});
    };
    switch (name) {
      case "ItemGroupDef": {
        const dataset = {name: need("Name"), label: attributes.get("Label") ?? "", items: []};
        this.datasets.push(dataset);
        this.label = dataset;
        break;
      }
      case "ItemRef":
        if (parent === "ItemGroupDef") this.datasets.at(-1)!.items.push(need("ItemOID"));
        break;
      case "ItemDef":
        this.item = {
          name: need("Name"),
          type: need("DataType"),
          format: attributes.get("DisplayFormat"),
          label: attributes.get("Label") ?? "",
          codeList: undefined
        };
        this.items.set(need("OID"), this.item);
        this.label = this.item;
        break;
      case "CodeListRef":
        if (parent === "ItemDef") this.item!.codeList = need("CodeListOID");
        break;
      case "CodeList":
        this.codes = new Map();
        this.codeLists.set(need("OID"), this.codes);
        break;
      case "CodeListItem":
      case "EnumeratedItem":
        // Blanks at the end, also those that do not break, pad codes as they pad cells.
        this.code = need("CodedValue").trimEnd();
        this.meaning = "";
        break;
      default:
    }
  }

  text(text: string): void {
    const [owner, holder, element] = this.path.slice(-3);
    if (element !== "TranslatedText") return;
    if (holder === "Description" && described.has(owner)) this.label!.label += text;
    if (holder === "Decode" && owner === "CodeListItem") this.meaning += text;
  }

  close(name: string): void {
    this.path.pop();
    if (name === "CodeListItem" || name === "EnumeratedItem") this.codes?.set(this.code, tidy(this.meaning));
    if (described.has(name) && this.label) this.label.label = tidy(this.label.label);
  }
}

function tidy(text: string): string {
  return text.trim().replaceAll(/\s+/g, " ");
}
