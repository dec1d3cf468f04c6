/** The arithmetic of the pixel that is pointed at: window × kernel = products, their sum, and on. */

import { commonDecimals, pooled, responses, valueAt, written } from './arithmetic.js';
import { numberGrid } from './number_grid.js';
import { ACTIVATIONS } from './words.js';

const HINT = 'Point at a pixel of any map to see how it is computed. A click pins it, Escape lets go; '
  + 'arrow keys move. Ctrl and the wheel zoom, a drag moves the maps.';
const POOL_WORDS = { max: 'largest', average: 'mean', sum: 'sum', l2: '√ of the sum of squares' };

/** @returns {{element: HTMLElement, show: (place: object|null, answer: object|null) => void}} */
export function createPanel() {
  const element = document.createElement('section');
  element.className = 'arithmetic';
  element.setAttribute('aria-label', 'Arithmetic of the pixel');
  const title = document.createElement('p');
  title.className = 'arithmetic-title';
  const body = document.createElement('div');
  body.className = 'arithmetic-body';
  element.append(title, body);
  hint();

  function hint() {
    title.className = 'arithmetic-title arithmetic-hint';
    title.textContent = HINT;
    body.replaceChildren();
  }

  return {
    element,
    /**
     * @param {{index: number, part: number, row: number, column: number}|null} place
     * @param {{chain: object[], tensors: object, stages: object[]}} answer
     */
    show(place, { chain, tensors, stages }) {
      const link = place && chain[place.index];
      if (!link) return hint();
      title.className = 'arithmetic-title';
      title.textContent = `${nameOf(link, place)}, row ${place.row + 1}, column ${place.column + 1}`;
      body.replaceChildren(...describe(chain, place, tensors, stages));
      return undefined;
    },
  };
}

const nameOf = (link, { part }) => (link.kind === 'picture' ? 'Picture' : `${link.name} ${part + 1}`);

function describe(chain, place, tensors, stages) {
  const link = chain[place.index];
  if (link.kind === 'picture') return describePicture(chain, place, tensors.picture);
  if (link.kind === 'pooled') return describePool(chain, place, tensors, stages);
  const index = chain.findIndex(({ key }) => key === `stage${link.stage + 1}.feature`);
  return describeFeature(chain, index, place, tensors, stages[link.stage]);
}

function describePicture(chain, { row, column }, tensor) {
  const names = tensor.shape[0] === 3 ? ['red', 'green', 'blue'] : ['grey'];
  const values = names.map((name, c) => `${name} ${valueAt(tensor, c, row, column)}`);
  return [line(values.join(' · ')), line('The outlined pixels are made of it.')];
}

function describeFeature(chain, index, place, tensors, stage) {
  const link = chain[index];
  const all = responses(link, stage, tensors[chain[index - 1].key], place);
  const blocks = all.flatMap((response) => describeResponse(response, all.length > 1));
  const tensor = tensors[link.key];
  const value = valueAt(tensor, place.part, place.row, place.column);
  if (all.length > 1) blocks.push(line(combined(stage.combine, all, value), 'total'));
  const after = tensors[`stage${link.stage + 1}.activation`];
  if (after) {
    const result = valueAt(after, place.part, place.row, place.column);
    const { decimals } = commonDecimals([value, result]);
    blocks.push(line(`${ACTIVATIONS[stage.activation]} makes ${written(value, decimals)} `
      + `into ${written(result, decimals)}`, 'total'));
  }
  return blocks;
}

function describeResponse({ name, channels, bias, total }, isNamed) {
  const products = channels.flatMap((channel) => channel.products.flat());
  const exact = commonDecimals([...products, bias, total]);
  const rows = channels.map((channel) => {
    const row = document.createElement('div');
    row.className = 'arithmetic-channel';
    const label = line(channel.name, 'channel-name');
    row.append(
      label,
      numberGrid(channel.window.map((cells) => cells.map(({ value }) => value)), {
        isMarked: (y, x) => channel.window[y][x].border, label: 'window' }),
      sign('×'),
      numberGrid(channel.weights, { label: 'kernel' }),
      sign(exact.isRounded ? '≈' : '='),
      numberGrid(channel.products, { decimals: exact.decimals, label: 'products' }),
      line(`→ sum ${written(channel.sum, exact.decimals)}`, 'channel-sum'),
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
  return isNamed ? [line(name, 'kernel-name'), ...rows, sum] : [...rows, sum];
}

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
      decimals, label: 'window', isWinner: (y, x) => winner && y === winner[0] && x === winner[1] }),
    sign('→'),
    line(`${POOL_WORDS[pooling]} ${isRounded && !winner ? '≈' : '='} ${written(value, decimals)}`, 'total'),
  );
  if (!winner) return [row];
  return [row, line(`Row ${rows[winner[0]] + 1}, column ${columns[winner[1]] + 1} won.`)];
}

function line(text, className = '') {
  const element = document.createElement('p');
  element.textContent = text;
  element.className = className && `arithmetic-${className}`;
  return element;
}

function sign(text) {
  const element = document.createElement('span');
  element.className = 'arithmetic-sign';
  element.textContent = text;
  return element;
}
