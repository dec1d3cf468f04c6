/** Notices a server that is gone without a word: a cable pulled, a laptop that slept. */

/**
 * @param {object} options
 * @param {number} options.pulseMs between looks; silence of twice that earns a ping
 * @param {() => boolean} options.isOpen
 * @param {() => number} options.waitedMs for the answer to a state
 * @param {() => number} options.unsentBytes as long as they shrink, the line is alive
 * @param {() => void} options.ping
 * @param {() => void} options.onSilence
 * @param {() => number} [options.clock]
 */
export function createHeartbeat({
  pulseMs,
  isOpen,
  waitedMs,
  unsentBytes,
  ping,
  onSilence,
  clock = () => performance.now(),
}) {
  let heardAt = clock();
  /** @type {number | null} */
  let pingedAt = null;
  let unsent = 0;

  function heard() {
    heardAt = clock();
    pingedAt = null;
  }

  function probe() {
    pingedAt ??= clock();
    ping();
  }

  function look() {
    if (!isOpen()) return;
    const now = clock();
    const before = unsent;
    unsent = unsentBytes();
    if (unsent < before) heard();
    if (pingedAt !== null && now - pingedAt > 2 * pulseMs) onSilence();
    else if (waitedMs() > 4 * pulseMs) onSilence();
    else if (pingedAt === null && now - heardAt >= 2 * pulseMs) probe();
  }

  const timer = setInterval(look, pulseMs);
  return {
    /** Any frame shows that the server is there. */
    heard,
    probe,
    stop: () => clearInterval(timer),
  };
}
