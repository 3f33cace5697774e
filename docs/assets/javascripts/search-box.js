// What looks things up (search.js) comes when somebody wants it: most pages are read without a search.
window.reviewSearching = (() => {
  const address = new URL("search.js", document.currentScript.src);
  let arriving;
  return () => {
    arriving ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = () => resolve(reviewSearch);
      script.onerror = () => {
        arriving = undefined;
        reject(new Error(`${address} could not be loaded`));
      };
      document.head.append(script);
    });
    return arriving;
  };
})();

// The search box: a dialog over the page. Without scripts, its button is a link to the index of names.
(() => {
  const opener = document.querySelector("[data-review-search]");
  if (!opener || !window.HTMLDialogElement) return;
  const dialog = document.createElement("dialog");
  dialog.className = "review-search";
  dialog.setAttribute("aria-label", opener.dataset.label);
  dialog.innerHTML = `
    <form method="dialog" class="review-search__form" role="search">
      <label class="review-search__label" for="review-search-input"></label>
      <input id="review-search-input" type="search" autocomplete="off" autocapitalize="off" spellcheck="false">
      <button type="submit" class="review-search__close"></button>
    </form>
    <p class="review-search__status" role="status"></p>
    <div class="review-search__results"></div>`;
  document.body.append(dialog);
  const input = dialog.querySelector("input");
  const status = dialog.querySelector("[role=status]");
  const results = dialog.querySelector(".review-search__results");
  dialog.querySelector("label").textContent = opener.dataset.label;
  dialog.querySelector("button").textContent = opener.dataset.close;
  opener.setAttribute("role", "button");
  opener.setAttribute("aria-haspopup", "dialog");

  function open(event) {
    event?.preventDefault();
    if (dialog.open) return;
    dialog.showModal();
    input.select();
    reviewSearching()
      .then((search) => search.prepare())
      .catch(failed);
  }

  function failed() {
    status.textContent = opener.dataset.failed;
  }

  function shown(group, at) {
    const section = document.createElement("section");
    const heading = document.createElement("h2");
    heading.id = `review-search-group-${at}`;
    heading.textContent = group.title;
    const list = document.createElement("ul");
    list.setAttribute("aria-labelledby", heading.id);
    for (const result of group.results) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = reviewSearch.address(result.url);
      const title = document.createElement("strong");
      title.textContent = result.title;
      const kind = document.createElement("span");
      kind.className = "review-search__kind";
      kind.textContent = result.kind;
      const note = document.createElement("span");
      note.className = "review-search__note";
      note.textContent = result.note;
      link.append(title, " ", kind, " ", note);
      item.append(link);
      list.append(item);
    }
    section.append(heading, list);
    return section;
  }

  let latest = 0;
  async function update() {
    const mine = ++latest;
    try {
      const search = await reviewSearching();
      const groups = await search.find(input.value, { typing: true });
      if (mine !== latest) return;
      results.replaceChildren(...groups.map(shown));
      const count = groups.reduce((sum, group) => sum + group.results.length, 0);
      status.textContent = !input.value.trim() ? "" : count ? opener.dataset.found.replace("{}", count) : opener.dataset.nothing;
    } catch {
      failed();
    }
  }

  let timer;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(update, 60);
  });
  opener.addEventListener("pointerenter", () => reviewSearching().catch(() => {}));
  opener.addEventListener("click", open);
  opener.addEventListener("keydown", (event) => event.key === " " && open(event));
  document.addEventListener("keydown", (event) => {
    if (event.key === "k" && (event.ctrlKey || event.metaKey)) open(event);
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("a")) dialog.close();
  });
  dialog.querySelector("form").addEventListener("submit", (event) => {
    if (event.submitter?.matches(".review-search__close")) return;
    event.preventDefault();
    results.querySelector("a")?.click();
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target === input) {
      event.preventDefault();
      update().then(() => results.querySelector("a")?.click());
      return;
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [input, ...results.querySelectorAll("a")];
    const next = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    if (stops[next]) {
      event.preventDefault();
      stops[next].focus();
    }
  });
})();
