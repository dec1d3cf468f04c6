const here = (sheet) => new URL(sheet, import.meta.url).href;

/** Addresses of the style sheets that the inspector wants. */
export const stylesheets = [here('./inspector.css'), here('./rows.css'), here('./sheet.css')];
