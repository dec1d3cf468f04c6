/** What keys mean: shortcuts, and where arrow keys lead on a page. */

/**
 * @typedef {'undo' | 'redo' | 'clear' | 'eraser' | 'thinner' | 'thicker'} Command
 * @type {Record<string, Command>}
 */
const COMMANDS = {
  Delete: 'clear', Backspace: 'clear', e: 'eraser', '[': 'thinner', ']': 'thicker',
};

/**
 * @param {KeyboardEvent} event
 * @returns {Command | null}
 */
export function commandFor(event) {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  // Many keyboards have brackets only with AltGr, which Windows reports as Ctrl and Alt.
  if (event.getModifierState?.('AltGraph') && '[]'.includes(key)) return COMMANDS[key];
  if (event.altKey) return null;
  if (event.ctrlKey || event.metaKey) {
    if (key === 'z') return event.shiftKey ? 'redo' : 'undo';
    return key === 'y' && !event.shiftKey ? 'redo' : null;
  }
  return event.shiftKey ? null : COMMANDS[key] ?? null;
}

/**
 * @param {Event} event
 * @returns {boolean} whether it comes from a place where people type text
 */
export function isTyping(event) {
  const target = event.composedPath()[0];
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement) {
    return !['range', 'checkbox', 'radio', 'button', 'color'].includes(target.type);
  }
  return ['textarea', 'select'].includes(target.localName);
}

/**
 * @param {string} keys  as a PC has them
 * @param {string} platform  `navigator.platform`
 * @returns {string} as this computer has them
 */
export function keysFor(keys, platform) {
  return /Mac|iP(hone|ad|od)/.test(platform) ? keys.replace('Ctrl', 'Cmd') : keys;
}

/**
 * The nearest element in a direction; far aside counts double, so that the way leads straight on.
 * @param {HTMLElement} from
 * @param {HTMLElement[]} all
 * @param {[number, number]} direction right and down
 * @returns {HTMLElement | null}
 */
export function nearest(from, all, [dx, dy]) {
  /** @param {HTMLElement} element */
  const middle = (element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return [left + width / 2, top + height / 2];
  };
  const [x0, y0] = middle(from);
  /** @type {HTMLElement | null} */
  let best = null;
  let distance = Infinity;
  for (const element of all) {
    const [x, y] = middle(element);
    const ahead = (x - x0) * dx + (y - y0) * dy;
    const aside = Math.abs((x - x0) * dy) + Math.abs((y - y0) * dx);
    if (ahead > 1 && ahead + 2 * aside < distance) [best, distance] = [element, ahead + 2 * aside];
  }
  return best;
}
