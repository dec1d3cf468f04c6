/** The arithmetic of the pixel that is pointed at: window × kernel = products, their sum, and on. */

import { createButton } from '../../ui/controls.js';
import { numberGrid } from '../../ui/number_grid.js';
import { commonDecimals, tieSentence, written } from '../../ui/numbers.js';
import { pooled, responses, valueAt } from './arithmetic.js';
import { ACTIVATIONS } from './words.js';

const HINT = 'Point at a pixel of any map to see how it is computed. A click pins it, Escape lets go; '
  + 'arrow keys move. Ctrl and the wheel zoom, a drag moves the maps.';
const HINT_FOR_FINGERS = 'Tap a pixel of any map to see how it is computed; a second tap lets go. '
  + 'Two fingers zoom, one moves the zoomed maps.';
/** @type {Record<string, string>} */
const POOL_WORDS = { max: 'largest', average: 'mean', sum: 'sum', l2: '√ of the sum of squares' };

/**
 * @typedef {import('./pointing.js').Place} Place
 *
 * @typedef {object} Answer
 * @property {import('./chain.js').Link[]} chain
 * @property {Record<string, import('./arithmetic.js').Tensor>} tensors
 * @property {import('../state.js').Stage[]} stages
 *
 * @param {object} options
 * @param {() => void} options.onClose  fingers have no Escape
 * @returns {{element: HTMLElement, show: (place: Place | null, answer: Answer) => void}}
 */
export function createPanel({ onClose }) {
  const element = document.createElement('section');
  element.className = 'arithmetic';
  element.setAttribute('aria-label', 'Arithmetic of the pixel');
  element.tabIndex = -1; // pressed, it keeps the focus near the maps, and Escape still lets go
  const title = document.createElement('p');
  title.className = 'arithmetic-title';
  const body = document.createElement('div');
  body.className = 'arithmetic-body';
  const close = createButton('×', onClose, { className: 'arithmetic-close' });
  close.setAttribute('aria-label', 'Let go of the pixel');
  close.title = 'Let go (Escape)';
  element.append(title, close, body);
  hint();

  function hint() {
    title.className = 'arithmetic-title arithmetic-hint';
    title.textContent = matchMedia('(pointer: coarse)').matches ? HINT_FOR_FINGERS : HINT;
    element.dataset.shown = 'false';
    body.replaceChildren();
  }

  return {
    element,
    /**
     * @param {Place | null} place
     * @param {Answer} answer
     */
    show(place, { chain, tensors, stages }) {
      const link = place && chain[place.index];
      if (!place || !link) return hint();
      title.className = 'arithmetic-title';
      element.dataset.shown = 'true';
      title.textContent = `${nameOf(link, place)}, row ${place.row + 1}, column ${place.column + 1}`;
      body.replaceChildren(...describe(chain, place, tensors, stages));
      return undefined;
    },
  };
}

/**
 * @param {import('./chain.js').Link} link
 * @param {import('./pointing.js').Place} place
 */
const nameOf = (link, { part }) => (link.kind === 'picture' ? 'Picture' : `${link.name} ${part + 1}`);

/**
 * @param {import('./chain.js').Link[]} chain
 * @param {import('./pointing.js').Place} place
 * @param {Record<string, import('./arithmetic.js').Tensor>} tensors
 * @param {import('../state.js').Stage[]} stages
 */
function describe(chain, place, tensors, stages) {
  const link = chain[place.index];
  if (link.kind === 'picture') return describePicture(chain, place, tensors.picture);
  if (link.kind === 'pooled') return describePool(chain, place, tensors, stages);
  const index = chain.findIndex(({ key }) => key === `stage${link.stage + 1}.feature`);
  return describeFeature(chain, index, place, tensors, stages[link.stage]);
}

/**
 * @param {import('./chain.js').Link[]} chain
 * @param {import('./pointing.js').Place} place
 * @param {import('./arithmetic.js').Tensor} tensor
 */
function describePicture(chain, { row, column }, tensor) {
  const names = tensor.shape[0] === 3 ? ['red', 'green', 'blue'] : ['grey'];
  const values = names.map((name, c) => `${name} ${valueAt(tensor, c, row, column)}`);
  return [line(values.join(' · ')), line('The outlined pixels are made of it.')];
}

/**
 * @param {import('./chain.js').Link[]} chain
 * @param {number} index
 * @param {import('./pointing.js').Place} place
 * @param {Record<string, import('./arithmetic.js').Tensor>} tensors
 * @param {import('../state.js').Stage} stage
 */
function describeFeature(chain, index, place, tensors, stage) {
  const link = chain[index];
  const all = responses(link, stage, tensors[chain[index - 1].key], place);
  const tensor = tensors[link.key];
  const value = valueAt(tensor, place.part, place.row, place.column);
  /** @type {HTMLElement[]} */
  const results = all.length > 1 ? [line(combined(stage.combine, all, value), 'total')] : [];
  const blocks = all.map((response) => describeResponse(response, all.length > 1));
  if (all.length === 1) results.push(...blocks[0].splice(0, 1)); // large kernels push what follows out of sight
  const after = tensors[`stage${link.stage + 1}.activation`];
  if (after) {
    const result = valueAt(after, place.part, place.row, place.column);
    const before = written(value, all.length > 1 ? commonDecimals([value]).decimals
      : decimalsOf(all[0]).decimals);
    const made = result === value ? before : written(result, commonDecimals([result]).decimals);
    results.push(line(`${ACTIVATIONS[stage.activation]} makes ${before} into ${made}`, 'total'));
  }
  return [...results, ...blocks.flat()];
}

