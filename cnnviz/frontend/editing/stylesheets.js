import { stylesheets as kernelSheets } from '../kernel_editor/stylesheets.js';

const here = (sheet) => new URL(sheet, import.meta.url).href;

/** Addresses of the style sheets that editing wants; later ones win. */
export const stylesheets = [...kernelSheets, here('./editing.css'),
  here('./panel.css'), here('./channels.css'), here('./ranking.css'), here('./phone.css'),
  here('./marks.css')];
