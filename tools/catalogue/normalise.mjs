/** From the package's data to the document of which the catalogue's files are made. */
import { UserError } from "../process.mjs";

/**
 * The catalogue as `src/catalogue/format/document.rs` reads it.
 *
 * @typedef {{ name: string, required: boolean, condition_keys: string[] }} ActionResource
 * @typedef {{
 *   name: string,
 *   access_levels: string[],
 *   permission_only: boolean | null,
 *   condition_keys: string[],
 *   resource_types: ActionResource[],
 *   dependent_actions: string[] | null,
 * }} Action
 * @typedef {{ name: string, arn_formats: string[], condition_keys: string[] }} ResourceType
 * @typedef {{
 *   prefix: string,
 *   name: string,
 *   actions: Action[],
 *   resource_types: ResourceType[],
 *   condition_keys: { name: string, type: string }[],
 * }} Service
 * @typedef {{ services: Service[], repairs: Repairs }} Document
 *
 * How often the data had to be repaired.
 * @typedef {{ undefinedKeys: number, doubledPairs: number }} Repairs
 */

/**
 * Keys that actions use and no service defines. AWS names them in the same breath as
 * `kms:RecipientAttestation:PCR8`, which is a text.
 */
const UNDEFINED_KEYS = new Map([["kms:recipientattestation:pcr8:servicename", "String"]]);

/**
 * @param {import("./wheel.mjs").Package} newest
 * @param {import("./wheel.mjs").Package} withDependents of which only dependent actions and permission-only
 *   are taken
 * @returns {Document}
 * @throws {UserError} when the data has a fault that is not known
 */
export function normalise(newest, withDependents) {
  const repairs = { undefinedKeys: 0, doubledPairs: 0 };
  const actionNames = new Map();
  for (const [prefix, actions] of newest.actions) {
    for (const { name } of Object.values(actions)) {
      actionNames.set(`${prefix}:${name}`.toLowerCase(), `${prefix}:${name}`);
    }
  }
  const services = [...newest.actions.keys()].map((prefix) => {
    const keys = keysOf(newest, prefix, repairs);
    const named = (/** @type {string[]} */ names) =>
      unique(names.map((name) => found(keys, name).name));
    const types = Object.values(newest.resourceTypes.get(prefix) ?? {});
    const typeNames = new Map(types.map(({ key }) => [key.toLowerCase(), key]));
    const actions = Object.entries(newest.actions.get(prefix) ?? {}).map(([key, action]) => {
      const earlier = withDependents.actions.get(prefix)?.[key];
      return {
        name: action.name,
        access_levels: action.accessLevel.split(", "),
        permission_only: earlier ? earlier.isPermissionOnly === true : null,
        condition_keys: named(action.conditionKeys),
        resource_types: pairsOf(action, typeNames, named, repairs),
        dependent_actions: earlier ? dependentsOf(earlier, actionNames) : null,
      };
    });
    return {
      prefix,
      name: newest.serviceNames[prefix] ?? prefix,
      actions,
      resource_types: types.map(({ key, arn, conditionKeys = [] }) => ({
        name: key,
        // Some cells hold two formats.
        arn_formats: arn.split(/,\s*/),
        condition_keys: named(conditionKeys),
      })),
      condition_keys: [...keys.values()],
    };
  });
  return { services, repairs };
}

/**
 * @param {import("./wheel.mjs").Package} newest
 * @param {string} prefix
 * @param {Repairs} repairs
 * @returns {Map<string, { name: string, type: string }>} the service's keys by their names in lower case
 */
function keysOf(newest, prefix, repairs) {
  const keys = new Map(
    Object.values(newest.conditionKeys.get(prefix) ?? {}).map(({ key, type }) => [
      key.toLowerCase(),
      { name: key, type },
    ]),
  );
  for (const { conditionKeys } of Object.values(newest.actions.get(prefix) ?? {})) {
    for (const name of conditionKeys) {
      const type = UNDEFINED_KEYS.get(name.toLowerCase());
      if (!type || keys.has(name.toLowerCase())) continue;
      keys.set(name.toLowerCase(), { name, type });
      repairs.undefinedKeys += 1;
    }
  }
  return keys;
}

/**
 * @param {import("./wheel.mjs").RawAction} action
 * @param {Map<string, string>} typeNames
 * @param {(names: string[]) => string[]} named
 * @param {Repairs} repairs
 * @returns {ActionResource[]}
 */
function pairsOf(action, typeNames, named, repairs) {
  /** @type {Map<string, ActionResource>} */
  const pairs = new Map();
  for (const row of action.resourceTypes) {
    const name = found(typeNames, row.name);
    const before = pairs.get(name);
    if (before) repairs.doubledPairs += 1;
    pairs.set(name, {
      name,
      required: row.required || before?.required === true,
      condition_keys: unique([...(before?.condition_keys ?? []), ...named(row.conditionKeys)]),
    });
  }
  return [...pairs.values()];
}

/**
 * @param {import("./wheel.mjs").RawAction} action
 * @param {Map<string, string>} actionNames
 * @returns {string[]} without those that are no actions any more
 */
function dependentsOf(action, actionNames) {
  const names = [action, ...action.resourceTypes].flatMap(
    ({ dependentActions }) => dependentActions,
  );
  return unique(names.flatMap((name) => actionNames.get(name.toLowerCase()) ?? []));
}

/**
 * @template T
 * @param {Map<string, T>} map with names in lower case as keys
 * @param {string} name
 * @returns {T}
 */
function found(map, name) {
  const value = map.get(name.toLowerCase());
  if (value === undefined)
    throw new UserError(`\`${name}\` is used in the data but not defined there`);
  return value;
}

/**
 * @param {string[]} texts
 * @returns {string[]}
 */
function unique(texts) {
  return [...new Set(texts)];
}
