/** Lines at the pad: where the drawing comes from, that the server is away, what went wrong. */

import { asSentence } from '../ui/sentence.js';

/**
 * A line of text that is not there while it is empty.
 * @param {string} name
 */
function createLine(name) {
  const line = document.createElement('p');
  line.className = `digits-${name}`;
  return line;
}

/**
 * Make the lines that say that the server is away, and what went wrong.
 * @returns {{elements: HTMLElement[], notice: (words: string) => void,
 *   say: (sentence: string) => void}}  `say` such as the server's "the file is empty"
 */
export function createNotes() {
  const [notice, problem] = ['notice', 'problem'].map(createLine);
  problem.setAttribute('role', 'alert');
  return {
    elements: [notice, problem],
    notice(words) {
      notice.textContent = words;
    },
    say(sentence) {
      problem.textContent = asSentence(sentence);
    },
  };
}

/**
 * Says where the drawing on the pad comes from, as long as that is true.
 *
 * @param {import('../pad/drawing_pad.js').DrawingPad} pad
 * @param {{caption?: string, laidItems?: number}|null} kept  a state from before
 */
export function createCaption(pad, kept) {
  const element = document.createElement('p');
  element.className = 'digits-caption';
  let caption = kept?.caption ?? '';
  let laidItems = kept?.laidItems ?? 0; // items on the pad when the drawing was laid there

  return {
    element,
    /** What was drawn over is no longer what was laid there; what was undone neither. */
    show() {
      const more = pad.state().items.length - laidItems;
      if (more < 0 || pad.isBlank()) element.textContent = '';
      else element.textContent = caption && more > 0 ? `${caption}, changed` : caption;
    },
    /** @param {string} from  where the drawing comes from that is laid on the pad next */
    expect(from) {
      caption = from;
      laidItems = pad.state().items.length + 1;
    },
    /** The drawing is another, and nobody says where it comes from. */
    forget() {
      [caption, laidItems] = ['', 0];
    },
    /** @returns {{caption: string, laidItems: number}} to keep as JSON */
    state: () => ({ caption, laidItems }),
  };
}
