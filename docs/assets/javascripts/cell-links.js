/* The address of a row or a cell of a comparison, and a line to cite it by, on demand: one small control that stands in
   the cell under the pointer or with the focus. */
(() => {
  "use strict"

  const MARKS = "sup, a[title][href*='#c-'], a[title][href*='#a-'], .comparison-control"
  const control = document.createElement("button")
  control.type = "button"
  control.className = "comparison-link comparison-control"
  control.textContent = "#"
  const panel = document.createElement("div")
  panel.className = "comparison-cite comparison-control"
  panel.popover = "auto"
  panel.setAttribute("role", "dialog")
  let cell = null

  const words = element => {
    const copy = element.cloneNode(true)
    copy.querySelectorAll(MARKS).forEach(mark => mark.remove())
    copy.querySelectorAll("br").forEach(br => br.replaceWith("; "))
    return copy.textContent.replace(/\s+/g, " ").replace(/ ([;,])/g, "$1").trim()
  }

  /** A preview has no address of its own yet. */
  const isSet = address => new URL(address).hostname !== "example.org"

  /** The permanent address: on the comparison's own page, whatever page the table stands on. */
  const addressOf = element => {
    const figure = element.closest("figure.comparison")
    const id = (element.tagName === "TH" ? element.parentNode.id : element.id).replace(/^table-/, "")
    const own = document.querySelector("link[rel=canonical]")?.href
    const here = own && isSet(own) ? own : location.href
    const home = "home" in figure.dataset ? here : figure.querySelector("figcaption a").href
    const address = new URL(home)
    address.search = ""
    address.hash = id
    return address.href
  }

  const nameOf = element => {
    const row = words(element.parentNode.querySelector("th"))
    return element.tagName === "TH" ? row : `${row}, ${element.dataset.label}`
  }

  /** A line to cite a value by. Replaced where the page offers one of its own: see `review:cite` below. */
  const citationOf = element => {
    const figure = element.closest("figure.comparison")
    const title = figure.querySelector("table").getAttribute("aria-label")
    const review = document.querySelector("meta[property='og:site_name'], meta[name='citation_inbook_title']")
    const site = review?.content || document.querySelector(".md-header__title .md-ellipsis").textContent.trim()
    const value = element.tagName === "TH" ? "" : `: ${words(element)}`
    const own = document.querySelector("link[rel=canonical]")?.href
    const address = own && !isSet(own) ? "address not set" : addressOf(element)
    const said = { element, text: `${nameOf(element)}${value}. In: ${title}. ${site}. ${address}` }
    document.dispatchEvent(new CustomEvent("review:cite", { detail: said }))
    return said.text
  }

  const wander = event => {
    const found = event.target.closest?.("figure.comparison tbody td[id], figure.comparison tbody tr[id] > th")
    if (!found || found === cell || panel.matches(":popover-open")) return
    cell = found
    control.setAttribute("aria-label", `Link to ${nameOf(cell)}`)
    cell.append(control)
  }
  document.addEventListener("pointerover", wander)
  document.addEventListener("focusin", wander)

  const field = (label, text, button) => {
    const area = document.createElement("textarea")
    area.readOnly = true
    area.rows = Math.min(5, Math.ceil(text.length / 44))
    area.value = text
    const heading = document.createElement("label")
    heading.append(label, area)
    const copy = document.createElement("button")
    copy.type = "button"
    copy.textContent = button
    copy.addEventListener("click", async () => {
      area.select()
      try {
        await navigator.clipboard.writeText(text)
        copy.textContent = "Copied"
      } catch {
        copy.textContent = "Marked: copy it with your keyboard"
      }
    })
    return [heading, copy]
  }

  /** The cards of the claims behind a cell: there the source and the works that it cites are given in full. */
  const cardsOf = element => {
    const links = [...element.querySelectorAll("a[title][href*='#c-']")]
    const line = document.createElement("p")
    line.className = "comparison-hint"
    line.append(links.length ? "In full, with source and works: " : "No claim stands behind this cell.")
    links.forEach((link, index) => {
      const copy = document.createElement("a")
      copy.href = link.href
      copy.textContent = link.title
      line.append(...(index ? ["; ", copy] : [copy]))
    })
    return line
  }

  control.addEventListener("click", () => {
    panel.setAttribute("aria-label", nameOf(cell))
    panel.replaceChildren(
      ...field("Link to this place", addressOf(cell), "Copy link"),
      ...field(cell.tagName === "TH" ? "Cite this row" : "Cite this value", citationOf(cell), "Copy citation"),
      ...(cell.tagName === "TH" ? [] : [cardsOf(cell)]),
    )
    control.after(panel)
    panel.showPopover()
    const box = control.getBoundingClientRect()
    const { width, height } = panel.getBoundingClientRect()
    panel.style.left = `${Math.max(8, Math.min(box.left, innerWidth - width - 8))}px`
    panel.style.top = `${box.bottom + height + 8 < innerHeight ? box.bottom + 4 : Math.max(8, box.top - height - 4)}px`
    panel.querySelector("button").focus()
  })
})()
