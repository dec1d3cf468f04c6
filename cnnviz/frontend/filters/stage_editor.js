/** The left column: the stages, the chosen one's kernels, and how they are applied. */

import { createKernelEditor } from '../kernel_editor/kernel_editor.js';
import { createKernelGallery } from '../kernel_editor/kernel_gallery.js';
import { OF_RED, remarkOn } from './applied.js';
import { placeOf } from './complaint.js';
import { createGalleryRoom } from './gallery_room.js';
import { createKernelSettings } from './kernel_settings.js';
import { createPicker } from './picker.js';
import { createStageSettings } from './stage_settings.js';
import { DEFAULT_STAGE, MOST_KERNELS, MOST_STAGES, toKernel } from './state.js';

const EDITED = /, edited$/; // as the kernel editor names what it changed

/**
 * Of a kernel in a later stage, which reads maps, not colors.
 * @param {import('./state.js').Kernel} kernel
 * @returns {import('./state.js').Kernel}
 */
const oneSlice = (kernel) => (kernel.values.length === 1 ? kernel
  : { ...kernel, name: `${kernel.name}${OF_RED}`, values: kernel.values.slice(0, 1) });

/**
 * @typedef {import('../kernel_editor/kernel_gallery.js').NamedKernel &
 *   {formula?: string, settings?: import('./kernel_settings.js').Setting[]}} GalleryKernel
 *
 * @param {object} options
 * @param {GalleryKernel[]} options.gallery
 * @param {(stages: import('./state.js').Stage[], inputAt: number) => void} options.onChange
 * @param {() => void} options.onChoose  another stage or kernel is edited
 * @param {HTMLElement} options.result  stands above all that changes a kernel
 * @param {(question: {formula: string, settings: Record<string, number>}) => Promise<number[][]>}
 *   options.makeKernel  by its formula
 * @param {(sentence: string) => void} options.onProblem
 */
