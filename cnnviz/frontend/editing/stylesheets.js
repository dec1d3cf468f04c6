import { stylesheet as kernelSheet } from '../kernel_editor/kernel_editor.js';

const here = (sheet) => new URL(sheet, import.meta.url).href;

/** Addresses of the style sheets that editing wants. */
export const stylesheets = [kernelSheet, here('./editing.css'), here('./panel.css'),
  here('./marks.css')];
