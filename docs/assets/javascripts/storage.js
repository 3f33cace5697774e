// Loaded before every other script. In a frame on another site, or in a sandbox, asking for storage is an error, and
// scripts that do not expect it stop. There the page gets a storage of its own, which lasts as long as the page.
(() => {
  const instead = () => {
    const kept = new Map();
    return {
      get length() {
        return kept.size;
      },
      key: (index) => [...kept.keys()][index] ?? null,
      getItem: (key) => kept.get(String(key)) ?? null,
      setItem: (key, value) => void kept.set(String(key), String(value)),
      removeItem: (key) => void kept.delete(String(key)),
      clear: () => kept.clear(),
    };
  };
  // The theme takes each alternate for another language, whose sitemap it would ask for.
  for (const link of document.querySelectorAll("link[rel=alternate]:not([hreflang])")) link.rel = "alternate ";
  for (const name of ["localStorage", "sessionStorage"]) {
    try {
      globalThis[name].getItem("review");
    } catch {
      Object.defineProperty(globalThis, name, { value: instead(), configurable: true });
    }
  }
})();

// What the theme would write into every page as a script of its own, which the pages' policy does not run: how it keeps
// what a reader chose, below the site's address, and the colors that were chosen, before anything is shown.
(() => {
  const scope = new URL("../../", document.currentScript.src);
  globalThis.__md_scope = scope;
  globalThis.__md_hash = (text) => [...text].reduce((sum, letter) => (sum << 5) - sum + letter.charCodeAt(0), 0);
  globalThis.__md_get = (name, kept = localStorage, at = scope) => JSON.parse(kept.getItem(`${at.pathname}.${name}`));
  globalThis.__md_set = (name, value, kept = localStorage, at = scope) => {
    try {
      kept.setItem(`${at.pathname}.${name}`, JSON.stringify(value));
    } catch {
      // A full storage keeps what it has.
    }
  };

  const chosen = () => {
    try {
      const color = __md_get("__palette")?.color;
      return color && typeof color === "object" ? color : null;
    } catch {
      return null; // another program wrote there
    }
  };
  const color = chosen();
  if (!color) return;
  new MutationObserver((_, observer) => {
    if (!document.body) return;
    observer.disconnect();
    for (const [name, value] of Object.entries(color)) document.body.setAttribute(`data-md-color-${name}`, value);
  }).observe(document.documentElement, { childList: true });
})();
