import type {ResolveColour} from "../../charts/surface.js";

/** The colours of the palette as the page shows them. */
export interface PageColours {
  /** What a CSS colour stands for at the moment: light, dark, or on paper. */
  readonly colour: ResolveColour;
  /** Calls back when the reader's screen turns light or dark, or the page is printed. */
  readonly onChange: (changed: () => void) => void;
}

/** Resolves colours for canvases, which know no custom properties. */
export function pageColours(document: Document): PageColours {
  const known = new Map<string, string>();
  const listeners: (() => void)[] = [];
  const probe = document.createElement("span");
  for (const query of ["(prefers-color-scheme: dark)", "print"]) {
    matchMedia(query).addEventListener("change", () => {
      known.clear();
      for (const changed of listeners) changed();
    });
  }
  return {
    colour(css) {
      // A saved picture has the colours of paper.
      const key = `${document.documentElement.className} ${css}`;
      const found = known.get(key);
      if (found !== undefined) return found;
      probe.style.color = css;
      document.body.append(probe);
      const colour = getComputedStyle(probe).color;
      probe.remove();
      known.set(key, colour);
      return colour;
    },
    onChange: (changed) => listeners.push(changed)
  };
}
