"""Style sheets for what stands alone on a page."""


def link_sheets(*sheets: str, root: str = "document.head") -> str:
    """Write JavaScript that links style sheets and waits for them, for an async function."""
    return f"""
  for (const href of {list(sheets)}) {{
    await new Promise((onload) => {{
      {root}.append(Object.assign(document.createElement('link'),
        {{ rel: 'stylesheet', href, onload }}));
    }});
  }}
"""
