/**
 * Makes `src/template/sam/data` anew: SAM's policy templates, what its connectors permit, and the paths of the
 * policies that AWS manages. Needs Python 3 with pip, which fetches the package with the data.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { unpackedWheel } from "./catalogue/wheel.mjs";
import { ROOT, runMain, step } from "./process.mjs";
import { SAM_DATA, SAM_PACKAGE, SAM_PIN } from "./sam-pin.mjs";

const FILES = path.join(ROOT, SAM_DATA);

/**
 * @param {Record<string, any>} members
 * @returns {string} a JSON object with one member a line
 */
function memberPerLine(members) {
  const lines = Object.entries(members).map(
    ([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`,
  );
  return `{\n${lines.join(",\n")}\n}\n`;
}

/**
 * @param {{ Templates: Record<string, { Parameters: object, Definition: { Statement: object[] } }> }} document
 * @returns {string} the parameters and statements of each template by its name
 */
function policyTemplates({ Templates: templates }) {
  const short = Object.entries(templates).map(([name, { Parameters, Definition }]) => [
    name,
    { parameters: Object.keys(Parameters), statements: Definition.Statement },
  ]);
  return memberPerLine(Object.fromEntries(short));
}

/**
 * @param {{ Permissions: Record<string, Record<string, { Type: string, Properties: any }>>,
 *   CfnResourceProperties: Record<string, any> }} document
 * @returns {string} what is made for `source > destination`, and what a type of resource gives to a connector
 */
function connectors({ Permissions: permissions, CfnResourceProperties: types }) {
  const pairs = Object.entries(permissions).flatMap(([source, destinations]) =>
    Object.entries(destinations).map(([destination, { Type: makes, Properties: properties }]) => {
      const { SourcePolicy: atSource, ValidAccessCategories: sets, AccessCategories: access } = properties;
      return [`${source} > ${destination}`, { makes, atSource, ...(sets && { sets }), access }];
    }),
  );
  return memberPerLine({ ...Object.fromEntries(pairs), types });
}

/**
 * @param {Record<string, Record<string, string>>} partitions from a policy's name to its ARN, by partition
 * @returns {string} the paths and names of the policies, sorted
 */
function managedPolicies(partitions) {
  const arns = Object.values(partitions).flatMap((policies) => Object.values(policies));
  const names = new Set(arns.map((arn) => arn.slice(arn.indexOf(":policy/") + ":policy/".length)));
  return [...names]
    .sort()
    .map((name) => `${name}\n`)
    .join("");
}

async function refresh() {
  const folder = mkdtempSync(path.join(os.tmpdir(), "sam-"));
  try {
    const unpacked = await step("fetch the data", () => unpackedWheel(SAM_PACKAGE, SAM_PIN, folder));
    const text = (/** @type {string[]} */ ...names) => readFileSync(path.join(unpacked, ...names), "utf8");
    const json = (/** @type {string[]} */ ...names) => JSON.parse(text("samtranslator", ...names));
    const write = (/** @type {string} */ name, /** @type {string} */ content) =>
      writeFileSync(path.join(FILES, name), content);
    write(
      "policy_templates.json",
      policyTemplates(json("policy_templates_data", "policy_templates.json")),
    );
    write("connectors.json", connectors(json("model", "connector_profiles", "profiles.json")));
    write(
      "managed_policies.txt",
      managedPolicies(json("internal", "data", "aws_managed_policies.json")),
    );
    const info = `aws_sam_translator-${SAM_PIN.version}.dist-info`;
    const notices = ["NOTICE", "LICENSE"].map((name) => text(info, "licenses", name).trim());
    const heading = `The files beside this one are taken from ${SAM_PACKAGE} ${SAM_PIN.version}, changed in form:`;
    write("LICENSE.txt", `${[heading, ...notices].join("\n\n")}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await runMain(refresh);
