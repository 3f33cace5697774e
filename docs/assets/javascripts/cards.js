/* Claim cards: pointing at a claim's link, moving the focus to it or tapping it shows its card beside it.
   Without this the link leads to the same card on the page of its section. The cards come from one script a section
   (assets/cards/…), so that they open from a folder on disk, too. */
(() => {
  "use strict"

  const CLAIM = /^#c-[a-z0-9]{4}$/
  const root = new URL("../../", document.currentScript.src)
  const loaded = new Map()
  const waiting = new Map()
  let card = null, link = null, timer = 0, touched = false, dismissed = null

  /* Called by the script of a section: where its page is, and its cards as HTML. */
  window.reviewCards = (page, cards) => {
    loaded.set(key(new URL(page, root)), { base: new URL(page, root), cards })
  }

  const key = url => url.pathname.slice(root.pathname.length).replace(/(\/|\/index\.html|\.html)$/, "")

  const cardsOf = url => {
    const name = key(url)
    if (!waiting.has(name)) {
      waiting.set(name, new Promise(done => {
        const script = document.createElement("script")
        script.src = new URL(`assets/cards/${name}.js`, root).href
        script.onload = () => done(loaded.get(name))
        script.onerror = () => done(undefined)
        document.head.append(script)
      }))
    }
    return waiting.get(name)
  }

  const claimLink = target => {
    const found = target instanceof Element && target.closest("article a[href*='#c-'], figure a[href*='#c-']")
    if (!found || card?.contains(found)) return null
    const url = new URL(found.href.baseVal ?? found.href, location.href)
    return CLAIM.test(url.hash) && url.origin === location.origin && key(url) !== key(location) ? found : null
  }

  const urlOf = anchor => new URL(anchor.href.baseVal ?? anchor.href, location.href)

  const build = () => {
    card = document.createElement("div")
    card.className = "claim-popup md-typeset"
    card.setAttribute("role", "dialog")
    card.tabIndex = -1
    if (card.showPopover) card.popover = "manual"
    card.addEventListener("pointerenter", () => clearTimeout(timer))
    card.addEventListener("pointerleave", event => { if (event.pointerType === "mouse") hideSoon() })
    card.addEventListener("focusout", event => {
      if (!card.contains(event.relatedTarget) && event.relatedTarget !== link) hide()
    })
    document.body.append(card)
  }

  const show = async anchor => {
    clearTimeout(timer)
    if (link === anchor) return
    const url = urlOf(anchor)
    link = anchor
    const found = await cardsOf(url)
    const html = found?.cards[url.hash.slice(1)]
    if (link !== anchor) return
    if (!html) { link = null; return }
    if (!card) build()
    card.innerHTML = html
    for (const inner of card.querySelectorAll("a[href]")) inner.href = new URL(inner.getAttribute("href"), found.base).href
    const head = document.createElement("p")
    head.className = "claim-popup__head"
    const whole = document.createElement("a")
    whole.href = url.href
    whole.textContent = `Claim ${url.hash.slice(1)}`
    const close = document.createElement("button")
    close.type = "button"
    close.className = "claim-popup__close"
    close.textContent = "Close"
    close.addEventListener("click", () => dismiss())
    head.append(whole, close)
    card.prepend(head)
    card.setAttribute("aria-label", whole.textContent)
    if (card.popover) card.showPopover()
    card.classList.add("claim-popup--open")
    document.body.dataset.claimPopup = ""
    anchor.setAttribute("aria-expanded", "true")
    card.scrollTop = 0
    place()
  }

  const place = () => {
    if (!link || !card) return
    const narrow = window.innerWidth < 600
    card.classList.toggle("claim-popup--sheet", narrow)
    if (narrow) { card.style.removeProperty("left"); card.style.removeProperty("top"); return }
    const at = link.getBoundingClientRect(), size = card.getBoundingClientRect()
    const below = window.innerHeight - at.bottom
    const top = below >= size.height + 12 || below > at.top ? at.bottom + 6 : Math.max(8, at.top - size.height - 6)
    card.style.left = `${Math.max(8, Math.min(at.left - 24, window.innerWidth - size.width - 24))}px`
    card.style.top = `${Math.max(8, Math.min(top, window.innerHeight - size.height - 8))}px`
  }

  const hide = () => {
    clearTimeout(timer)
    link?.removeAttribute("aria-expanded")
    link = null
    if (!card) return
    if (card.popover && card.matches(":popover-open")) card.hidePopover()
    card.classList.remove("claim-popup--open")
    delete document.body.dataset.claimPopup
  }

  const hideSoon = () => {
    clearTimeout(timer)
    timer = setTimeout(() => { if (!card?.contains(document.activeElement)) hide() }, 300)
  }

  /* Closed by the reader: the focus goes back, and the card stays closed until the link is left. */
  const dismiss = () => {
    const from = link
    dismissed = from
    if (card?.contains(document.activeElement)) from?.focus()
    hide()
  }

  document.addEventListener("pointerover", event => {
    if (event.pointerType !== "mouse") return
    const anchor = claimLink(event.target)
    if (!anchor || anchor === dismissed) return
    clearTimeout(timer)
    timer = setTimeout(() => show(anchor), 250)
  })
  document.addEventListener("pointerout", event => {
    const anchor = claimLink(event.target)
    if (event.pointerType !== "mouse" || !anchor || anchor.contains(event.relatedTarget)) return
    if (anchor === dismissed) dismissed = null
    hideSoon()
  })
  document.addEventListener("focusin", event => {
    const anchor = claimLink(event.target)
    if (anchor && anchor !== dismissed && anchor.matches(":focus-visible")) show(anchor)
  })
  document.addEventListener("focusout", event => {
    const anchor = claimLink(event.target)
    if (!anchor) return
    if (anchor === dismissed) dismissed = null
    if (anchor === link && !card?.contains(event.relatedTarget)) hide()
  })
  document.addEventListener("pointerdown", event => {
    touched = event.pointerType !== "mouse"
    if (link && touched && !card?.contains(event.target) && claimLink(event.target) !== link) hide()
  })
  document.addEventListener("click", event => {
    const anchor = claimLink(event.target)
    if (!anchor || !touched || anchor === link || event.defaultPrevented) return
    event.preventDefault()
    dismissed = null
    show(anchor).then(() => { if (link !== anchor) location.href = urlOf(anchor).href })
  })
  document.addEventListener("keydown", event => {
    touched = false
    if (!link || !card?.classList.contains("claim-popup--open")) return
    if (event.key === "Escape") {
      event.stopPropagation()
      dismiss()
    } else if (event.key === "ArrowDown" && document.activeElement === link) {
      event.preventDefault()
      card.focus()
    }
  }, true)
  addEventListener("scroll", () => { if (link) place() }, { passive: true })
  addEventListener("resize", place)
})()
