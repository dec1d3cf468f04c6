/**
 * Streamlit covers the page with a dialog when its server is away, and makes all of it inert: a
 * drawing could not go on. The view tells of the lost connection itself, so it closes the dialog.
 */

const TITLE = 'Connection error';

function close() {
  for (const dialog of document.querySelectorAll('.stDialog [role=dialog]')) {
    const button = dialog.querySelector('button[aria-label=Close]');
    if (button instanceof HTMLElement && dialog.querySelector('h2')?.textContent === TITLE) {
      button.click();
    }
  }
}

/** @returns {{watch: (away: boolean) => void, destroy: () => void}} */
export function createDialogCloser() {
  const observer = new MutationObserver(close);
  return {
    /** @param {boolean} away  whether the view has lost the server and says so */
    watch(away) {
      observer.disconnect();
      if (!away) return;
      observer.observe(document.body, { childList: true, subtree: true });
      close();
    },
    destroy: () => observer.disconnect(),
  };
}
