import {formatCount} from "../../../src/charts/format.js";
import type {HarmonisationData} from "../../extract/harmonisation/siteHarmonisation.js";
import {type Markup, tag} from "../markup.js";
import {findingTables, quirkTables, refusalTables} from "./accounts.js";
import {sourceSection} from "./sourceSection.js";

const steps: readonly (readonly [string, string])[] = [
  [
    "Read",
    "Each file is decoded as its mapping declares and split into records. A byte that does not fit the encoding stops the run; a record with too few or too many cells is refused. Cells stay text."
  ],
  [
    "Choose the rows",
    "Filters leave rows out for a stated reason, a second row of a patient is refused, and rows of patients who are not in the cohort are refused. Every row ends up used, left out or refused, and is counted."
  ],
  [
    "Read the values",
    "Each cell is trimmed, put right where a repair is declared, and read by its rule: a code is translated, a number is converted to the unit of the model, a date becomes days from the patient’s day 0. A token that means “no value” gives its reason: not tested, not collected, unknown. What fits no rule is refused, not guessed."
  ],
  [
    "Join and derive",
    "Patients get surrogate keys. Calls of genes a panel cannot see stay unknown, karyotypes are parsed, and features, outcomes and classifications are derived by the same rules for every partner."
  ],
  [
    "Check",
    "Quality rules compare what belongs together, such as sex and karyotype or death and last contact. They change nothing: what they find is listed."
  ],
  [
    "Write the release",
    "Tables are written with the trail of every value, and the release is named by the hash of its content: the same files give the same release."
  ]
];

/** The page on harmonisation as text, readable without JavaScript; its script only highlights. */
export function harmonisationPage(data: HarmonisationData): string {
  const {sourceDetails: sources} = data;
  const shown = sources.reduce((sum, {patients}) => sum + patients.length, 0);
  const sections: [string, string, ...(Markup | string)[]][] = [
    ["steps", "From raw files to the release", stepList()],
    ["partners", "Raw records beside harmonised rows", ...partnerIntroduction(shown), ...sources.map(sourceSection)],
    [
      "quirks",
      "What is peculiar to each partner",
      tag(
        "p",
        {},
        "As the mappings and the trail of the values tell it. Values are those in the release that came this way; a dash where they are not counted."
      ),
      quirkTables(sources)
    ],
    [
      "refused",
      "What was refused",
      tag("p", {}, "Each refused record and value is listed in the release with its place and what was expected."),
      refusalTables(sources)
    ],
    [
      "found",
      "What quality control found",
      tag(
        "p",
        {},
        data.simulated
          ? "Defects were put into the simulated files on purpose, with an answer key that a test compares with these findings. "
          : "",
        tag("a", {href: "./quality"}, "Data quality"),
        " shows all rules and what they checked."
      ),
      findingTables(sources)
    ]
  ];
  return tag(
    "div",
    {class: "report harmonisation", "data-testid": "report"},
    tag(
      "nav",
      {class: "contents", "aria-label": "On this page"},
      tag("ul", {}, ...sections.map(([id, name]) => tag("li", {}, tag("a", {href: `#${id}`}, name))))
    ),
    tag(
      "div",
      {class: "report-body"},
      tag("h1", {}, "How harmonisation works"),
      tag(
        "p",
        {class: "lead"},
        `Partners send files in their own words. ${formatCount(data.rules)} declared rules, and no code of a partner’s own, turned those of ${sources.length === 1 ? "one source" : `${sources.length} sources`} into one release of ${formatCount(data.patients)} patients; every value keeps the trail to the raw cell it came from.`
      ),
      ...sections.map(([id, name, ...children]) =>
        tag(
          "section",
          {id, class: "chapter", "aria-labelledby": `${id}-heading`},
          tag("h2", {id: `${id}-heading`}, name),
          ...children
        )
      )
    )
  ).html;
}

function partnerIntroduction(shown: number): Markup[] {
  if (shown === 0) return [];
  return [
    tag(
      "p",
      {},
      "On the left what the partner writes, with signs for what cannot be seen: ⇥ a tab, CR and LF line ends, NBSP a no-break space, · a space at either end of a cell. On the right what became of it. A value is a link to the raw cell it came from, which lights up."
    )
  ];
}

function stepList(): Markup {
  return tag(
    "ol",
    {class: "steps"},
    ...steps.map(([name, words]) => tag("li", {}, tag("strong", {}, `${name}. `), words))
  );
}
