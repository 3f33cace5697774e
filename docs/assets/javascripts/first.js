// Loaded before every other script, while a page's head is read. In a frame on another site, or in a sandbox, asking for
// storage is an error, and scripts that do not expect it stop. There the page gets a storage of its own, which lasts as
// long as the page.
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
  globalThis.__md_get = (name, kept = localStorage, at = scope) => {
    try {
      return JSON.parse(kept.getItem(`${at.pathname}.${name}`));
    } catch {
      return null; // another program wrote there
    }
  };
  globalThis.__md_set = (name, value, kept = localStorage, at = scope) => {
    try {
      kept.setItem(`${at.pathname}.${name}`, JSON.stringify(value));
    } catch {
      // A full storage keeps what it has.
    }
  };

  const chosen = () => {
    const color = __md_get("__palette")?.color;
    return color && typeof color === "object" ? color : null;
  };
  // What was chosen on this device, else what the device prefers: before the body is there, so that nothing is shown in
  // other colors first (palette.js is the control).
  const palettes = JSON.parse(document.currentScript.dataset.palettes || "[]");
  const color = chosen() ?? palettes.find((its) => matchMedia(its.media).matches);
  const root = document.documentElement;
  // The theme's script says this, too, but only when everything has its styles, which then are found once more.
  root.classList.replace("no-js", "js");
  root.classList.add("js-focus-visible");
  if (!color) return;
  const scheme = document.createElement("meta");
  scheme.name = "color-scheme";
  scheme.content = color.media?.includes("dark") ? "dark" : "light";
  document.head.append(scheme);
  new MutationObserver((_, observer) => {
    if (!document.body) return;
    observer.disconnect();
    for (const [name, value] of Object.entries(color)) document.body.setAttribute(`data-md-color-${name}`, value);
  }).observe(root, { childList: true });
})();

// Scripts run when the whole page is there, one after the other, each by itself: a phone can paint and answer in between.
// (Scripts that wait by `defer` are run without a pause.) The page holds them in a template (sinks/scripts.py). The theme,
// and who else waits for the page to be ready, is told so after the last of them.
document.addEventListener(
  "DOMContentLoaded",
  () => {
    const named = document.getElementById("review-scripts")?.content.children ?? [];
    let left = named.length;
    const told = () => {
      left -= 1;
      if (!left) document.dispatchEvent(new Event("DOMContentLoaded", { bubbles: true }));
    };
    for (const { attributes } of named) {
      const script = document.createElement("script");
      script.src = attributes.src.value;
      script.async = false; // in their order
      script.addEventListener("load", told);
      script.addEventListener("error", told);
      document.head.append(script);
    }
  },
  { once: true },
);
