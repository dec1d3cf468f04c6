const here = (sheet) => new URL(sheet, import.meta.url).href;

/** Addresses of the style sheets that the inspector wants; later ones win. */
export const stylesheets = [here('./inspector.css'), here('./tables.css'), here('./pictures.css'),
  here('./fingers.css'), here('./rows.css'), here('./sheet.css')];
