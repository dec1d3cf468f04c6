/** Which style sheets the Filters view wants; later ones win. */

import { stylesheets as kernelSheets } from '../kernel_editor/stylesheets.js';
import { stylesheets as padSheets } from '../pad/drawing_pad.js';
import { stylesheet as playerSheet } from '../player/player.js';
import { stylesheets as statusSheets } from '../status_line.js';

const here = (sheet) => new URL(sheet, import.meta.url).href;

export const SHEETS = [here('../network/range_choice.css'), here('../network/head.css'),
  here('../network/legend.css'), ...padSheets, ...kernelSheets, playerSheet,
  here('./viewer/viewer.css'), here('./viewer/arithmetic.css'), here('./viewer/number_grid.css'),
  here('./fields.css'), here('../picture_back.css'), ...statusSheets,
  here('./filters.css'), here('./tools.css'), here('./status.css'), here('./fingers.css')];
