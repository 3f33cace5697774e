// The theme's controls for everybody: the menu of narrow screens as a button, no commands on single letters, and
// whatever offers the search. Without scripts, the menu opens by its label and the search is a link to the index.
(() => {
  const toggle = document.getElementById("__drawer");
  const label = document.querySelector("[data-review-drawer]");
  const drawer = document.querySelector(".md-sidebar--primary");
  const narrow = window.matchMedia("(max-width: 76.234375em)");

  if (toggle && label && drawer) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `${label.className} review-drawer`;
    button.setAttribute("aria-label", label.dataset.reviewDrawer);
    button.setAttribute("aria-controls", "review-nav");
    button.setAttribute("aria-expanded", "false");
    button.append(...label.childNodes);
    label.replaceWith(button);

    // While the menu is open, what it covers cannot be reached.
    const behind = () => document.querySelectorAll(".md-content, .md-sidebar--secondary, .review-foot, .md-tabs, .md-top");
    const shown = () => {
      const open = toggle.checked && narrow.matches;
      button.setAttribute("aria-expanded", String(open));
      for (const element of behind()) element.inert = open;
    };
    const turn = (open) => {
      toggle.checked = open;
      toggle.dispatchEvent(new Event("change", { bubbles: true }));
    };
    toggle.addEventListener("change", shown);
    narrow.addEventListener("change", shown);
    button.addEventListener("click", () => {
      turn(!toggle.checked);
      if (toggle.checked) drawer.querySelector("[aria-current], a")?.focus({ preventScroll: true });
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !toggle.checked || document.querySelector("dialog[open]")) return;
      turn(false);
      button.focus();
    });
    shown();
  }

  // Material goes to another page at the press of a single letter, which nobody can switch off.
  window.addEventListener(
    "keydown",
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (["p", "n", ",", ".", "f", "s", "/"].includes(event.key)) event.stopImmediatePropagation();
    },
    true,
  );

  const search = document.querySelector("[data-review-search]");
  for (const opener of document.querySelectorAll("[data-review-search-open]")) {
    opener.addEventListener("click", (event) => {
      if (!search || !window.HTMLDialogElement) return;
      event.preventDefault();
      search.click();
    });
  }
})();

// A link to a tab opens the tab; the theme has this as a script of each page, which the pages' policy does not run.
(() => {
  const tab = document.getElementById(location.hash.slice(1));
  if (tab?.name?.startsWith("__tabbed_")) tab.checked = true;
})();

// A copy on a disk has files and no addresses of folders; what scripts link is put right when it is followed.
if (location.protocol === "file:") {
  const named = (event) => {
    const link = event.target instanceof Element && event.target.closest("a[href]");
    if (link && link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
  };
  for (const event of ["click", "auxclick", "focusin", "pointerdown"]) document.addEventListener(event, named, true);
}

// Material puts plain tables into boxes that scroll. The keyboard has to reach those that do, and they need a name.
(() => {
  const article = document.querySelector("article");
  if (!article || !window.ResizeObserver) return;
  const name = (box) => {
    const before = [...article.querySelectorAll("h1, h2, h3")].filter((its) => its.compareDocumentPosition(box) & 4);
    return before.pop()?.firstChild?.textContent.trim() || document.title;
  };
  new ResizeObserver(() => {
    for (const box of article.querySelectorAll(".md-typeset__scrollwrap")) {
      if (box.scrollWidth <= box.clientWidth) {
        for (const its of ["tabindex", "role", "aria-label"]) box.removeAttribute(its);
      } else if (!box.hasAttribute("tabindex")) {
        box.tabIndex = 0;
        box.setAttribute("role", "group");
        box.setAttribute("aria-label", name(box));
      }
    }
  }).observe(article);
})();

// Where there is no page: search for the words of the address.
(() => {
  const place = document.querySelector("[data-review-missing]");
  if (!place || !window.reviewSearching) return;
  const words = decodeURIComponent(location.pathname).split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 2).slice(-6).join(" ");
  reviewSearching()
    .then((search) => search.find(words))
    .then((groups) => {
      const results = groups.flatMap((group) => group.results).slice(0, 6);
      for (const result of results) {
        const link = document.createElement("a");
        link.href = reviewSearch.address(result.url);
        link.textContent = result.title;
        const item = document.createElement("li");
        item.append(link, ` ${result.kind}`);
        place.querySelector("ul").append(item);
      }
      place.hidden = !results.length;
    })
    .catch(() => {});
})();
