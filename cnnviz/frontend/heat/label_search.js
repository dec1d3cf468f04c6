/** Which names a few letters mean. Pure. */

const NO_LETTERS = /[^\p{L}\p{N}]+/gu;

/**
 * A name's words between blanks: " lace up boot ".
 * @param {string} text
 */
const worded = (text) => ` ${text.toLowerCase().replace(NO_LETTERS, ' ').trim()} `;

const MEMBER = 1; // behind the name itself

/**
 * How well a name fits, 0 best; Infinity: not at all.
 * @param {string} name
 * @param {string} query
 */
function rankOf(name, query) {
  const [words, asked] = [worded(name), worded(query)];
  if (asked.trim() && words.includes(asked)) return words === asked ? 0 : 2;
  const at = name.toLowerCase().indexOf(query.toLowerCase());
  if (at === 0) return 3;
  if (asked.trim() && words.includes(asked.trimEnd())) return 4;
  return at > 0 ? 5 : Infinity;
}

/**
 * The names that a query may mean: the name itself, then the members of the group that is called
 * so, then those with such a word, then those that begin with it, then those with a word that does,
 * then those that hold it anywhere; short ones before long ones.
 * @param {string[]} names
 * @param {string[] | null} groups  of the names
 * @param {string} query
 * @param {number} most
 * @returns {number[]} indices; all names in their own order where nothing is asked
 */
export function matching(names, groups, query, most) {
  const asked = query.trim();
  if (!asked) return names.slice(0, most).map((_, i) => i);
  /** @param {number} i */
  const isMember = (i) => groups?.[i].toLowerCase() === asked.toLowerCase();
  return names.map((name, i) => {
    const own = rankOf(name, asked);
    return { i, own, rank: isMember(i) ? Math.min(own, MEMBER) : own };
  })
    .filter(({ rank }) => rank < Infinity)
    .sort((a, b) => a.rank - b.rank || Math.sign(a.own - b.own)
      || names[a.i].length - names[b.i].length)
    .slice(0, most)
    .map(({ i }) => i);
}

/**
 * The name that is meant without a choice: written out, or the only one that is left.
 * @param {string[]} names
 * @param {number[]} left  indices
 * @param {string} query
 * @returns {number | null} an index
 */
export function meant(names, left, query) {
  const asked = query.trim().toLowerCase();
  const whole = left.find((i) => names[i].toLowerCase() === asked);
  return whole ?? (left.length === 1 ? left[0] : null);
}
