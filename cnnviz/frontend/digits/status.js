/** The line below the view: pace, connection, what to take away. */

/** What a person reads for each state of the connection. */
export const STATUS = {
  connecting: 'Connecting …',
  open: 'Live',
  reconnecting: 'Reconnecting … your drawing is safe',
  refused: 'The server refused the connection',
};
const REFRESH_MS = 250; // a number that changes faster than this can't be read

/**
 * @param {object} options
 * @param {() => void} options.onSavePicture
 * @param {() => void} options.onSaveTensors
 */
export function createStatus({ onSavePicture, onSaveTensors }) {
  const element = document.createElement('div');
  element.style.display = 'contents';
  element.dataset.screenOnly = '';
  element.innerHTML = `
    <span class="digits-connection" role="status"></span>
    <p class="digits-pace" title="From your last move to the new picture on the screen"></p>
    <button type="button" class="digits-save-picture">Save picture (.png)</button>
    <button type="button" class="digits-save-tensors">Save numbers (.npz)</button>`;
  const find = (name) => element.querySelector(`.digits-${name}`);
  const [connection, pace, picture, tensors] =
    ['connection', 'pace', 'save-picture', 'save-tensors'].map(find);
  picture.onclick = onSavePicture;
  tensors.onclick = onSaveTensors;
  let shown = -REFRESH_MS;

  return {
    element,
    /** @param {keyof STATUS} status */
    connect(status) {
      connection.textContent = STATUS[status];
      tensors.disabled = status !== 'open';
    },
    /** @param {{latency: number, engine: number, now: number}} times in milliseconds */
    pace({ latency, engine, now }) {
      if (now - shown < REFRESH_MS) return;
      shown = now;
      pace.textContent =
        `Pen to picture ${Math.round(latency)} ms, of which the network ${engine.toFixed(1)} ms`;
    },
    destroy: () => element.remove(),
  };
}
