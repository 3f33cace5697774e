/* The link kit of a row or a cell of a comparison: one small control that stands in the cell under the pointer or with the
   focus, and opens the panel of link-kit.js. */
(() => {
  "use strict"

  const kit = globalThis.reviewLinks
  const MARKS = "sup, a.mark, .comparison-control"
  /* The theme takes a link's title away while its tooltip is shown, so that titles tell nothing here. */
  const cardLinks = element => [...element.querySelectorAll("a[href*='#c-']")].filter(link => link.textContent === "§")
  const control = document.createElement("button")
  control.type = "button"
  control.className = "comparison-link comparison-control"
  control.setAttribute("aria-haspopup", "dialog")
  control.textContent = "#"
  let cell = null

  const words = element => {
    const copy = element.cloneNode(true)
    ;[...copy.querySelectorAll(MARKS), ...cardLinks(copy)].forEach(mark => mark.remove())
    copy.querySelectorAll("br").forEach(br => br.replaceWith("; "))
    return copy.textContent.replace(/\s+/g, " ").replace(/ ([;,])/g, "$1").trim()
  }

  /** The permanent address: on the comparison's own page, whatever page the table stands on. */
  const addressOf = element =>
    kit.placed(kit.homeOf(element.closest("figure.comparison")), idOf(element))
  const idOf = element => (element.tagName === "TH" ? element.parentNode.id : element.id).replace(/^table-/, "")

  const nameOf = element => {
    const row = words(element.parentNode.querySelector("th"))
    return element.tagName === "TH" ? row : `${row}, ${element.dataset.label}`
  }

  /** A line to cite a value by. Replaced where the page offers one of its own: see `review:cite` below. */
  const citationOf = element => {
    const figure = element.closest("figure.comparison")
    const title = figure.querySelector("table").getAttribute("aria-label")
    const value = element.tagName === "TH" ? "" : `: ${words(element)}`
    const address = kit.isSet ? addressOf(element) : "address not set"
    const said = {
      element,
      name: nameOf(element),
      value: value.slice(2),
      table: title,
      address,
      text: `${nameOf(element)}${value}. In: ${title}. ${kit.review()}. ${address}`,
    }
    document.dispatchEvent(new CustomEvent("review:cite", { detail: said }))
    return said.text
  }

  const wander = event => {
    const found = event.target.closest?.("figure.comparison tbody td[id], figure.comparison tbody tr[id] > th")
    if (!found || found === cell || document.querySelector(".link-kit:popover-open")) return
    cell = found
    control.setAttribute("aria-label", `Link to ${nameOf(cell)}`)
    cell.append(control)
  }
  document.addEventListener("pointerover", wander)
  document.addEventListener("focusin", wander)

  /** The cards of the claims behind a cell: there the source and the works that it cites are given in full. */
  const cardsOf = element => {
    const links = cardLinks(element)
    const line = document.createElement("p")
    line.className = "comparison-hint"
    line.append(links.length ? "In full, with source and works: " : "No claim stands behind this cell.")
    links.forEach((link, index) => {
      const copy = document.createElement("a")
      copy.href = link.href
      copy.textContent = link.title || `claim ${link.hash.slice(1)}`
      line.append(...(index ? ["; ", copy] : [copy]))
    })
    return line
  }

  control.addEventListener("click", () => {
    const table = cell.closest("figure.comparison").dataset.comparison
    kit.open(control, {
      name: nameOf(cell),
      address: addressOf(cell),
      citation: citationOf(cell),
      frame: `${kit.site}embed/table/${table}/#${idOf(cell)}`,
      more: cell.tagName === "TH" ? [] : [cardsOf(cell)],
    })
  })
})()
