import {describe, expect, it} from "vitest";
import {siteCalibration} from "../../loaders/extract/calibration/siteCalibration.js";
import {conversionWords} from "../../loaders/extract/harmonisation/conversionWords.js";
import {siteHarmonisation} from "../../loaders/extract/harmonisation/siteHarmonisation.js";
import {harmoniseStudy} from "../../loaders/harmonise/harmoniseStudy.js";
import {calibrationPage} from "../../loaders/pages/calibrationPage.js";
import {figureName} from "../../loaders/pages/figureName.js";
import {harmonisationPage} from "../../loaders/pages/harmonisation/harmonisationPage.js";
import {writtenText} from "../../loaders/pages/harmonisation/writtenText.js";
import {tag} from "../../loaders/pages/markup.js";
import {type Release, readRelease} from "../../loaders/release/readRelease.js";
import {writeRelease} from "../../loaders/release/writeRelease.js";
import {partner, rawFiles, study} from "../support/partner.js";
import {root} from "../support/sharedData.js";
import {temporaryFolder} from "../support/temporaryFolder.js";

async function releaseOf(changes: Parameters<typeof partner>[0] = {}): Promise<Release> {
  const {tables, manifest} = await harmoniseStudy({study: "test", root: partner(changes)});
  return await readRelease((await writeRelease({parts: manifest, tables, out: temporaryFolder()})).folder);
}

describe("the pages on a release of real data", () => {
  it("show no raw record, and say why", async () => {
    const html = harmonisationPage(siteHarmonisation(await releaseOf()));
    expect(html).toContain("Raw records are shown for simulated data only");
    expect(html).toContain("What is peculiar to each partner");
    expect(html).not.toContain("raw-record");
    for (const line of rawFiles["clinical.csv"].split("\n").slice(1).filter(Boolean)) expect(html).not.toContain(line);
    expect(html).not.toMatch(/simulated files/);
  });

  it("show no raw record even if a release should hold one", async () => {
    const simulated = await releaseOf({
      study: study.replace("simulated: false", "simulated: true").replace("tier:", "simulatedNotice: invented\ntier:")
    });
    expect(siteHarmonisation(simulated).sourceDetails[0].patients).toHaveLength(3);
    const sources = simulated.manifest.sources.map((source) => ({...source, simulated: false}));
    const claimed = {...simulated, manifest: {...simulated.manifest, sources}};
    expect(siteHarmonisation(claimed).sourceDetails[0].patients).toEqual([]);
  });

  it("have nothing to calibrate", async () => {
    const html = calibrationPage(await siteCalibration(await releaseOf(), root));
    expect(html).toContain("There is nothing to calibrate");
    expect(html).not.toContain("simulated");
  });
});

describe("writtenText", () => {
  it("makes visible what cannot be seen", () => {
    const {html} = tag("i", {}, ...writtenText(" a\u00a0b\r\n"));
    expect(html.replaceAll(/<[^>]+>/g, "|")).toBe("||·|a|NBSP|b|CR||LF||");
  });
});

describe("conversionWords", () => {
  it("shows the arithmetic, with the declared factor where there is one", () => {
    expect(conversionWords("5,6", 9.02384, "g/dL", "mmol/L")).toBe("5,6 mmol/L × 1.6114 = 9.024 g/dL");
    expect(conversionWords("112", 11.2, "g/dL", "g/L")).toBe("112 g/L ÷ 10 = 11.2 g/dL");
    expect(conversionWords("14,46", 440, "days", "mo", 30.4375)).toBe("14,46 mo × 30.4375 = 440 days");
  });

  it("says nothing where nothing was converted", () => {
    expect(conversionWords("12", 12, "g/dL", "g/dL")).toBeNull();
    expect(conversionWords("onb", 12, "g/dL", "g/L")).toBeNull();
  });
});

describe("figureName", () => {
  it("puts simulators' names into words", () => {
    expect(figureName("chromatin_spliceosome at 1 y")).toBe("chromatin–spliceosome at 1 y");
    expect(figureName("FLT3_ITD below 60")).toBe("FLT3-ITD below 60");
    expect(figureName("gain8")).toBe("+8/+8q");
  });
});
