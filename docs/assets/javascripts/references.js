/* Citations: a card at each mark, copy buttons, and filters of the list of works. Without it everything is there, too. */
(() => {
  "use strict"
  const MARK = "a.footnote-ref"

  // What to cite for a value of a comparison: the works first, then this review with its edition and the cell's address.

  const plain = element => {
    const copy = element.cloneNode(true)
    for (const part of copy.querySelectorAll(".footnote-backref, .work-link, .audit-mark")) part.remove()
    return copy.textContent.replace(/\s+/g, " ").trim()
  }

  document.addEventListener("review:cite", event => {
    const { element, name, value, table, address } = event.detail
    const line = document.querySelector(".cite-page .copy-text .copy-what")
    const title = document.querySelector("meta[name=citation_title]")?.content
    if (!line || !title) return
    const own = document.querySelector("link[rel=canonical]")?.href
    const what = `${name}${value ? `: ${value}` : ""}. ${table}`
    let review = plain(line).replace(title, () => what)
    if (own) review = review.replace(own, () => address)
    const places = element.tagName === "TH" ? element.parentNode : element
    const notes = [...places.querySelectorAll("a.footnote-ref")].map(noteOf).filter(Boolean)
    const works = [...new Set(notes)].map(note => `Work that the source cites there: ${plain(note)}`)
    event.detail.text = [...works, `This review: ${review}`].join("\n")
  })
  const SHOW = 120
  const HIDE = 300
  let card = null
  let mark = null
  let timer = 0

  // The card of a mark: hover, focus or tap opens it; it stays while pointer or focus is on it; Escape closes it.

  function noteOf(link) {
    const id = decodeURIComponent((link.getAttribute("href") || "").split("#")[1] || "")
    return id ? document.getElementById(id) : null
  }

  function filled(link) {
    const note = noteOf(link)
    if (!note) return null
    const found = document.createElement("div")
    found.className = "citation-card md-typeset"
    found.id = "citation-card"
    found.setAttribute("role", "group")
    found.setAttribute("aria-label", `Reference ${link.textContent}`)
    for (const child of note.childNodes) found.append(child.cloneNode(true))
    for (const back of found.querySelectorAll(".footnote-backref")) back.remove()
    for (const part of found.querySelectorAll("[id]")) if (part !== found) part.removeAttribute("id")
    const way = document.createElement("a")
    way.href = link.getAttribute("href")
    way.textContent = "In the list of this page"
    way.className = "citation-card-list"
    ;(found.lastElementChild || found).append(" ", way)
    return found
  }

  function place() {
    if (!card || !mark) return
    const at = mark.getBoundingClientRect()
    const width = document.documentElement.clientWidth
    const height = window.innerHeight
    const left = Math.max(8, Math.min(at.left - 16, width - card.offsetWidth - 8))
    const below = at.bottom + 4
    const above = at.top - card.offsetHeight - 4
    card.style.left = `${left}px`
    card.style.top = `${below + card.offsetHeight > height && above > 0 ? above : below}px`
  }

  function open(link) {
    clearTimeout(timer)
    if (mark === link) return
    close()
    card = filled(link)
    if (!card) return
    mark = link
    ;(link.closest("sup") || link).after(card)
    if (card.showPopover) {
      card.popover = "manual"
      card.showPopover()
    }
    link.setAttribute("aria-describedby", card.id)
    place()
  }

  function close() {
    clearTimeout(timer)
    if (mark) mark.removeAttribute("aria-describedby")
    if (card) card.remove()
    card = mark = null
  }

  function later(action, delay) {
    clearTimeout(timer)
    timer = setTimeout(action, delay)
  }

  const inside = (node) => card && node instanceof Node && (card.contains(node) || mark.contains(node))

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return
    const link = event.target.closest && event.target.closest(MARK)
    if (link) later(() => open(link), mark ? 0 : SHOW)
    else if (inside(event.target)) clearTimeout(timer)
    else if (mark && !inside(document.activeElement)) later(close, HIDE)
    else if (!mark) clearTimeout(timer)
  })
  document.addEventListener("focusin", (event) => {
    const link = event.target.closest && event.target.closest(MARK)
    if (link) open(link)
    else if (!inside(event.target)) close()
  })
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !card) return
    const back = card.contains(document.activeElement) ? mark : null
    const closed = mark
    close()
    if (back) {
      back.focus()
      if (mark === closed) close()
    }
  })
  document.addEventListener(
    "click",
    (event) => {
      const link = event.target.closest && event.target.closest(MARK)
      if (link && event.pointerType === "touch") {
        event.preventDefault()
        mark === link && card.dataset.tapped ? close() : open(link)
        if (card) card.dataset.tapped = "yes"
      } else if (!inside(event.target) || event.target.closest(".citation-card-list")) close()
    },
    true,
  )
  window.addEventListener("scroll", place, { passive: true, capture: true })
  window.addEventListener("resize", place)

  // Copy buttons.

  async function copy(text, button) {
    let done = false
    try {
      await navigator.clipboard.writeText(text)
      done = true
    } catch {
      const area = document.createElement("textarea")
      area.value = text
      area.className = "copy-area"
      document.body.append(area)
      area.select()
      done = document.execCommand("copy")
      area.remove()
      button.focus()
    }
    button.textContent = done ? "Copied" : "Not copied"
    setTimeout(() => (button.textContent = "Copy"), 2000)
  }

  // What is folded away gets its buttons when it is opened.
  function copyButtons() {
    for (const what of document.querySelectorAll(".copy-what:not([data-ready])")) {
      if (what.closest("details:not([open])")) continue
      what.dataset.ready = ""
      const button = document.createElement("button")
      button.type = "button"
      button.className = "copy-button"
      button.textContent = "Copy"
      button.setAttribute("aria-live", "polite")
      button.addEventListener("click", () => copy(what.textContent.trim() + (what.tagName === "PRE" ? "\n" : ""), button))
      what.tagName === "PRE" ? what.before(button) : what.after(" ", button)
    }
  }
  document.addEventListener("toggle", copyButtons, true)

  // The list of works.

  function works() {
    return [...document.querySelectorAll(".work-entry")].map((section, order) => ({
      section,
      data: section.querySelector("h2.work").dataset,
      words: section.textContent.toLowerCase(),
      order,
    }))
  }

  const ORDERS = {
    newest: (one, other) => (parseInt(other.data.year, 10) || 0) - (parseInt(one.data.year, 10) || 0),
    oldest: (one, other) => (parseInt(one.data.year, 10) || 9999) - (parseInt(other.data.year, 10) || 9999),
    journal: (one, other) => one.data.journal.localeCompare(other.data.journal),
    claims: (one, other) => other.data.claims - one.data.claims,
  }

  function filters() {
    const form = document.getElementById("works-filter")
    if (!form || form.dataset.ready) return
    form.dataset.ready = "yes"
    form.hidden = false
    const all = works()
    const count = document.getElementById("works-count")
    const asked = new URLSearchParams(location.search)
    for (const field of form.elements) if (field.name && asked.has(field.name)) field.value = asked.get(field.name)

    function apply() {
      const wanted = [...form.elements].filter((field) => field.name && field.value)
      const words = form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean)
      let shown = 0
      for (const work of all) {
        const fits = wanted.every(
          ({ name, value }) => name === "words" || name === "sort" || (work.data[name] || "").split(" ").includes(value),
        )
        work.section.hidden = !fits || !words.every((word) => work.words.includes(word))
        if (!work.section.hidden) shown += 1
      }
      const order = ORDERS[form.elements.sort.value] || (() => 0)
      const sorted = [...all].sort((one, other) => order(one, other) || one.order - other.order)
      let last = form
      for (const { section } of sorted) {
        if (last.nextElementSibling !== section) last.after(section)
        last = section
      }
      count.textContent = `${shown} of ${all.length} works shown`
      const query = new URLSearchParams(wanted.map(({ name, value }) => [name, value])).toString()
      const address = location.pathname + (query ? `?${query}` : "") + location.hash
      if (location.protocol !== "file:") history.replaceState(history.state, "", address)
    }

    // A link to a work leads there, whatever is filtered.
    function reveal() {
      const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)))
      const hidden = target && target.closest(".work-entry[hidden]")
      if (hidden) form.reset()
      if (target) target.scrollIntoView()
    }
    form.addEventListener("input", apply)
    form.addEventListener("submit", (event) => event.preventDefault())
    form.addEventListener("reset", () => setTimeout(apply))
    window.addEventListener("hashchange", reveal)
    apply()
    if (location.hash) reveal()
  }

  function start() {
    close()
    copyButtons()
    filters()
  }
  if (window.document$) window.document$.subscribe(start)
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start)
  else start()
})()
