"""What goes over a page's socket to /live: once all is answered, nothing will move."""

from contextlib import AbstractContextManager

from playwright.sync_api import Page

# When Streamlit has drawn a page, whose live view may still be on its way.
SETTLED = "[data-testid='stApp'][data-test-script-state='notRunning']"

# What the browser, Streamlit and its sockets complain of while a server is away.
SERVER_GONE = (
    r"WebSocket|ERR_CONNECTION|_stcore|Failed to (load|fetch)|server (endpoint|is not)"
    r"|when disconnected"
)

# Wraps the page's WebSocket. Of messages that overtake each other the newest is answered, and with
# it those before. A state says whether its numbers shall be exact; at rest they shall.
WATCH = """
window.liveTraffic = { waiting: [], isFinal: false };
const messageOf = (data) => {
  const bytes = new Uint8Array(data.buffer ?? data, data.byteOffset ?? 0);
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  return JSON.parse(header.__metadata__.message);
};
window.WebSocket = class extends WebSocket {
  constructor(url, ...more) {
    super(url, ...more);
    if (!/\\/live(\\/here)?$/.test(new URL(url).pathname)) return;
    this.isLive = true;
    this.addEventListener('open', () => { liveTraffic.isFinal = false; });
    this.addEventListener('close', () => {
      Object.assign(liveTraffic, { waiting: [], isFinal: true }); // nothing comes while it is away
    });
    this.addEventListener('message', ({ data }) => {
      const { id, type, retry_after_ms: again } = messageOf(data);
      const asked = liveTraffic.waiting.find((one) => one.id === id);
      if (!asked || again) return;
      if (type === 'error') liveTraffic.isFinal = true;
      liveTraffic.waiting = liveTraffic.waiting.filter(
        (one) => one.type !== asked.type || one.id > id);
    });
  }
  send(data) {
    if (this.isLive) {
      const message = messageOf(data);
      liveTraffic.waiting.push(message);
      if ('exact' in message) liveTraffic.isFinal = message.exact;
    }
    super.send(data);
  }
};
"""

# A few frames in a row: what the hand did must have been sent, and what was answered be painted.
REST = """async (seconds) => {
  const painted = () => new Promise((done) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = done;
      port2.postMessage(null);
    });
  });
  const end = performance.now() + 1000 * seconds;
  for (let still = 0; still < 3;) {
    await painted();
    still = liveTraffic.isFinal && liveTraffic.waiting.length === 0 ? still + 1 : 0;
    if (performance.now() > end) throw new Error(JSON.stringify(liveTraffic));
  }
}"""


def watch(page: Page) -> AbstractContextManager[object]:
    """Look at the traffic of all that is opened in this page, for good unless used by `with`."""
    return page.add_init_script(WATCH)


def settle(page: Page, seconds: float = 30) -> None:
    """Wait until the last state is answered in full precision, or refused, and painted."""
    page.evaluate(REST, seconds)
