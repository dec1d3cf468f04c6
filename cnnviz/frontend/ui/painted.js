/**
 * Calls back once what has been drawn so far stands on the screen: after the next frame's paint.
 * A message posted within a frame's callback is delivered after that frame was painted.
 *
 * @param {(now: number) => void} callback takes the time in `performance.now()` milliseconds
 */
export function whenPainted(callback) {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      callback(performance.now());
    };
    port2.postMessage(null);
  });
}
