const here = (sheet) => new URL(sheet, import.meta.url).href;

/** Addresses of the style sheets that heatmaps want. */
export const stylesheets = [here('../network/legend.css'), here('./heat.css')];
