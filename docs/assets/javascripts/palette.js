// Light or dark: the button in the header. Which colors a page begins with, first.js has said. The theme's own control is
// not used, since it gives the whole page its styles anew, five times, while a page is loading (docs/decisions/0013).
(() => {
  const place = document.querySelector("[data-review-palette]");
  const buttons = [...(place?.querySelectorAll("button") ?? [])];
  if (!buttons.length) return;
  const palettes = JSON.parse(document.querySelector("script[data-palettes]").dataset.palettes);
  const body = document.body;
  const present = () => palettes.find((its) => its.scheme === body.getAttribute("data-md-color-scheme")) ?? palettes[0];
  const buttonOf = (color) => buttons.find((its) => its.dataset.media === color.media);

  const show = () => {
    for (const button of buttons) button.hidden = button !== buttonOf(present());
    // After what is urgent: the color of the browser's own bar, which is that of the header.
    (window.requestIdleCallback ?? setTimeout)(() => {
      const header = document.querySelector(".md-header");
      if (header) named("theme-color").content = getComputedStyle(header).backgroundColor;
    });
  };
  const named = (name) => {
    const found = document.querySelector(`meta[name="${name}"]`) ?? document.createElement("meta");
    found.name = name;
    if (!found.isConnected) document.head.append(found);
    return found;
  };
  const paint = (color) => {
    body.setAttribute("data-md-color-switching", ""); // nothing fades while all colors change
    for (const [name, value] of Object.entries(color)) body.setAttribute(`data-md-color-${name}`, value);
    named("color-scheme").content = color.media.includes("dark") ? "dark" : "light";
    requestAnimationFrame(() => requestAnimationFrame(() => body.removeAttribute("data-md-color-switching")));
    show();
  };

  for (const button of buttons) {
    button.addEventListener("click", () => {
      const index = (palettes.indexOf(present()) + 1) % palettes.length;
      const color = palettes[index];
      paint(color);
      __md_set("__palette", { index, color });
      buttonOf(color)?.focus({ preventScroll: true });
    });
  }
  // Who has chosen nothing follows the device, by day and by night.
  for (const color of palettes) {
    matchMedia(color.media).addEventListener("change", (event) => {
      if (event.matches && !__md_get("__palette")) paint(color);
    });
  }
  show();
})();
