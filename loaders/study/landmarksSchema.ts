import {z} from "zod";
import {endpointDefinitions} from "../harmonise/endpoints.js";
import {integer} from "./scalars.js";

/** Days from the index event by endpoint definition, for those that have a landmark. */
export const landmarksSchema = z
  .record(
    z.string(),
    integer.refine((day) => day > 0, "expected a day after the index event")
  )
  .superRefine((landmarks, context) => {
    for (const definition of Object.keys(landmarks))
      if (!Object.hasOwn(endpointDefinitions, definition) || !endpointDefinitions[definition].landmark)
        context.addIssue({
          code: "custom",
          path: [definition],
          message: `unknown definition with a landmark: ${definition}`
        });
  });
