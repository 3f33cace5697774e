/* The link kit: the address of a page, a section, a claim, a table, a row, a cell or a figure, as it is needed elsewhere:
   bare, in Markdown, in HTML, as a line to cite it by, as a frame to embed. The mark behind a heading and the button of a
   table or a figure open one panel, which is loaded then (link-panel.js). Without scripts the mark is a link to the place. */
(() => {
  "use strict"

  const assets = new URL("../", document.currentScript.src)
  const root = new URL("../", assets)
  const CLAIM = /^c-[a-z0-9]{4}$/
  const own = document.querySelector("link[rel=canonical]")?.href
  /* A preview has no address of its own yet; a page of a released edition keeps the address of its edition. */
  const isSet = own && new URL(own).hostname !== "example.org"
  const isKept = document.querySelector(".review-edition") !== null
  const here = isSet && !isKept ? own : location.href
  const site = isSet && !isKept ? siteOf(own) : root.href
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

  const placed = (address, id) => {
    const url = new URL(address)
    url.search = ""
    url.hash = id
    return url.href.replace(/#$/, "")
  }

  const said = element => element.textContent.replace(/\s+/g, " ").trim()

  const nameOf = heading => said(heading).replace(/¶$/, "").trim()

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
      part: name,
      id,
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
        ...(address === placed(here, "") ? {} : { citation: `${name}. ${review()}. ${isSet ? address : "address not set"}` }),
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

  /** Open the panel beside a control; the first time it is loaded with its styles. */
  let loaded = null
  const open = async (control, place) => {
    loaded ??= Promise.all([
      made("link", { rel: "stylesheet", href: new URL("stylesheets/link-panel.css", assets).href }),
      made("script", { src: new URL("javascripts/link-panel.js", assets).href }),
    ])
    await loaded
    globalThis.reviewLinks.show(control, place)
  }
  const made = (tag, properties) =>
    new Promise(done => document.head.append(make(tag, { ...properties, onload: done, onerror: done })))

  globalThis.reviewLinks = { open, make, said, homeOf, placed, review, isSet, isKept, own, here, site }
})()
