/** Which style sheets the Digits view wants; later ones win. */

import { stylesheets as editingSheets } from '../editing/stylesheets.js';
import { stylesheets as heatSheets } from '../heat/stylesheets.js';
import { stylesheets as inspectorSheets } from '../inspector/stylesheets.js';
import { stylesheets as networkSheets } from '../network/stylesheets.js';
import { stylesheets as padSheets } from '../pad/drawing_pad.js';
import { stylesheet as playerSheet } from '../player/player.js';
import { stylesheets as statusSheets } from '../status_line.js';
import { stylesheet as verdictSheet } from '../verdict.js';

const here = (sheet) => new URL(sheet, import.meta.url).href;

export const SHEETS = [...padSheets, here('../filmstrip/filmstrip.css'), verdictSheet,
  ...networkSheets, playerSheet, ...inspectorSheets, ...editingSheets, ...heatSheets, ...statusSheets,
  here('./digits.css'), here('./heat_panel.css')];
