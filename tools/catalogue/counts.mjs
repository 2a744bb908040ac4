/** How much is in the catalogue, so that a change of the source is noticed. */
import { UserError } from "../process.mjs";

/**
 * @param {import("./normalise.mjs").Document} document
 * @returns {Record<string, number>} by what is counted
 */
export function countsOf({ services, repairs }) {
  const actions = services.flatMap((service) => service.actions);
  const types = services.flatMap((service) => service.resource_types);
  const keys = services.flatMap((service) => service.condition_keys);
  const pairs = actions.flatMap((action) => action.resource_types);
  const formats = services.flatMap(({ prefix, resource_types }) =>
    resource_types.flatMap(({ arn_formats }) =>
      arn_formats.map((format) => ({ prefix, fields: format.split(":") })),
    ),
  );
  const isFixed = (/** @type {string | undefined} */ field) =>
    Boolean(field) && !field?.startsWith("$");
  /** @type {Record<string, number>} */
  const counts = {
    services: services.length,
    actions: actions.length,
    "actions newer than the dependent actions": actions.filter(
      (action) => !action.dependent_actions,
    ).length,
    "actions without a resource type": actions.filter(
      (action) => action.resource_types.length === 0,
    ).length,
    "permission-only actions": actions.filter((action) => action.permission_only).length,
    "resource types": types.length,
    "resource types with two ARN formats": types.filter((type) => type.arn_formats.length === 2)
      .length,
    "ARN formats of another service": formats.filter(({ prefix, fields }) => fields[2] !== prefix)
      .length,
    "ARN formats with a fixed Region or account": formats.filter(
      ({ fields }) => isFixed(fields[3]) || isFixed(fields[4]),
    ).length,
    "condition keys of services": keys.length,
    "condition keys with different names": new Set(keys.map(({ name }) => name)).size,
    "condition keys that are used but not defined": repairs.undefinedKeys,
    "action-resource pairs": pairs.length,
    "required action-resource pairs": pairs.filter(({ required }) => required).length,
    "action-resource pairs that were listed twice": repairs.doubledPairs,
    "dependent pairs": actions.flatMap((action) => action.dependent_actions ?? []).length,
  };
  for (const { access_levels } of actions) {
    const name = `actions: ${access_levels.join(", ")}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

/**
 * @param {Record<string, number>} counts
 * @param {Record<string, number>} expected
 * @throws {UserError} when they differ
 */
export function checkCounts(counts, expected) {
  const names = [...new Set([...Object.keys(expected), ...Object.keys(counts)])];
  const different = names.filter((name) => counts[name] !== expected[name]);
  if (different.length === 0) return;
  const lines = different.map(
    (name) => `  ${name}: ${counts[name] ?? 0}, expected ${expected[name] ?? 0}`,
  );
  throw new UserError(
    `the data is not what was expected; look at what changed, then change tools/catalogue/pins.mjs:\n${lines.join("\n")}`,
  );
}
