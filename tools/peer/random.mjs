/** Random choices that the same seed repeats. */

/**
 * @typedef {{
 *   chance: (probability: number) => boolean,
 *   below: (limit: number) => number,
 *   one: <T>(choices: T[]) => T,
 *   several: <T>(choices: T[], most: number) => T[],
 * }} Random
 * `below` gives a whole number from 0; `several` gives at least one choice, none twice.
 */

/**
 * @param {number} seed a whole number
 * @returns {Random}
 */
export function random(seed) {
  let state = seed >>> 0;
  // Mulberry32: small, and good enough for choosing among a few things.
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (/** @type {number} */ limit) => Math.floor(next() * limit);
  return {
    chance: (probability) => next() < probability,
    below,
    one: (choices) => choices[below(choices.length)],
    several: (choices, most) => {
      const rest = [...choices];
      const count = 1 + below(Math.min(most, rest.length));
      return Array.from({ length: count }, () => rest.splice(below(rest.length), 1)[0]);
    },
  };
}
