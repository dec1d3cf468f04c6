/** How a value came to be: asked of the server, shown as on Digits, outlined on the photo. */

import { createKinds } from '../inspector/kinds.js';
import { cameFrom, neighbors } from '../inspector/ways.js';
import { createLatest } from '../live/latest.js';
import { unitName } from '../network/units.js';
import { make, makeButton } from '../ui/elements.js';
import { morph } from '../ui/morph.js';
import { asSentence } from '../ui/sentence.js';
import { boxesOf } from './sight.js';

/** @typedef {import('../network/units.js').Unit} Unit */

const HEIGHT = 240; // CSS pixels for which lists are cut to their strongest
const SPEAK_MS = 400;
const [POINT, CLICK] = matchMedia('(pointer: coarse)').matches ? ['Tap', 'Tap'] : ['Point at', 'Click'];
const MAP_HINT = `${POINT} any value of the map to see how it came to be, and what it sees of the photo.`;
const LIST_HINT = `${CLICK} a number to see how it came to be.`;

/**
 * @param {object} options
 * @param {import('../live/messages.js').Ask} options.ask
 * @param {(boxes: import('./sight.js').Outline[] | null) => void} options.outline
 * @param {(unit: Unit) => void} options.onPick another unit is asked for
 */
export function createUnitView({ ask, outline, onPick }) {
  const title = make('h4', 'inspector-title');
  const back = makeButton('Came from', () => {
    const unit = source();
    if (unit) onPick(unit);
  }, 'leads-back');
  const body = make('div', 'inspector-body');
  const spoken = make('p', 'inspector-spoken');
  spoken.setAttribute('role', 'status');
  const element = make('section', 'inspector block-numbers',
    make('header', 'inspector-head', title, back), body, spoken);
  element.setAttribute('aria-label', 'Arithmetic');
  /** @type {import('../network/columns.js').Column[]} */
  let columns = [];
  /** @type {Unit | null} */
  let wanted = null;
  let isPinned = false;
  /** @type {import('../inspector/ways.js').Inspected | null} */
  let answer = null;
  let speaking = 0; // timer
  let hint = MAP_HINT;
  const kinds = createKinds({ onChange: render });
  const latest = createLatest({
    ask: (/** @type {Unit} */ { layer, unit }) => ask({ type: 'inspect', layer, unit }),
    onAnswer({ message, tensors }) {
      answer = { ...message, tensors, done: null };
      render();
    },
    onProblem(sentence) {
      answer = null;
      title.textContent = asSentence(sentence);
      body.replaceChildren();
      outline(null);
    },
  });

  const source = () => answer && cameFrom(answer, neighbors(columns, answer.layer).before);

  function render() {
    back.hidden = !(answer && isPinned && source());
    if (!answer) {
      title.textContent = hint;
      body.replaceChildren();
      clearTimeout(speaking);
      spoken.textContent = '';
      outline(null);
      return;
    }
    const { column, before, ...others } = neighbors(columns, answer.layer);
    if (!column) return; // of a network that is gone
    const name = unitName(column, answer.unit);
    if (element.dataset.kind !== answer.kind) body.replaceChildren();
    element.dataset.kind = answer.kind;
    title.textContent = name;
    const room = { width: body.clientWidth, height: HEIGHT };
    morph(body, kinds.show(answer, { ...others, column, before: before ?? column, room, onPick }));
    outline(boxesOf(answer, column, columns[0]));
    clearTimeout(speaking);
    speaking = setTimeout(speak, SPEAK_MS);
  }

  /** For screen readers: what is stayed with, once it rests. */
  function speak() {
    const result = body.querySelector('.inspector-result')?.textContent;
    spoken.textContent = isPinned && answer ? `${title.textContent}: ${result}` : '';
  }

  return {
    element,
    /** @param {import('../network/columns.js').Column[]} next */
    describe(next) { columns = next; },
    /** Before a value is meant: where there are some. @param {boolean} isMaps else a list */
    invite(isMaps) {
      hint = isMaps ? MAP_HINT : LIST_HINT;
      if (!answer) render();
    },
    /** @param {Unit | null} unit @param {boolean} stays */
    show(unit, stays) {
      [wanted, isPinned] = [unit, stays];
      if (wanted) {
        latest.put(wanted);
        return;
      }
      latest.forget();
      answer = null;
      delete element.dataset.kind;
      render();
    },
    /** The photo is another: the numbers follow. */
    refresh() {
      if (wanted) latest.put(wanted);
    },
    destroy() {
      latest.forget();
      clearTimeout(speaking);
    },
  };
}
