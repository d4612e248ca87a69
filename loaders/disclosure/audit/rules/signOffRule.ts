import {distinctPersons, neededSignOffs} from "../../../release/signOff.js";
import {type AuditRule, exactRows, notApplicable, passUnless} from "../auditRule.js";

/** R15: two persons answer for a release; one of simulated data alone needs nobody. */
export const signOffRule: AuditRule = {
  id: "R15",
  title: "Signed off by two persons",
  check({release: {manifest}, signOffs}) {
    if (manifest.tier === "internal") return notApplicable(exactRows);
    const who = signOffs.map(({name, role}) => `${name} (${role})`).join(", ");
    if (manifest.sources.every(({simulated}) => simulated))
      return notApplicable(who === "" ? "every source is simulated" : `every source is simulated; signed by ${who}`);
    const n = distinctPersons(signOffs);
    return passUnless(
      n < neededSignOffs ? [`${n === 0 ? "nobody" : who} signed, expected ${neededSignOffs} persons`] : [],
      `signed by ${who}`
    );
  }
};
