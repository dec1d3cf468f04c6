"""The browser's end of /live over a socket that does what the test tells it."""

from typing import Any

from playwright.sync_api import Page

# A socket that does what the test tells it, and a connection over it. Frames sent are kept as
# [message, names of tensors]; `answer` lets the server say something.
BEFORE = """
const { readFrame, writeFrame } = await import('/live/frame.js');
const { openConnection } = await import('/live/connection.js');
const sockets = [];
class FakeSocket {
  constructor() {
    Object.assign(this, { readyState: 0, bufferedAmount: 0, sent: [] });
    sockets.push(this);
  }
  send(data) {
    const { message, tensors } = readFrame(data);
    this.sent.push([message, Object.keys(tensors)]);
  }
  close() { this.readyState = 3; this.closed = true; }
  open() { this.readyState = 1; this.onopen(); }
  lose(code = 1006, reason = '') { this.readyState = 3; this.onclose({ code, reason }); }
  answer(message, tensors = {}) { this.onmessage({ data: writeFrame(message, tensors) }); }
}
const statuses = [];
const frames = [];
let state = null;
const start = (options = {}) => openConnection({
  url: 'ws://nowhere/live',
  describeState: () => state,
  onFrame: (frame, timing) => frames.push([frame.message, timing]),
  onStatus: (status, detail) => statuses.push(detail ? [status, detail] : status),
  createSocket: () => new FakeSocket(),
  ...options,
});
const pixels = { shape: [1, 1], data: new Uint8Array(1) };
const whole = { message: { network: 'digits', layers: [] }, tensors: { drawing: pixels } };
const settled = (promise) => promise.then((f) => f.message, (e) => e.message);
const until = async (holds) => {
  const end = performance.now() + 10_000;
  while (!holds() && performance.now() < end) await new Promise((done) => setTimeout(done, 5));
  return holds();
};
"""


def play(page: Page, script: str) -> Any:
    return page.evaluate(f"async () => {{ {BEFORE} {script} }}")
