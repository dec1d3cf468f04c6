/**
 * Says where the drawing on the pad comes from, as long as that is true.
 *
 * @param {ReturnType<typeof import('../pad/drawing_pad.js').createDrawingPad>} pad
 * @param {{caption?: string, laidItems?: number}|null} kept  a state from before
 */
export function createCaption(pad, kept) {
  const element = document.createElement('p');
  element.className = 'digits-caption';
  let caption = kept?.caption ?? '';
  let laidItems = kept?.laidItems ?? 0; // items on the pad when the drawing was laid there

  return {
    element,
    /** What was drawn over is no longer what was laid there; what was undone neither. */
    show() {
      const more = pad.state().items.length - laidItems;
      if (more < 0 || pad.isBlank()) element.textContent = '';
      else element.textContent = caption && more > 0 ? `${caption}, changed` : caption;
    },
    /** @param {string} from  where the drawing comes from that is laid on the pad next */
    expect(from) {
      caption = from;
      laidItems = pad.state().items.length + 1;
    },
    /** The drawing is another, and nobody says where it comes from. */
    forget() {
      [caption, laidItems] = ['', 0];
    },
    /** @returns {{caption: string, laidItems: number}} to keep as JSON */
    state: () => ({ caption, laidItems }),
  };
}
