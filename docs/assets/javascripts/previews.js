/* Previews: pointing at a link to something that has a page, or moving the focus to it, says what it is; pointing at a term
   or tapping it explains it. The entries come from one script (assets/previews.js), which is loaded when the first such link
   is met, from a folder on disk, too; of a large review it names the parts that have them. Without scripts a term has the
   browser's own tooltip. */
(() => {
  "use strict"

  const root = new URL("../../", document.currentScript.src)
  const entries = {}, loading = {}
  let parts = null, tip = null, link = null, timer = 0

  window.reviewPreviews = found => { if (Array.isArray(found)) parts = found; else Object.assign(entries, found) }

  const load = path => loading[path] ??= new Promise(done => {
    const script = document.createElement("script")
    script.src = new URL(path, root).href
    script.onload = script.onerror = () => done()
    document.head.append(script)
  })

  // Parts are told by the first address of each.
  const entryOf = async key => {
    await load("assets/previews.js")
    const part = parts ? parts.findLastIndex(first => first <= key) : -1
    if (part >= 0) await load(`assets/previews/${part}.js`)
    return entries[key]
  }

  const keyOf = anchor => {
    const url = new URL(anchor.href, location.href)
    if (url.hash || url.origin !== location.origin || !url.pathname.startsWith(root.pathname)) return null
    const path = url.pathname.slice(root.pathname.length).replace(/index\.html$/, "")
    return path && url.pathname !== location.pathname ? path : null
  }

  const linkAt = target => {
    const found = target instanceof Element && target.closest("article p a[href], article li a[href], article td a[href], article th a[href]")
    return found && !found.classList.contains("headerlink") && keyOf(found) ? found : null
  }

  // A term inside a link belongs to the link.
  const termAt = target => {
    const found = target instanceof Element && target.closest("article abbr[title], article abbr[data-title]")
    return found && !found.closest("a[href]") ? found : null
  }

  const placeAt = target => linkAt(target) ?? termAt(target)

  // The browser's own tooltip would stand upon ours.
  const quiet = element => {
    for (const term of element.matches("abbr[title]") ? [element] : element.querySelectorAll("abbr[title]")) {
      term.dataset.title = term.title
      term.removeAttribute("title")
    }
  }

  const spoken = element => {
    for (const term of element.matches("abbr[data-title]") ? [element] : element.querySelectorAll("abbr[data-title]")) {
      term.title = term.dataset.title
      delete term.dataset.title
    }
  }

  const build = () => {
    tip = document.createElement("div")
    tip.className = "entity-preview md-typeset"
    tip.id = "entity-preview"
    tip.setAttribute("role", "tooltip")
    tip.hidden = true
    tip.addEventListener("pointerenter", () => clearTimeout(timer))
    tip.addEventListener("pointerleave", hideSoon)
    ;(document.querySelector("main") || document.body).append(tip) // what stands outside of it belongs to no part of the page
  }

  const line = (tag, text) => {
    const element = document.createElement(tag)
    element.textContent = text
    return element
  }

  const show = async element => {
    link = element
    quiet(element)
    let name = element.textContent, facts = "", definition = element.dataset.title
    if (element.matches("a")) {
      const entry = await entryOf(keyOf(element))
      if (link !== element || !entry || document.body.dataset.claimPopup !== undefined) return
      const [title, kind, said, claims] = entry
      name = title
      facts = `${kind}, ${claims} ${claims === 1 ? "claim" : "claims"}`
      definition = said
    }
    if (!tip) build()
    const head = document.createElement("p")
    head.append(line("strong", name), ...(facts ? [line("span", facts)] : []))
    tip.replaceChildren(head, ...(definition ? [line("p", definition)] : []))
    tip.hidden = false
    element.setAttribute("aria-describedby", tip.id)
    place()
  }

  const place = () => {
    const at = link.getBoundingClientRect(), size = tip.getBoundingClientRect()
    const below = window.innerHeight - at.bottom > size.height + 12
    tip.style.left = `${Math.max(8, Math.min(at.left, document.documentElement.clientWidth - size.width - 8))}px`
    tip.style.top = `${Math.max(8, below ? at.bottom + 4 : at.top - size.height - 4)}px`
  }

  const hide = () => {
    clearTimeout(timer)
    if (link?.getAttribute("aria-describedby") === "entity-preview") link.removeAttribute("aria-describedby")
    if (link) spoken(link)
    link = null
    if (tip) tip.hidden = true
  }

  const hideSoon = () => {
    clearTimeout(timer)
    timer = setTimeout(hide, 200)
  }

  document.addEventListener("pointerover", event => {
    if (event.pointerType !== "mouse") return
    const element = placeAt(event.target)
    if (!element) return
    clearTimeout(timer)
    if (element !== link) timer = setTimeout(() => { hide(); show(element) }, 350)
  })
  document.addEventListener("pointerout", event => {
    const element = placeAt(event.target)
    if (event.pointerType === "mouse" && element && !element.contains(event.relatedTarget)) hideSoon()
  })
  document.addEventListener("click", event => {
    if (event.pointerType === "mouse" || tip?.contains(event.target)) return
    const term = termAt(event.target), open = link
    if (open?.matches("abbr")) hide()
    if (term && term !== open) show(term)
  })
  document.addEventListener("focusin", event => {
    const anchor = linkAt(event.target)
    if (anchor?.matches(":focus-visible")) show(anchor)
  })
  document.addEventListener("focusout", event => { if (event.target === link) hide() })
  document.addEventListener("keydown", event => { if (event.key === "Escape" && tip && !tip.hidden) hide() })
  addEventListener("scroll", () => { if (link) hide() }, { passive: true })
})()
