/* Previews: pointing at a link to something that has a page, or moving the focus to it, says what it is. The entries come
   from one script (assets/previews.js), which is loaded when the first such link is met, from a folder on disk, too. */
(() => {
  "use strict"

  const root = new URL("../../", document.currentScript.src)
  let entries = null, loading = null, tip = null, link = null, timer = 0

  window.reviewPreviews = found => { entries = found }

  const load = () => loading ??= new Promise(done => {
    const script = document.createElement("script")
    script.src = new URL("assets/previews.js", root).href
    script.onload = script.onerror = () => done()
    document.head.append(script)
  })

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

  const show = async anchor => {
    link = anchor
    await load()
    const entry = entries?.[keyOf(anchor)]
    if (link !== anchor || !entry || document.body.dataset.claimPopup !== undefined) return
    const [name, kind, definition, claims] = entry
    if (!tip) build()
    const head = document.createElement("p")
    const title = document.createElement("strong")
    title.textContent = name
    const facts = document.createElement("span")
    facts.textContent = `${kind}, ${claims} ${claims === 1 ? "claim" : "claims"}`
    head.append(title, facts)
    tip.replaceChildren(head)
    if (definition) {
      const said = document.createElement("p")
      said.textContent = definition
      tip.append(said)
    }
    tip.hidden = false
    anchor.setAttribute("aria-describedby", tip.id)
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
    link = null
    if (tip) tip.hidden = true
  }

  const hideSoon = () => {
    clearTimeout(timer)
    timer = setTimeout(hide, 200)
  }

  document.addEventListener("pointerover", event => {
    if (event.pointerType !== "mouse") return
    const anchor = linkAt(event.target)
    if (!anchor) return
    clearTimeout(timer)
    if (anchor !== link) timer = setTimeout(() => { hide(); show(anchor) }, 350)
  })
  document.addEventListener("pointerout", event => {
    const anchor = linkAt(event.target)
    if (event.pointerType === "mouse" && anchor && !anchor.contains(event.relatedTarget)) hideSoon()
  })
  document.addEventListener("focusin", event => {
    const anchor = linkAt(event.target)
    if (anchor?.matches(":focus-visible")) show(anchor)
  })
  document.addEventListener("focusout", event => { if (event.target === link) hide() })
  document.addEventListener("keydown", event => { if (event.key === "Escape" && tip && !tip.hidden) hide() })
  addEventListener("scroll", () => { if (link) hide() }, { passive: true })
})()
