/** Which names a few letters mean. Pure. */

/**
 * @param {string[]} names
 * @param {string} query
 * @param {number} most
 * @returns {number[]} indices: names that begin with it first, then those with a word that does,
 *   then those that hold it anywhere, short ones before long ones; all names in their own order
 *   where nothing is asked
 */
export function matching(names, query, most) {
  const asked = query.trim().toLowerCase();
  if (!asked) return names.slice(0, most).map((_, i) => i);
  const rank = (name) => {
    const at = name.toLowerCase().indexOf(asked);
    if (at <= 0) return at;
    return name.toLowerCase().split(/[\s-]+/).some((word) => word.startsWith(asked)) ? 1 : 2;
  };
  return names.map((name, i) => ({ i, rank: rank(name) }))
    .filter((one) => one.rank >= 0)
    .sort((a, b) => a.rank - b.rank || names[a.i].length - names[b.i].length)
    .slice(0, most)
    .map(({ i }) => i);
}
