import { stylesheets as inspectorSheets } from '../inspector/stylesheets.js';

const here = (sheet) => new URL(sheet, import.meta.url).href;

/** Addresses of the style sheets that the blocks want; later ones win. */
export const stylesheets = [...inspectorSheets, here('../network/legend.css'),
  here('../network/range_choice.css'), here('./frame.css'), here('./strip.css'),
  here('./panel.css'), here('./maps.css'), here('./numbers.css'), here('./kernels.css'),
  here('./exciting.css'), here('./devices.css')];
