/** The network that runs, changed: by the panel, by keys and clicks in the network, by the line. */

import { closest, find } from '../ui/find.js';
import { bringIntoSight } from '../ui/elements.js';
import {
  NO_EDITS, createEditedTensors, editsText, hasKernel, isChanged, isOff, isUntouched, switched,
  withPart,
} from './edits.js';
import { createMapSwitch } from './map_switch.js';
import { createMarks } from './marks.js';
import { createNetworkBar } from './network_bar.js';
import { packEdits, unpackEdits } from './packing.js';
import { createPanel } from './panel.js';
import { kernelPlace, layerChoices, mapOf, shownBy } from './place_picker.js';
import { createQuestions } from './questions.js';

/**
 * @param {object} options
 * @param {import('../kernel_editor/kernel_gallery.js').NamedKernel[]} options.gallery  kernels to put in the place of one
 * @param {import('../network/network_view.js').NetworkView} options.network
 * @param {(change: {weights: import('./edits.js').Weights, off: Record<string, number[]>},
 *   inputAt: number) => void} options.read  with these weights, and these
 *   maps off
 * @param {import('../live/messages.js').Ask} options.ask
 * @param {import('./network_bar.js').Action[]} options.actions  more that can be done
 * @param {(file: File) => void} options.onFile
 * @param {() => void} options.onEdit  the edits are worth keeping
 * @param {(isOpen: boolean) => void} options.onPanel
 */