/** @param {import('./arithmetic.js').Response} response */
const decimalsOf = ({ channels, bias, total }) =>
  commonDecimals([...channels.flatMap(({ products }) => products.flat()), bias, total]);

/**
 * @param {import('./arithmetic.js').Response} response
 * @param {boolean} isNamed
 * @returns {HTMLElement[]}
 */
function describeResponse(response, isNamed) {
  const { name, channels, bias, total } = response;
  const exact = decimalsOf(response);
  const isReached = channels.every(({ window }) => window[0]?.length);
  const rows = !isReached ? [line('No stamp reaches this pixel.')] : channels.map((channel) => {
    const row = document.createElement('div');
    row.className = 'arithmetic-channel';
    const label = line(channel.name, 'channel-name');
    row.append(
      label,
      numberGrid(channel.window.map((cells) => cells.map(({ value }) => value)), {
        isMarked: (y, x) => channel.window[y][x].isPadding, label: 'window' }),
      together(sign('×'), numberGrid(channel.weights, { label: 'kernel' })),
      together(
        sign(exact.isRounded ? '≈' : '='),
        numberGrid(channel.products, { decimals: exact.decimals, label: 'products' }),
        line(`→ sum ${written(channel.sum, exact.decimals)}`, 'channel-sum'),
      ),
    );
    return row;
  });
  const terms = channels.map((channel) => channel.sum);
  const parts = [...terms, bias].map((term, i) => {
    const text = written(i ? Math.abs(term) : term, exact.decimals);
    const word = i === terms.length ? 'bias ' : '';
    return i ? `${term < 0 ? '\u2212' : '+'} ${word}${text}` : text;
  });
  const equals = exact.isRounded ? '≈' : '=';
  const sum = line(`${parts.join(' ')} ${equals} ${written(total, exact.decimals)}`, 'total');
  return isNamed ? [line(name, 'kernel-name'), sum, ...rows] : [sum, ...rows];
}

/**
 * @param {string} combine
 * @param {import('./arithmetic.js').Response[]} all
 * @param {number} value
 */
function combined(combine, all, value) {
  const { decimals, isRounded } = commonDecimals([...all.map(({ total }) => total), value]);
  const totals = all.map(({ total }) => written(total, decimals));
  const equals = isRounded ? '≈' : '=';
  const result = written(value, decimals);
  if (combine === 'magnitude') {
    return `√(${totals.map((t) => `${t.startsWith('\u2212') ? `(${t})` : t}²`).join(' + ')}) `
      + `${equals} ${result}`;
  }
  return `${combine === 'max' ? 'largest' : 'sum'} of ${totals.join(', ')} ${equals} ${result}`;
}

/**
 * @param {import('./chain.js').Link[]} chain
 * @param {import('./pointing.js').Place} place
 * @param {Record<string, import('./arithmetic.js').Tensor>} tensors
 * @param {import('../state.js').Stage[]} stages
 */
function describePool(chain, place, tensors, stages) {
  const link = chain[place.index];
  const { pooling } = stages[link.stage];
  const before = tensors[chain[place.index - 1].key];
  const { window, rows, columns, winner } = pooled(link, before, place, pooling);
  const value = valueAt(tensors[link.key], place.part, place.row, place.column);
  const { decimals, isRounded } = commonDecimals([...window.flat(), value]);
  const row = document.createElement('div');
  row.className = 'arithmetic-channel';
  row.append(
    numberGrid(window, {
      decimals, label: 'window', isWinner: (y, x) => winner !== null && y === winner[0] && x === winner[1] }),
    sign('→'),
    line(`${POOL_WORDS[pooling]} ${isRounded && !winner ? '≈' : '='} ${written(value, decimals)}`, 'total'),
  );
  if (!winner) return [row];
  const tie = tieSentence(window.flat(), decimals);
  return [row, line(`Row ${rows[winner[0]] + 1}, column ${columns[winner[1]] + 1} won. ${tie}`)];
}

/**
 * What stays side by side when a line is too narrow for all.
 * @param {...HTMLElement} parts
 */
function together(...parts) {
  const group = document.createElement('div');
  group.className = 'arithmetic-group';
  group.append(...parts);
  return group;
}

/**
 * @param {string} text
 * @param {string} [className]
 */
function line(text, className = '') {
  const element = document.createElement('p');
  element.textContent = text;
  element.className = className && `arithmetic-${className}`;
  return element;
}

/** @param {string} text */
function sign(text) {
  const element = document.createElement('span');
  element.className = 'arithmetic-sign';
  element.textContent = text;
  return element;
}