export function createStageEditor({
  gallery: kernels, onChange, onChoose, result, makeKernel, onProblem,
}) {
  /** @type {import('./state.js').Stage[]} */
  let stages = [];
  let [at, kernelAt] = [0, 0]; // the chosen stage, and its chosen kernel
  let isColor = false;
  const element = document.createElement('div');
  element.className = 'stage-editor';

  const stagePicker = createPicker({
    label: 'Stages', word: 'stage', most: MOST_STAGES,
    onPick: (index) => choose(index, 0),
    onAdd() {
      const [kernel] = stages[stages.length - 1].kernels;
      const next = { ...DEFAULT_STAGE, kernels: [oneSlice(kernel)] };
      change([...stages, next], stages.length, 0, performance.now());
    },
    onRemove: () => change(stages.filter((_, i) => i !== at), Math.max(at - 1, 0), 0,
      performance.now()),
  });
  const kernelPicker = createPicker({
    label: 'Kernels of the stage', word: 'kernel', most: MOST_KERNELS,
    onPick: (index) => choose(at, index),
    onAdd() {
      const { kernels: now } = stages[at];
      setStage({ kernels: [...now, now[kernelAt]] }, performance.now(), now.length);
    },
    onRemove() {
      const left = stages[at].kernels.filter((_, i) => i !== kernelAt);
      const combine = left.length < 2 ? 'none' : stages[at].combine;
      setStage({ kernels: left, combine }, performance.now(), Math.max(kernelAt - 1, 0));
    },
  });
  const gallery = createKernelGallery({
    kernels,
    onPick(picked, { inputAt }) {
      const kernel = toKernel(picked);
      setKernel(at > 0 ? oneSlice(kernel) : kernel, inputAt);
      editor.set(chosen());
      setFormula();
    },
  });
  const editor = createKernelEditor({
    onChange: (kernel, { inputAt }) =>
      setKernel({ ...kernel, settings: chosen().settings }, inputAt),
  });
  const formula = createKernelSettings({
    make: makeKernel,
    onKernel(made, inputAt) {
      setKernel({ ...made, bias: chosen().bias }, inputAt);
      editor.set(chosen());
    },
    onProblem,
  });
  const settings = createStageSettings({ onChange: setStage });
  const galleryRoom = createGalleryRoom(gallery.element);
  const remark = document.createElement('p');
  remark.className = 'field-hint';
  remark.setAttribute('role', 'status');
  const kernelRoom = document.createElement('div');
  kernelRoom.className = 'kernel-room';
  kernelRoom.append(formula.element, editor.element, remark);
  element.append(stagePicker.element, kernelPicker.element, result, galleryRoom.element, kernelRoom,
    settings.element);

  const chosen = () => stages[at].kernels[kernelAt];

  function setFormula() {
    const name = chosen().name.replace(EDITED, '');
    formula.set(kernels.find((kernel) => kernel.formula && kernel.name === name) ?? null,
      chosen().settings);
  }

  /**
   * @param {import('./state.js').Kernel} kernel
   * @param {number} inputAt
   */
  function setKernel(kernel, inputAt) {
    setStage({ kernels: stages[at].kernels.map((old, i) => (i === kernelAt ? kernel : old)) },
      inputAt, kernelAt, false);
  }

  /**
   * @param {Partial<import('./state.js').Stage>} part
   * @param {number} inputAt
   * @param {number} [nextKernel]
   * @param {boolean} [isNewKernel]
   */
  function setStage(part, inputAt, nextKernel = kernelAt, isNewKernel = nextKernel !== kernelAt) {
    const next = stages.map((stage, i) => (i === at ? { ...stage, ...part } : stage));
    change(next, at, nextKernel, inputAt, isNewKernel);
  }

  /**
   * @param {import('./state.js').Stage[]} next
   * @param {number} stageAt
   * @param {number} nextKernel
   * @param {number} inputAt
   * @param {boolean} [isNewKernel]
   */
  function change(next, stageAt, nextKernel, inputAt, isNewKernel = true) {
    stages = next;
    [at, kernelAt] = [stageAt, nextKernel];
    refresh(isNewKernel);
    onChange(stages, inputAt);
  }

  /**
   * @param {number} stageAt
   * @param {number} nextKernel
   */
  function choose(stageAt, nextKernel) {
    [at, kernelAt] = [stageAt, nextKernel];
    refresh(true);
    onChoose();
  }

  /** @param {boolean} isNewKernel */
  function refresh(isNewKernel) {
    stagePicker.set(stages.map((_, i) => `Stage ${i + 1}`), at);
    const { kernels: now } = stages[at];
    kernelPicker.set(now.map(({ name }, i) => (now.length > 1 ? `${i + 1} ${name}` : name)), kernelAt);
    settings.set(stages[at]);
    sayRemark();
    if (!isNewKernel) return;
    editor.setColor(isColor && at === 0);
    editor.set(now[kernelAt]);
    gallery.select(now[kernelAt].name);
    setFormula();
    galleryRoom.showChosen();
  }

  function sayRemark() {
    const sentence = remarkOn(stages[at], at === 0 && !isColor);
    if (remark.textContent !== sentence) remark.textContent = sentence;
  }

  return {
    element,
    /** @returns {number} the stage that is edited */
    stage: () => at,
    /** @returns {import('./state.js').Kernel} the one that is edited */
    kernel: () => chosen(),
    /** @returns {number} where it stands in its stage */
    kernelAt: () => kernelAt,
    /** @param {import('./state.js').Stage[]} next */
    set(next) {
      requestAnimationFrame(galleryRoom.showChosen); // once it is laid out
      stages = next;
      choose(Math.min(at, next.length - 1), 0);
    },
    /** @param {boolean} next  whether the picture has three channels */
    setColor(next) {
      if (isColor === next) return;
      isColor = next;
      sayRemark();
      editor.setColor(isColor && at === 0);
    },
    /**
     * @param {string} argument  such as "stages[0].stride"; empty takes a complaint back
     * @param {string} [sentence]
     * @returns {boolean} whether it is shown at a control
     */
    complain(argument, sentence = '') {
      const { stage, name } = placeOf(argument) ?? {};
      const [isHere, isSize] = [stage === at, name === 'kernel_size'];
      editor.complainOfSize(isHere && isSize ? sentence : '');
      const isAtSetting = settings.complain(isHere && name ? name : null, sentence);
      return isAtSetting || (isHere && isSize);
    },
    destroy() {
      galleryRoom.destroy();
      formula.destroy();
      editor.destroy();
      element.remove();
    },
  };
}