export function createEditSession({
  gallery, network, read, ask, actions, onFile, onEdit, onPanel,
}) {
  const listening = new AbortController();
  /** @type {import('../live/messages.js').Network | null} */
  let description = null;
  /** @type {import('./edits.js').Weights} */
  let weights = {};
  let tensorsOf = createEditedTensors(weights);
  let edits = NO_EDITS;
  /** @type {import('./edits.js').Edits | null} */
  let thrownAway = null; // edits that "Reset all" took, until there are others
  /** @type {HTMLElement | null} */
  let opener = null; // what had the focus before the panel
  /** @type {HTMLElement | null} */
  let edited = null; // the map of the kernel in the panel

  const panel = createPanel({
    gallery,
    onPart: (place, part, inputAt) => change(withPart(edits, weights, place, part), inputAt, false),
    onSwitch: flip,
    onRank: rank,
    onPlace(place) {
      onPanel(place !== null);
      edited?.classList.remove('edited');
      edited = place && mapOf(network.scene, place); // it answers to each change
      edited?.classList.add('edited');
      if (edited) bringIntoSight(edited);
      else opener?.focus({ preventScroll: true });
    },
  });
  const bar = createNetworkBar({
    actions: [
      { name: 'change', label: 'Change a kernel', onClick: () => open(firstPlace()) },
      { name: 'check', label: 'Does it still read digits?', onClick: check },
      { name: 'reset', label: 'Reset all', onClick: reset },
      ...actions,
    ],
    onFile,
  });
  const corner = createMapSwitch(network.element, {
    placeOf: mapAt, isOff: (place) => isOff(edits, place), onSwitch: flip,
  }, listening.signal);

  const marks = createMarks(network);
  const questions = createQuestions({ ask, state: () => edits });

  /** @param {EventTarget | null} element */
  const placeAt = (element) =>
    description && kernelPlace(description, shownBy(network.scene, element));
  const firstPlace = () =>
    panel.place() ?? { layer: description ? layerChoices(description)[0].layer : '', unit: 0 };

  /**
   * Only a convolution's maps can be switched off.
   * @param {EventTarget | null} element
   */
  function mapAt(element) {
    const place = placeAt(element);
    return place && hasKernel(weights, place.layer) ? place : null;
  }

  network.element.addEventListener('click', ({ target }) => {
    const place = closest(target, '.kernel') === target ? placeAt(target) : null;
    if (place) open(place);
  }, { signal: listening.signal });
  network.element.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const key = event.key.toLowerCase();
    const place = key === 'o' ? mapAt(event.target) : key === 'k' ? placeAt(event.target) : null;
    if (!place) return;
    event.preventDefault();
    if (key === 'o') flip(place);
    else open(place);
  }, { signal: listening.signal });

  /** @param {import('./edits.js').Place} place */
  function open(place) {
    const { activeElement } = /** @type {ShadowRoot | Document} */ (network.element.getRootNode());
    opener = activeElement instanceof HTMLElement ? activeElement : null;
    panel.open(place);
    find(panel.element, 'select').focus({ preventScroll: true });
  }

  /** @param {import('./edits.js').Place} place */
  function flip(place) {
    change(switched(edits, place), performance.now());
  }

  /**
   * @param {boolean} [anew]  whether the panel has to show it as well
   * @param {import('./edits.js').Edits} next
   * @param {number} inputAt
   */
  function change(next, inputAt, anew = true) {
    edits = next;
    thrownAway = null;
    bar.tell('');
    const tensors = tensorsOf(edits);
    read({ weights: tensors, off: edits.off }, inputAt);
    show(tensors, anew);
    onEdit();
  }

  /**
   * @param {import('./edits.js').Weights} tensors
   * @param {boolean} anew
   */
  function show(tensors, anew) {
    network.setWeights({ ...weights, ...tensors });
    marks.show((layer, unit) => ({
      changed: isChanged(edits, { layer, unit }), off: isOff(edits, { layer, unit }),
    }));
    if (description) panel.update({ description, weights, edits }, anew);
    corner.refresh();
    bar.say(editsText(edits) || 'The network as it was trained');
    bar.set('reset', {
      label: thrownAway ? 'Undo the reset' : 'Reset all',
      hidden: isUntouched(edits) && !thrownAway,
    });
  }

  function reset() {
    const taken = thrownAway ? null : edits;
    change(thrownAway ?? NO_EDITS, performance.now());
    thrownAway = taken;
    show(tensorsOf(edits), false);
  }

  async function check() {
    bar.set('check', { busy: true });
    await questions.check(bar.tell);
    bar.set('check', {});
  }

  /** @param {string} layer */
  function rank(layer) {
    return questions.rank(layer, panel.ranking, description?.labels ?? []);
  }

  return {
    panel: panel.element,
    bar,
    open,
    /** @returns {import('./packing.js').PackedEdits} to keep as JSON, or to hand on */
    pack: () => packEdits(edits, weights),
    /**
     * @param {unknown} packed
     * @returns {boolean} false, and nothing changes, when they are no edits of this network
     */
    unpack(packed) {
      const found = unpackEdits(packed, weights);
      if (found) change(found, performance.now());
      return found !== null;
    },
    /**
     * @param {import('../live/messages.js').Network} message  the network's description
     * @param {import('./edits.js').Weights} tensors
     * @param {boolean} isOther  false where it is only told again, as after a reconnect
     */
    describe(message, tensors, isOther) {
      [description, weights, tensorsOf] = [message, tensors, createEditedTensors(tensors)];
      if (isOther) [edits, thrownAway] = [NO_EDITS, null];
      if (isOther) panel.shut();
      show(tensorsOf(edits), isOther);
    },
    /**
     * A reading is shown.
     *
     * @param {boolean} atRest  what was ranked may be of another drawing
     */
    read(atRest) {
      marks.place();
      const place = panel.place();
      if (place && atRest && panel.isRanking()) rank(place.layer);
    },
    /**
     * What the inspector shows is to be changed.
     * @param {{layer: string, map: number}} place
     */
    openAt({ layer, map }) {
      const place = description && kernelPlace(description, { layer, unit: map });
      if (place) open(place);
    },
    destroy() {
      listening.abort();
      marks.destroy();
      panel.destroy();
      bar.element.remove();
    },
  };
}
