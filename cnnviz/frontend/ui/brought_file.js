/**
 * How a box of the page's own row hands a picture to the live view below it.
 *
 * Both stand in the same document. The file goes from the browser's memory to the live engine, and
 * nowhere else. The view may still be on its way: whoever brings something tries again until it is
 * taken.
 */

const BROUGHT = 'cnnviz-brought';
const RETRY_MS = 100;

/**
 * @typedef {object} Brought
 * @property {File|null} file  null: the box no longer holds one
 * @property {string} [caption]  what it is, in a few words
 */

/**
 * @returns {{bring: (brought: Brought) => void, destroy: () => void}}  `destroy` takes back what
 *   was brought
 */
export function createBringer() {
  let timer = 0;
  let holds = false;

  /**
   * @param {Brought} detail
   * @returns {boolean} whether a view took it
   */
  function tell(detail) {
    return !document.dispatchEvent(new CustomEvent(BROUGHT, { detail, cancelable: true }));
  }

  /** @param {Brought} detail */
  function bring(detail) {
    clearTimeout(timer);
    holds = Boolean(detail.file);
    if (!tell(detail)) timer = window.setTimeout(bring, RETRY_MS, detail);
  }

  return {
    bring,
    destroy() {
      clearTimeout(timer);
      if (holds) tell({ file: null });
    },
  };
}

/**
 * @param {(brought: Brought) => void} onBrought
 * @param {AbortSignal} signal  ends the listening
 */
export function takeBrought(onBrought, signal) {
  document.addEventListener(BROUGHT, (event) => {
    if (event.defaultPrevented) return; // another part of the view has it
    event.preventDefault();
    onBrought(/** @type {CustomEvent<Brought>} */ (event).detail);
  }, { signal });
}
