/** A state as a link's end, and back: JSON, deflated, in letters that an address may hold. */

import { fromBase64, toBase64 } from '../ui/base64.js';
import { download } from '../ui/download.js';

const NAME = 'digits=';
/** Longer ones are cut off by some mail and chat programs, and by some servers' logs. */
export const LONGEST = 8000;
/** Of what a link may unfold to: somebody else has made it. */
const MOST_BYTES = 4 * 2 ** 20;

/**
 * @param {unknown} state  anything that JSON holds
 * @returns {Promise<string>} for `location.hash`, with the `#`
 */
export async function toHash(state) {
  const packed = new Blob([JSON.stringify(state)]).stream()
    .pipeThrough(new CompressionStream('deflate-raw'));
  const text = toBase64(new Uint8Array(await new Response(packed).arrayBuffer()));
  return `#${NAME}${text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')}`;
}

/**
 * @param {string} hash
 * @returns {boolean} whether the end of an address is such a link's
 */
export const isLink = (hash) => hash.startsWith(`#${NAME}`);

/**
 * @param {string} hash
 * @returns {Promise<unknown>} the state; null when it holds none
 */
export async function fromHash(hash) {
  if (!isLink(hash)) return null;
  try {
    const text = hash.slice(1 + NAME.length).replaceAll('-', '+').replaceAll('_', '/');
    return JSON.parse(new TextDecoder().decode(await inflate(fromBase64(text))));
  } catch {
    return null; // cut off on its way, or somebody's typing
  }
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
async function inflate(bytes) {
  const reader = new Blob([bytes]).stream()
    .pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const parts = [];
  let total = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    parts.push(next.value);
    total += next.value.length;
    if (total > MOST_BYTES) {
      reader.cancel();
      throw new RangeError(`a link must unfold to at most ${MOST_BYTES} bytes`);
    }
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/**
 * @param {object} state
 * @returns {string} as the answer to whoever asked for a link
 */
function saveInstead(state) {
  download(`${JSON.stringify(state)}\n`, 'cnnviz-digits.json', 'application/json');
  return 'Too much for a link: it is saved as a file, which “Open” reads.';
}

/**
 * @param {ReturnType<typeof import('./shared_state.js').writeShared>} state  see `writeShared`
 * @returns {Promise<{text: string, address: string | null}>} what became of it, for people
 */
export async function share(state) {
  const hash = state.network ? '' : await toHash(state);
  if (!hash || hash.length > LONGEST) return { text: saveInstead(state), address: null };
  const address = `${location.href.split('#')[0]}${hash}`;
  try {
    await navigator.clipboard.writeText(address);
    return { text: 'The link is copied.', address };
  } catch {
    return { text: 'Copy the link:', address }; // browsers let only HTTPS and localhost do it
  }
}
