/** Says which kernel came with a worked case of numbers, and takes it back: also when they go. */

import { createButton } from '../ui/controls.js';
import { make } from '../ui/elements.js';
import { createSessionStore } from '../ui/session_store.js';
import { readState } from './state.js';

/**
 * @param {object} options
 * @param {boolean} options.isSet  whether the stages are somebody's own, such as a link's, and no
 *   worked case at first shall change them
 * @param {() => import('./state.js').Stage[]} options.stages  those on the page
 * @param {(stages: import('./state.js').Stage[]) => void} options.onStages
 */
export function createExampleNotice({ isSet, stages, onStages }) {
  const element = make('div', 'filters-notice');
  element.setAttribute('role', 'status');
  const text = document.createElement('span');
  const store = createSessionStore('filters example');
  let loaded = store.load(); // name of the last one, which is loaded once
  let isFirst = isSet;
  /** @type {import('./state.js').Stage[] | null} */
  let before = null;
  const undo = createButton('Undo', takeBack);
  element.append(text, undo);
  hide();

  function hide() {
    before = null;
    element.hidden = true;
  }

  function takeBack() {
    const back = before;
    hide();
    if (back) onStages(back);
  }

  return {
    element,
    hide,
    /** Another picture is shown. @param {string} caption  of it */
    leave(caption) {
      if (before && caption !== loaded) takeBack();
    },
    /**
     * @param {{caption: string, example?: object|null}|null} picture  that the page gives; an
     *   example is a stage, what is left out as it is by default
     */
    take(picture) {
      if (!picture && before) return; // nothing has taken the numbers' place
      const example = picture?.example;
      const name = example ? picture.caption : null;
      const isNew = name !== loaded && !isFirst;
      isFirst = false;
      if (name !== loaded) store.save(name);
      loaded = name;
      if (!isNew || !example) return;
      const found = readState({ stages: [example] });
      if (!found) return;
      const now = stages();
      onStages(found.stages);
      before = now;
      text.textContent = `The kernel ${found.stages[0].kernels[0].name} came with the numbers.`;
      element.hidden = false;
    },
  };
}
