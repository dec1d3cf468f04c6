/**
 * How a photo lies under the square that the network reads. Pure.
 *
 * Coordinates are input pixels: the square is SIDE × SIDE, x to the right, y down.
 *
 * @typedef {object} View  see `View` in cnnviz/images/photo_view.py: resized and turned about its middle,
 *   then moved
 * @property {number} x
 * @property {number} y
 * @property {number} scale
 * @property {number} angle  degrees clockwise
 * @property {number} blur  standard deviation
 * @property {number} grey  0 to 1
 * @property {{x: number, y: number, size: number}|null} cover  left, top and side of a grey patch
 *
 * @typedef {{x: number, y: number}} Point
 */

export const SIDE = 224;
export const SCALES = Object.freeze({ least: 0.25, most: 4 });
/** Sides of a patch that covers something, and its usual one. */
export const PATCHES = Object.freeze({ least: 8, most: SIDE, usual: 64 });

/** @type {Readonly<View>} the photo as it is */
export const UNTOUCHED = Object.freeze({
  x: 0, y: 0, scale: 1, angle: 0, blur: 0, grey: 0, cover: null,
});

const MIDDLE = SIDE / 2;
/**
 * @param {number} value
 * @param {number} least
 * @param {number} most
 */
const within = (value, least, most) => Math.min(most, Math.max(least, value));
/**
 * Hundredths are more than the eye sees, and short to send.
 * @param {number} value
 */
const rounded = (value) => Math.round(value * 100) / 100 || 0; // no negative zero

/**
 * @param {View} view
 * @returns {boolean} whether the photo is as it is
 */
export function isUntouched(view) {
  const names = /** @type {(keyof View)[]} */ (Object.keys(UNTOUCHED));
  return names.every((name) => view[name] === UNTOUCHED[name]);
}

/** @param {number} angle  any @returns {number} the same in −180 to 180 */
const wrapped = (angle) => angle - 360 * Math.round(angle / 360);

/**
 * Take hold of a photo at one point and carry it to another.
 * @param {View} view
 * @param {object} hold
 * @param {Point} hold.from  where the hand took it
 * @param {Point} hold.to  where the hand is
 * @param {number} [hold.factor]  that it is enlarged by
 * @param {number} [hold.turn]  degrees clockwise
 * @returns {View} what was under the hand still is, where the limits allow it
 */
export function carried(view, { from, to, factor = 1, turn = 0 }) {
  const scale = within(view.scale * factor, SCALES.least, SCALES.most);
  const grown = scale / view.scale;
  const angle = (turn * Math.PI) / 180;
  const [across, down] = [from.x - MIDDLE - view.x, from.y - MIDDLE - view.y]; // from its middle
  const x = to.x - MIDDLE - grown * (across * Math.cos(angle) - down * Math.sin(angle));
  const y = to.y - MIDDLE - grown * (across * Math.sin(angle) + down * Math.cos(angle));
  return {
    ...view,
    x: rounded(within(x, -SIDE, SIDE)),
    y: rounded(within(y, -SIDE, SIDE)),
    scale: Math.round(scale * 10_000) / 10_000,
    angle: rounded(wrapped(view.angle + turn)),
  };
}

/**
 * @param {View} view
 * @param {number} size  of the patch; below the least there is none
 * @returns {View} covered by a patch of that size, whose middle stays where it was
 */
export function coverSized(view, size) {
  if (size < PATCHES.least) return { ...view, cover: null };
  return covered(view, middleOf(view.cover) ?? { x: MIDDLE, y: MIDDLE }, size);
}

/**
 * @param {View['cover']} cover
 * @returns {Point|null}
 */
export function middleOf(cover) {
  return cover && { x: cover.x + cover.size / 2, y: cover.y + cover.size / 2 };
}

/**
 * @param {View} view
 * @param {Point} middle  of the patch, which stays within the square
 * @param {number} [size]  as it was, or the usual one, when left out
 * @returns {View}
 */
export function covered(view, middle, size = view.cover?.size ?? PATCHES.usual) {
  const side = Math.round(within(size, PATCHES.least, PATCHES.most));
  /** @param {number} at */
  const corner = (at) => Math.round(within(at, 0, SIDE) - side / 2);
  return { ...view, cover: { x: corner(middle.x), y: corner(middle.y), size: side } };
}

/**
 * @param {{x: number, y: number, size: number}|null} cover
 * @param {Point} point
 * @returns {boolean}
 */
export function isOn(cover, { x, y }) {
  return cover !== null && x >= cover.x && x < cover.x + cover.size
    && y >= cover.y && y < cover.y + cover.size;
}

/**
 * @param {Point[]} before  two fingers
 * @param {Point[]} now
 * @returns {{from: Point, to: Point, factor: number, turn: number}} what they did between them
 */
export function pinch(before, now) {
  /** @param {Point[]} points */
  const middle = ([a, b]) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
  /** @param {Point[]} points */
  const apart = ([a, b]) => Math.max(1, Math.hypot(b.x - a.x, b.y - a.y));
  /** @param {Point[]} points */
  const direction = ([a, b]) => (Math.atan2(b.y - a.y, b.x - a.x) * 180) / Math.PI;
  return {
    from: middle(before),
    to: middle(now),
    factor: apart(now) / apart(before),
    turn: wrapped(direction(now) - direction(before)),
  };
}
