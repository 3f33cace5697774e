/* The panel of the link kit, loaded when it is first opened: see link-kit.js, which says what the place is. */
(() => {
  "use strict"

  const kit = globalThis.reviewLinks
  const { make, said, placed, own, here, isSet, isKept } = kit
  const panel = document.createElement("div")
  panel.className = "link-kit comparison-control"
  panel.popover = "auto"
  panel.setAttribute("role", "dialog")
  panel.dataset.searchExclude = ""
  let opener = null

  const escaped = text => text.replace(/[&<>"]/g, sign => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign])

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
  function show(control, { name, address, part = name, id = "", citation = citationOf(part, id), short, frame, height = 500, more = [] }) {
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

  kit.show = show
})()
