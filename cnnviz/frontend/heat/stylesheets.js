const here = (sheet) => new URL(sheet, import.meta.url).href;

/** Addresses of the style sheets that heatmaps want; later ones win. */
export const stylesheets = [here('../network/legend.css'), here('../problem.css'),
  here('./heat.css'), here('./controls.css'), here('./progress.css'), here('./figure.css'),
  here('./fingers.css')];
