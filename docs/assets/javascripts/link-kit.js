/* The link kit: the address of a page, a section, a claim, a table, a row, a cell or a figure, as it is needed elsewhere:
   bare, in Markdown, in HTML, as a line to cite it by, as a frame to embed. One panel, opened by the mark behind a
   heading, or by the button of a table or a figure. Without scripts the mark is a plain link to the place. */
(() => {
  "use strict"

  const root = new URL("../../", document.currentScript.src)
  const CLAIM = /^c-[a-z0-9]{4}$/
  const own = document.querySelector("link[rel=canonical]")?.href
  /* A preview has no address of its own yet; a page of a released edition keeps the address of its edition. */
  const isSet = own && new URL(own).hostname !== "example.org"
  const isKept = document.querySelector(".review-edition") !== null
  const here = isSet && !isKept ? own : location.href
  const site = isSet && !isKept ? siteOf(own) : root.href
  const panel = document.createElement("div")
  panel.className = "link-kit comparison-control"
  panel.popover = "auto"
  panel.setAttribute("role", "dialog")
  panel.dataset.searchExclude = ""
  let opener = null

  /** Where the site lives: the page's own address without the page's place on the site. */
  function siteOf(address) {
    const place = location.pathname.slice(root.pathname.length).replace(/index\.html$/, "")
    return address.endsWith(place) ? address.slice(0, address.length - place.length) : root.href
  }

  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties)
    element.append(...children)
    return element
  }

  const escaped = text => text.replace(/[&<>"]/g, sign => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign])

  const placed = (address, id) => {
    const url = new URL(address)
    url.search = ""
    url.hash = id
    return url.href.replace(/#$/, "")
  }

  /** How the page is cited, for a part of it: the part is named, and the address leads to it. */
  const citationOf = (name, id) => {
    const card = id ? document.getElementById(id)?.closest(".claim-card") : null
    const ready = card?.querySelector(".cite-value li:last-child .copy-what")
    if (ready) return said(ready)
    const page = document.querySelector(".cite-page .copy-what")
    if (!page) return `${name}. ${document.title}. ${isSet ? placed(here, id) : "address not set"}`
    const text = said(page)
    if (!id || id === "top") return isKept ? text.replace(own, here) : text
    const whole = isSet ? text.replace(own, placed(here, id)) : text
    return `“${name}”. In: ${whole}`
  }
  const said = element => element.textContent.replace(/\s+/g, " ").trim()

  const frameOf = (address, name, height) =>
    `<iframe src="${escaped(address)}" title="${escaped(name)}" width="100%" height="${height}" loading="lazy"></iframe>`

  const field = (label, text) => {
    const area = make("textarea", { readOnly: true, rows: Math.min(4, Math.ceil(text.length / 46)), value: text })
    area.addEventListener("focus", () => area.select())
    const copy = make("button", { type: "button", textContent: "Copy", ariaLabel: `Copy: ${label}` })
    copy.addEventListener("click", async () => {
      let done = false
      try {
        await navigator.clipboard.writeText(text)
        done = true
      } catch {
        area.select()
        try {
          done = document.execCommand("copy")
        } catch {
          // Marked, at least: the keyboard copies it.
        }
      }
      copy.textContent = done ? "Copied" : "Marked"
      status.textContent = done ? `Copied: ${label}` : `${label} is marked: copy it with your keyboard`
      setTimeout(() => (copy.textContent = "Copy"), 2000)
    })
    return make("div", { className: "link-kit__field" }, make("label", {}, make("span", { textContent: label }), area), copy)
  }
  const status = make("p", { className: "link-kit__status" })
  status.setAttribute("role", "status")

  /**
   * Open the panel beside a control. `name` says what the place is called, `address` where it is, `citation` how it is
   * cited; a short address, the frame's address and height, and what else belongs into the panel may be given.
   */
  function open(control, { name, address, citation, short, frame, height = 500, more = [] }) {
    if (panel.matches(":popover-open") && opener === control) return panel.hidePopover()
    opener = control
    const close = make("button", { type: "button", className: "link-kit__close", textContent: "Close" })
    close.addEventListener("click", () => panel.hidePopover())
    const title = make("strong", { textContent: name })
    status.textContent = ""
    panel.setAttribute("aria-label", `Link, cite, embed: ${name}`)
    panel.replaceChildren(
      make("p", { className: "link-kit__head" }, title, close),
      field("Link", address),
      ...(short ? [field("Short link", short)] : []),
      field("Citation", citation),
      field("Markdown", `[${name.replace(/([[\]\\])/g, "\\$1")}](${address})`),
      field("HTML", `<a href="${escaped(address)}">${escaped(name)}</a>`),
      field("Embed", frameOf(frame || address, name, height)),
      ...more,
      status,
    )
    ;(control.closest("h1, h2, h3, h4, h5, h6") || control).after(panel)
    panel.showPopover()
    place()
    panel.querySelector("button:not(.link-kit__close)").focus({ preventScroll: true })
  }

  function place() {
    const box = opener.getBoundingClientRect()
    const { width, height } = panel.getBoundingClientRect()
    const below = box.bottom + height + 12 < innerHeight
    panel.style.left = `${Math.max(8, Math.min(box.left, document.documentElement.clientWidth - width - 8))}px`
    panel.style.top = `${below ? box.bottom + 4 : Math.max(8, Math.min(box.top - height - 4, innerHeight - height - 8))}px`
  }

  panel.addEventListener("toggle", event => {
    if (event.newState === "closed" && panel.contains(document.activeElement)) opener.focus({ preventScroll: true })
  })
  addEventListener("resize", () => panel.matches(":popover-open") && place())

  const nameOf = heading => said(Object.assign(heading.cloneNode(true), {})).replace(/¶$/, "").trim()

  /** A heading's mark opens the panel; with a modifier key it stays the link that it is. */
  document.addEventListener("click", event => {
    const mark = event.target.closest?.("a.headerlink")
    if (!mark || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    const heading = mark.parentElement
    const id = decodeURIComponent(mark.hash.slice(1))
    const name = nameOf(heading)
    const top = id === "top"
    event.preventDefault()
    history.replaceState(history.state, "", top ? location.pathname + location.search : `#${id}`)
    open(mark, {
      name: top ? name : heading.closest(".claim-card") ? name : `${name} (${document.querySelector("h1")?.firstChild.textContent.trim()})`,
      address: placed(here, top ? "" : id),
      citation: citationOf(name, id),
      ...(CLAIM.test(id) ? { short: `${site}p/${id}/`, frame: `${site}embed/claim/#${id}`, height: 420 } : {}),
    })
  })

  for (const mark of document.querySelectorAll("a.headerlink")) {
    mark.title = "Link, cite, embed"
    mark.setAttribute("aria-label", "Link, cite, embed") // said together with the heading that it stands in
  }

  /** Where a table or a figure has its page: on it, that page; elsewhere, where its caption leads. */
  const homeOf = figure => {
    const link = figure.querySelector("figcaption a[href]")
    const isHome = "home" in figure.dataset || figure.querySelector("[data-home]") !== null
    return isHome ? placed(here, "") : new URL(link.getAttribute("href"), here).href.replace(/#.*$/, "")
  }

  for (const figure of document.querySelectorAll("figure.comparison, figure.figure")) {
    const id = figure.dataset.comparison || figure.querySelector("[data-figure]")?.dataset.figure
    const caption = figure.querySelector("figcaption")
    if (!id || !caption) continue
    const isTable = "comparison" in figure.dataset
    const name = isTable ? figure.querySelector("table").getAttribute("aria-label") : said(figure.querySelector("svg title"))
    const button = make("button", { type: "button", className: "link-kit__open comparison-control", textContent: "Link, cite, embed" })
    button.setAttribute("aria-haspopup", "dialog")
    button.addEventListener("click", () => {
      const address = homeOf(figure)
      open(button, {
        name,
        address,
        citation: address === placed(here, "") ? citationOf(name, "") : `${name}. ${review()}. ${isSet ? address : "address not set"}`,
        short: `${site}p/${isTable ? "table" : "figure"}-${id}/`,
        frame: `${site}embed/${isTable ? "table" : "figure"}/${id}/`,
        height: isTable ? 600 : 520,
      })
    })
    const line = make("p", { className: "link-kit__line comparison-control" }, button)
    isTable ? figure.append(line) : caption.after(line)
  }

  /** The review's title, as its header has it. */
  function review() {
    const named = document.querySelector("meta[property='og:site_name'], meta[name='citation_inbook_title']")
    return named?.content || document.querySelector(".md-header__title .md-ellipsis")?.textContent.trim() || document.title
  }

  globalThis.reviewLinks = { open, homeOf, placed, review, isSet, site }
})()
