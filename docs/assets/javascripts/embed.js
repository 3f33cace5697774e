/* On a page that another site shows in a frame: takes the colors that the reader's system asks for, and, where claims are
   shown, the claim whose id stands behind the mark # of the address. It asks for no storage and for no other site. */
(() => {
  "use strict"

  const root = new URL("../../", document.currentScript.src)
  const dark = matchMedia("(prefers-color-scheme: dark)")
  const color = () => (document.body.dataset.mdColorScheme = dark.matches ? "slate" : "default")

  const claim = place => {
    const wanted = () => decodeURIComponent(location.hash.slice(1))
    const say = words => {
      const text = document.createElement("p")
      text.textContent = words
      place.replaceChildren(text)
      place.removeAttribute("aria-busy")
    }
    const show = () => {
      const id = wanted()
      if (!/^c-[a-z0-9]{4}$/.test(id)) return say("The address names no claim: its id, such as c-7k2q, belongs behind the mark #.")
      place.setAttribute("aria-busy", "true")
      const script = document.createElement("script")
      script.src = new URL(`assets/claims/${id}.js`, root).href
      script.onload = () => script.remove()
      script.onerror = () => id === wanted() && say(`There is no claim with the id ${id}.`)
      document.head.append(script)
    }
    globalThis.reviewClaim = (id, home, html) => {
      if (id !== wanted()) return
      const title = `Claim ${id}`
      document.querySelector("h1").textContent = title
      document.title = document.title.replace(/^.*? – /, `${title} – `)
      document.querySelector("[data-embed-home]").href = new URL(home, root).href
      place.innerHTML = html
      place.removeAttribute("aria-busy")
    }
    addEventListener("hashchange", show)
    show()
  }

  document.addEventListener("DOMContentLoaded", () => {
    color()
    dark.addEventListener("change", color)
    const place = document.querySelector("[data-embed-claim]")
    if (place) claim(place)
  })
})()
