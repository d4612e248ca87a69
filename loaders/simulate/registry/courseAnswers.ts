import type {ExpectedFinding} from "../partners.js";
import type {RegistryDefects} from "./registryDefects.js";

/**
 * What a remission dated after the relapse leads to: the relapse is no longer one after remission, so that the endpoints
 * from remission end with death or last contact, otherwise than the registry reports them.
 */
export function courseAnswers({patients, remissionDays}: RegistryDefects): ExpectedFinding[] {
  const file = "clinical.tsv";
  const because = "the registry counted from the true day of remission to the relapse";
  const count = {statusDiffers: 0, earlier: 0, later: 0};
  for (const {id, course} of patients) {
    const written = remissionDays.get(id);
    if (written === undefined) continue;
    const reported = course.relapseDay! - course.remissionDay!;
    const onRecord = course.osDays - written;
    if (!course.dead) ++count.statusDiffers;
    else if (reported < onRecord) ++count.earlier;
    else if (reported > onRecord) ++count.later;
  }
  return [
    {
      rule: "relapse_before_remission",
      file: null,
      n: remissionDays.size,
      because: "remissions dated after the relapse"
    },
    {rule: "reported_RFS_status_differs", file, n: count.statusDiffers, because},
    {rule: "reported_RFS_earlier", file, n: count.earlier, because},
    {rule: "reported_RFS_later", file, n: count.later, because},
    {rule: "reported_CIR_status_differs", file, n: remissionDays.size, because}
  ];
}
