/** Notices a server that is gone without a word: a cable pulled, a laptop that slept. */

/**
 * @param {object} options
 * @param {number} options.pulseMs between looks; silence of twice that earns a ping
 * @param {() => boolean} options.isOpen
 * @param {() => number} options.waitedMs for the answer to a state
 * @param {() => boolean} options.isSending whether bytes still leave, as a picture's may for long
 * @param {() => void} options.ping
 * @param {() => void} options.onSilence
 * @param {() => number} [options.clock]
 */
export function createHeartbeat({
  pulseMs,
  isOpen,
  waitedMs,
  isSending,
  ping,
  onSilence,
  clock = () => performance.now(),
}) {
  let heardAt = clock();
  let pingedAt = null;

  function probe() {
    pingedAt ??= clock();
    ping();
  }

  function look() {
    if (!isOpen()) return;
    const now = clock();
    if (isSending()) heardAt = now;
    else if (pingedAt !== null && now - pingedAt > 2 * pulseMs) onSilence();
    else if (waitedMs() > 4 * pulseMs) onSilence();
    else if (pingedAt === null && now - heardAt >= 2 * pulseMs) probe();
  }

  const timer = setInterval(look, pulseMs);
  return {
    /** Any frame shows that the server is there. */
    heard() {
      heardAt = clock();
      pingedAt = null;
    },
    probe,
    stop: () => clearInterval(timer),
  };
}
