/** A choice of one among a few, as buttons in a row that breaks where it must. */

let made = 0; // radio buttons of two choices in one document must not share a name

/**
 * @template Value
 * @typedef {object} Choice
 * @property {Value} value
 * @property {string} text
 * @property {string} [detail]  less important, behind the text
 */

/**
 * @template Value
 * @param {object} options
 * @param {string} options.label
 * @param {(value: Value) => void} options.onChange
 * @returns {{element: HTMLFieldSetElement, set: (choices: Choice<Value>[], value: Value) => void}}
 *   `set` calls no onChange; a value that is none of the choices' picks none
 */
export function createChoices({ label, onChange }) {
  const element = document.createElement('fieldset');
  element.className = 'heat-choices';
  const legend = element.appendChild(document.createElement('legend'));
  legend.textContent = label;
  const room = element.appendChild(document.createElement('div'));
  room.className = 'heat-choices-room';
  made += 1;
  const name = `heat-choice-${made}`;
  /** @type {Row[]} */
  const rows = [];
  /** @type {Choice<Value>[]} */
  let shown = [];

  /**
   * @param {number} index
   * @returns {Row}
   */
  function createRow(index) {
    const row = document.createElement('label');
    row.innerHTML = '<input class="choice-input" type="radio"><span><span></span><small></small></span>';
    const [input, face] = row.children;
    input.name = name;
    input.onchange = () => onChange(shown[index].value);
    room.append(row);
    return { row, input, text: face.firstChild, detail: face.lastChild };
  }

  /**
   * @param {Node} part
   * @param {string} text
   */
  function write(part, text) {
    if (part.textContent !== text) part.textContent = text;
  }

  return {
    element,
    set(choices, value) {
      shown = choices;
      while (rows.length > choices.length) rows.pop().row.remove();
      while (rows.length < choices.length) rows.push(createRow(rows.length));
      rows.forEach(({ input, text, detail }, i) => {
        write(text, choices[i].text);
        write(detail, choices[i].detail ?? '');
        input.checked = choices[i].value === value;
      });
    },
  };
}
