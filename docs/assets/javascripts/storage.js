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
