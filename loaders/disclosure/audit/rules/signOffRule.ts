import {neededSignOffs, personsOf} from "../../../release/signOff.js";
import {type AuditRule, exactRows, notApplicable, passUnless} from "../auditRule.js";

/** R15: two persons answer for a release; one of simulated data alone needs nobody. */
export const signOffRule: AuditRule = {
  id: "R15",
  title: "Signed off by two persons",
  check({release: {manifest}, signOffs}) {
    if (manifest.tier === "internal") return notApplicable(exactRows);
    const persons = personsOf(manifest, signOffs);
    const roles = new Map(signOffs.map(({name, role}) => [name, ` (${role})`]));
    const who = persons.map((name) => `${name}${roles.get(name) ?? ""}`).join(", ");
    if (manifest.sources.every(({simulated}) => simulated))
      return notApplicable(who === "" ? "every source is simulated" : `every source is simulated; signed by ${who}`);
    const draft = manifest.disclosure?.draft === true ? "; the release is a draft" : "";
    return passUnless(
      persons.length < neededSignOffs
        ? [`signed by ${who || "nobody"}, expected ${neededSignOffs} persons${draft}`]
        : [],
      `signed by ${who}${draft}`
    );
  }
};
