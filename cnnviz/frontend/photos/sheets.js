/** Which style sheets the Photos view wants; later ones win. */

import { stylesheet as barsSheet } from '../bars.js';
import { stylesheets as blockSheets } from '../blocks/stylesheets.js';
import { stylesheets as heatSheets } from '../heat/stylesheets.js';
import { stylesheets as statusSheets } from '../status_line.js';

const here = (sheet) => new URL(sheet, import.meta.url).href;

export const SHEETS = [barsSheet, here('../network/range_choice.css'), here('../filters/fields.css'),
  here('../picture_back.css'), ...heatSheets, ...blockSheets, ...statusSheets,
  here('./stage.css'), here('./photos.css'), here('./answer.css'), here('./tools.css'),
  here('./notices.css'), here('./fingers.css')];
