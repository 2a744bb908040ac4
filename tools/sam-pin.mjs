/** The package that the data of the SAM transform is taken from. */

export const SAM_PACKAGE = "aws-sam-translator";

/** The folder of the data, from the root of the repository. */
export const SAM_DATA = "src/template/sam/data";

/** @type {import("./catalogue/pins.mjs").Pin} */
export const SAM_PIN = {
  version: "1.115.0",
  sha256: "9be2d7b04041a64e89ed3fb1186f948377ecc118033a8a7538f271d4bcab0afa",
};
