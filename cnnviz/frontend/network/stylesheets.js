import { stylesheet as barsSheet } from '../bars.js';

const here = (sheet) => new URL(sheet, import.meta.url).href;

/** Addresses of the style sheets that the network's view wants. */
export const stylesheets = [here('./readout.css'), here('./range_choice.css'), here('./links.css'),
  here('./head.css'), here('./column.css'), here('./legend.css'), here('./network.css'),
  here('./outlines.css'), barsSheet];
