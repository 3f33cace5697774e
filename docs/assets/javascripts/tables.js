/* Comparison tables in a browser: sorting, filtering, choosing columns, two to four rows side by side, links to cells.
   The table is complete without this. State is kept by TanStack Table (assets/javascripts/table-core.js) and in the
   address; the rows and cells stay the elements that the page came with, so their anchors stay, too. */
(() => {
  "use strict"

  const { createTable, getCoreRowModel, getFilteredRowModel, getSortedRowModel, getFacetedRowModel,
    getFacetedUniqueValues } = window.TableCore
  const MOST = 4
  const AT_ONCE = 40
  /* Made at the first use: to know an alphabet takes a phone longer than all the rest here. */
  let alphabet = null
  const inOrder = (a, b) => {
    alphabet ??= new Intl.Collator(document.documentElement.lang || "en", { numeric: true, sensitivity: "base" })
    return alphabet.compare(a, b)
  }
  /* Marks that stand in a cell beside its words: citations, claims, notes, and controls of ours. */
  const MARKS = "sup, a[title][href*='#c-'], a[title][href*='#a-'], .comparison-control"

  const make = (tag, properties = {}, ...children) => {
    const element = document.createElement(tag)
    for (const [name, value] of Object.entries(properties)) {
      if (name in element && name !== "list") element[name] = value
      else element.setAttribute(name, value)
    }
    element.append(...children)
    return element
  }

  /** The words of a cell without its marks; statements are parted as in the downloads. */
  const wordsOf = cell => {
    const copy = cell.cloneNode(true)
    copy.querySelectorAll(MARKS).forEach(mark => mark.remove())
    copy.querySelectorAll("br").forEach(br => br.replaceWith("; "))
    return copy.textContent.replace(/\s+/g, " ").replace(/ ([;,])/g, "$1").trim()
  }

  const inAPause = window.requestIdleCallback ?? setTimeout
  const compareNumbers = (a, b) => a[0] - b[0] || a[1] - b[1]

  function setUp(figure) {
    const scroll = figure.querySelector(".comparison-scroll")
    const element = scroll.querySelector("table")
    const heads = [...element.tHead.rows[0].cells]
    const isHome = "home" in figure.dataset
    const groupTitle = element.dataset.group
    const columns = heads.map((head, index) => ({
      id: head.dataset.column, index, head, title: wordsOf(head), sort: head.dataset.sort || "text",
      filter: "filter" in head.dataset,
    }))
    const data = readRows(element, columns)
    giveRoles(element)

    const table = createTable({
      data,
      columns: [
        ...columns.map(column => ({
          id: column.id,
          accessorFn: row => row.values[column.id].isEmpty ? undefined : row.values[column.id],
          getUniqueValues: row => row.values[column.id].parts,
          filterFn: (row, id, wanted) => wanted.some(value => row.original.values[id].parts.includes(value)),
          sortingFn: (a, b, id) => compare(a.original.values[id], b.original.values[id], column.sort),
          sortUndefined: "last",
        })),
        ...(groupTitle ? [{
          id: "group",
          accessorFn: row => row.group,
          getUniqueValues: row => [row.group],
          filterFn: (row, id, wanted) => wanted.includes(row.original.group),
        }] : []),
      ],
      getRowId: row => row.id,
      globalFilterFn: (row, id, wanted) =>
        wanted.toLowerCase().split(/\s+/).every(word => row.original.search.includes(word)),
      getColumnCanGlobalFilter: column => column.id === columns[0].id,
      getCoreRowModel: getCoreRowModel(),
      getFilteredRowModel: getFilteredRowModel(),
      getSortedRowModel: getSortedRowModel(),
      getFacetedRowModel: getFacetedRowModel(),
      getFacetedUniqueValues: getFacetedUniqueValues(),
      enableSortingRemoval: true,
      sortDescFirst: false,
      state: {},
      onStateChange: () => {},
      renderFallbackValue: null,
    })

    let state = { ...table.initialState, ...(isHome ? stateOfAddress(columns, data, groupTitle) : {}) }
    let isCompared = isHome && Object.keys(state.rowSelection).length > 1
    let isChoosing = false
    const published = data.map(row => row.element)
    const publishedSort = columns.map(column => column.head.getAttribute("aria-sort"))

    function update(updater) {
      state = typeof updater === "function" ? updater(state) : updater
      table.setOptions(options => ({ ...options, state }))
      render()
    }
    table.setOptions(options => ({ ...options, state, onStateChange: update }))

    /** A range goes by its lower end upward and by its upper end downward. */
    function compare(a, b, sort) {
      if (sort === "number" && a.numbers && b.numbers) {
        const isFalling = state.sorting[0]?.desc
        return compareNumbers(...[a, b].map(one => isFalling ? [one.numbers[1], one.numbers[0]] : one.numbers))
      }
      return inOrder(a.sort, b.sort)
    }

    const sortButtons = columns.map(column => sortButton(column, table))
    const tools = isHome ? buildTools() : null
    let shown = data.map(row => row.id)
    render()
    if (isHome) keepTargetInView(figure, () => shown, reset)

    function render() {
      const rows = table.getRowModel().rows.map(row => row.original)
      const visible = new Set(rows.map(row => row.id))
      shown = rows.map(row => row.id)
      arrange(element, state.sorting.length ? rows.map(row => row.element) : published)
      for (const row of data) {
        if (row.element.hidden === visible.has(row.id)) row.element.hidden = !visible.has(row.id)
      }
      for (const body of element.tBodies) body.hidden = ![...body.rows].some(row => row.id && !row.hidden)
      columns.forEach((column, index) => {
        const sorted = table.getColumn(column.id).getIsSorted()
        const order = sorted ? { asc: "ascending", desc: "descending" }[sorted]
          : state.sorting.length ? null : publishedSort[index]
        if (order) column.head.setAttribute("aria-sort", order)
        else column.head.removeAttribute("aria-sort")
      })
      if (!tools) return
      showColumns(columns, data, table, groupTitle ? element : null)
      tools.show()
      keepAddress(columns, state, isCompared)
    }

    function reset() {
      isCompared = isChoosing = false
      update(() => ({ ...table.initialState }))
    }

    function buildTools() {
      const name = element.closest("figure").dataset.comparison
      let box = figure.querySelector(".comparison-tools")
      if (!box) { // a review's own template keeps no room for them
        box = make("div", { className: "comparison-tools comparison-control" })
        scroll.before(box)
      }
      box.setAttribute("role", "group")
      box.setAttribute("aria-label", "Table tools")
      const search = make("input", { type: "search", id: `${name}.find`, autocomplete: "off" })
      search.value = state.globalFilter || ""
      search.addEventListener("input", () => table.setGlobalFilter(search.value.trim() || undefined))
      const sort = make("select", { id: `${name}.sort` }, make("option", { value: "" }, "as published"))
      for (const column of columns) {
        const [up, down] = column.sort === "text" ? ["A to Z", "Z to A"] : ["rising", "falling"]
        sort.append(make("option", { value: `${column.id}.asc` }, `${column.title}, ${up}`))
        sort.append(make("option", { value: `${column.id}.desc` }, `${column.title}, ${down}`))
      }
      sort.addEventListener("change", () => {
        const [id, order] = sort.value.split(".")
        table.setSorting(id ? [{ id, desc: order === "desc" }] : [])
      })
      const facets = facetMenu()
      const choice = menu("Columns", () => [fieldset("Columns shown", columns.slice(1).map(column => checkbox(
        column.title, () => table.getColumn(column.id).getIsVisible(),
        () => table.getColumn(column.id).toggleVisibility(),
      )))])
      const choose = make("button", { type: "button" }, "Compare rows")
      const sideBySide = make("button", { type: "button", className: "comparison-primary" })
      const clear = make("button", { type: "button" }, "Reset")
      const view = make("button", { type: "button", className: "comparison-view" })
      const status = make("p", { className: "comparison-status" })
      status.setAttribute("role", "status")
      const sides = make("section", { className: "comparison-sides", hidden: true, tabIndex: -1 })

      choose.addEventListener("click", () => {
        isChoosing = !isChoosing
        if (!isChoosing) table.setRowSelection({})
        else render()
      })
      sideBySide.addEventListener("click", () => {
        isCompared = !isCompared
        render()
        if (isCompared) sides.focus()
      })
      clear.addEventListener("click", () => {
        search.value = ""
        reset()
        search.focus()
      })
      view.addEventListener("click", () => {
        figure.dataset.view = figure.dataset.view === "table" ? "cards" : "table"
        view.textContent = figure.dataset.view === "table" ? "Show as cards" : "Show as table"
      })
      view.textContent = "Show as table"

      let pickers = []
      const makePickers = () => data.map(row => {
        const label = `Choose ${row.name} for comparing`
        const input = make("input", { type: "checkbox", className: "comparison-pick comparison-control" })
        input.setAttribute("aria-label", label)
        input.addEventListener("change", () => table.getRow(row.id).toggleSelected(input.checked))
        row.element.cells[0].prepend(input)
        return { row, input }
      })

      box.append(
        make("div", { className: "comparison-field" }, make("label", { htmlFor: search.id }, "Find in rows"), search),
        make("div", { className: "comparison-field comparison-by" }, make("label", { htmlFor: sort.id }, "Sort by"), sort),
        ...(facets ? [facets.element] : []), choice.element, choose, sideBySide, downloadMenu(name), view, clear, status,
      )
      figure.insertBefore(sides, scroll)

      return {
        show() {
          const chosen = data.filter(row => state.rowSelection[row.id])
          const sorting = state.sorting[0]
          sort.value = sorting ? `${sorting.id}.${sorting.desc ? "desc" : "asc"}` : ""
          facets?.show()
          choice.show()
          choose.setAttribute("aria-pressed", String(isChoosing || chosen.length > 0))
          if (!pickers.length && (isChoosing || chosen.length)) pickers = makePickers()
          for (const { row, input } of pickers) {
            input.hidden = !isChoosing && !chosen.length
            input.checked = Boolean(state.rowSelection[row.id])
            input.disabled = !input.checked && chosen.length >= MOST
          }
          if (chosen.length < 2) isCompared = false
          sideBySide.hidden = !(isChoosing || chosen.length)
          sideBySide.disabled = chosen.length < 2
          sideBySide.textContent = isCompared ? "Back to the whole table"
            : chosen.length < 2 ? `Choose two to ${["", "", "two", "three", "four"][MOST]} rows`
              : `Show ${chosen.length} side by side`
          clear.disabled = !isChanged(state) && !isChoosing
          scroll.hidden = isCompared
          sides.hidden = !isCompared
          sides.replaceChildren(...(isCompared ? [sideTable(chosen)] : []))
          const count = shown.length === data.length ? `${data.length} rows` : `${shown.length} of ${data.length} rows`
          const order = sorting && columns.find(column => column.id === sorting.id)
          const words = isCompared ? `${chosen.length} rows side by side`
            : count + (order ? `, by ${order.title}, ${sorting.desc ? "falling" : "rising"}` : "")
          if (status.textContent !== words) status.textContent = words
        },
      }

      function facetMenu() {
        const wanted = [...(groupTitle ? [{ id: "group", title: groupTitle }] : []),
          ...columns.filter(column => column.filter)]
        if (!wanted.length) return null
        const fields = () => wanted.flatMap(column => {
          const facet = table.getColumn(column.id)
          const values = [...facet.getFacetedUniqueValues().keys()]
          const all = [...new Set(data.flatMap(row => column.id === "group" ? [row.group] : row.values[column.id].parts))]
          all.sort(inOrder)
          const boxes = all.map(value => checkbox(value,
            () => (facet.getFilterValue() || []).includes(value),
            isOn => {
              const rest = (facet.getFilterValue() || []).filter(one => one !== value)
              facet.setFilterValue(isOn ? [...rest, value] : rest.length ? rest : undefined)
            },
            () => facet.getFacetedUniqueValues().get(value) || 0,
          ))
          return values.length ? [fieldset(column.title, boxes)] : []
        })
        const built = menu("Filters", fields)
        return {
          element: built.element,
          show() {
            built.show()
            const count = state.columnFilters.reduce((sum, filter) => sum + filter.value.length, 0)
            built.label.textContent = count ? `Filters (${count})` : "Filters"
          },
        }
      }

      function sideTable(chosen) {
        const head = make("tr", {}, make("td"))
        for (const row of chosen) {
          const cell = copyOf(row.element.cells[0], "th")
          cell.scope = "col"
          head.append(cell)
        }
        const body = make("tbody")
        if (groupTitle) {
          body.append(make("tr", {}, make("th", { scope: "row" }, groupTitle),
            ...chosen.map(row => make("td", {}, row.group))))
        }
        for (const column of columns.slice(1)) {
          if (!table.getColumn(column.id).getIsVisible()) continue
          const line = make("tr", {}, make("th", { scope: "row" }, column.title))
          for (const row of chosen) line.append(copyOf(row.element.cells[column.index], "td"))
          body.append(line)
        }
        return make("div", { className: "comparison-scroll", tabIndex: 0, role: "region", ariaLabel: "Rows side by side" },
          make("table", { className: "comparison-table" }, make("thead", {}, head), body))
      }

      function downloadMenu(id) {
        const [csv, json] = ["csv", "json"].map(end => document.querySelector(`article a[href$="/${id}.${end}"]`)?.href)
        const message = make("p", { className: "comparison-hint" })
        const save = (label, ending, address, pick) => {
          const button = make("button", { type: "button" }, label)
          button.addEventListener("click", async () => {
            try {
              const response = await fetch(address)
              if (!response.ok) throw new Error(response.statusText)
              saveAs(`${id}-${shown.length}-rows.${ending}`, pick(await response.text()), ending)
            } catch {
              message.textContent = "The rows cannot be read here. The whole table is below it."
            }
          })
          return button
        }
        const pickCsv = text => {
          const [head, ...lines] = text.trimEnd().split("\n")
          const byId = new Map(lines.map(line => [line.slice(0, line.indexOf(",")), line]))
          return [head, ...shown.map(row => byId.get(row))].join("\n") + "\n"
        }
        const pickJson = text => {
          const whole = JSON.parse(text)
          const byId = new Map(whole.rows.map(row => [row.id, row]))
          return JSON.stringify({ ...whole, rows: shown.map(row => byId.get(row)) }, null, 1) + "\n"
        }
        const built = menu("Download", () => [make("div", { className: "comparison-choices" },
          make("p", { className: "comparison-hint" }, "The rows shown, with all columns and where each value is from:"),
          save("Rows shown as CSV", "csv", csv, pickCsv), save("Rows shown as JSON", "json", json, pickJson),
          make("p", { className: "comparison-hint" }, "The whole table:"),
          make("a", { href: csv, download: "" }, "CSV"), make("a", { href: json, download: "" }, "JSON"), message)])
        return built.element
      }
    }
  }

  /** What is made when somebody first asks for it. */
  const once = making => {
    let made = null
    return () => made ??= making()
  }

  /** What a cell sorts, is found and is filtered by. */
  function valueOf(cell, column) {
    const text = wordsOf(cell)
    const sort = cell.dataset.sort
    const numbers = column.sort === "number" && sort ? sort.split(" ").map(Number) : null
    const links = [...cell.querySelectorAll("a[href]")].filter(link => !link.matches(MARKS) && !link.closest("sup"))
    const isEmpty = cell.classList.contains("empty")
    const parts = links.length && column.index ? links.map(link => link.textContent.trim()) : [text]
    return { text, numbers, isEmpty, sort: sort || text, parts: [...new Set(parts)] }
  }

  /** A row; its cells are read when somebody first sorts, filters or searches. */
  function rowOf(element, group, columns) {
    const values = once(() => Object.fromEntries(columns.map(its => [its.id, valueOf(element.cells[its.index], its)])))
    const search = once(() => [group, ...Object.values(values()).map(value => value.text)].join(" ").toLowerCase())
    return {
      id: element.id, element, group,
      get name() { return values()[columns[0].id].text },
      get search() { return search() },
      get values() { return values() },
    }
  }

  function readRows(element, columns) {
    return [...element.tBodies].flatMap(body => {
      const heading = body.querySelector(".comparison-group th")
      const group = heading ? wordsOf(heading) : ""
      return [...body.rows].filter(row => row.id).map(row => rowOf(row, group, columns))
    })
  }

  /** Cards take the table's display away, and browsers then its meaning; roles keep it. In the page they would be errors.
      A cell that shows one of its attributes gets its styles anew with its role, so that cells take theirs in pauses. */
  function giveRoles(element) {
    element.setAttribute("role", "table")
    for (const part of [element.tHead, ...element.tBodies]) part.setAttribute("role", "rowgroup")
    for (const row of element.rows) row.setAttribute("role", "row")
    const cells = [...element.querySelectorAll("th, td")]
    const some = () => {
      for (const cell of cells.splice(0, AT_ONCE)) {
        const role = cell.scope === "col" ? "columnheader" : cell.tagName === "TH" ? "rowheader" : "cell"
        cell.setAttribute("role", role)
      }
      if (cells.length) inAPause(some)
    }
    some()
  }

  function sortButton(column, table) {
    const button = make("button", { type: "button", className: "comparison-sort" })
    const words = [...column.head.childNodes].filter(node => node.nodeName !== "SUP")
    button.append(...words)
    column.head.prepend(button)
    button.addEventListener("click", () => table.getColumn(column.id).toggleSorting())
    return button
  }

  /** The rows in this order, each in its group; elements move only when their order differs. */
  function arrange(element, rows) {
    const groups = new Map([...element.tBodies].map(body => [body, []]))
    for (const row of rows) groups.get(row.parentNode).push(row)
    for (const [body, own] of groups) {
      const now = [...body.rows].filter(row => row.id)
      const taken = new Set(own)
      const wanted = [...own, ...now.filter(row => !taken.has(row))]
      if (wanted.every((row, index) => row === now[index])) continue
      if (wanted.length > AT_ONCE) {
        holdWidths(element)
        wanted.slice(AT_ONCE).forEach(row => row.classList.add("comparison-later"))
        requestAnimationFrame(() => showMore(wanted.slice(AT_ONCE)))
      }
      body.append(...wanted)
    }
  }

  /** Laying out a row that moved takes longer than moving it: the first are shown at once, the rest from frame to frame. */
  function showMore(rows) {
    rows.slice(0, AT_ONCE).forEach(row => row.classList.remove("comparison-later"))
    if (rows.length > AT_ONCE) requestAnimationFrame(() => showMore(rows.slice(AT_ONCE)))
  }

  /** Columns keep their widths while rows come. */
  function holdWidths(element) {
    if (element.style.tableLayout === "fixed") return
    const heads = [...element.tHead.rows[0].cells]
    const widths = heads.map(head => head.getBoundingClientRect().width)
    heads.forEach((head, index) => { head.style.width = `${widths[index]}px` })
    element.style.tableLayout = "fixed"
  }

  function showColumns(columns, data, table, grouped) {
    let count = 0
    for (const column of columns) {
      const isHidden = !table.getColumn(column.id).getIsVisible()
      count += isHidden ? 0 : 1
      if (column.head.hidden === isHidden) continue
      column.head.hidden = isHidden
      for (const row of data) row.element.cells[column.index].hidden = isHidden
    }
    if (grouped) grouped.querySelectorAll(".comparison-group th").forEach(cell => { cell.colSpan = count })
  }

  /* What the address keeps: ?sort=rate.desc&find=…&only.disease=Melanoma&without=endpoint&rows=… */
  function stateOfAddress(columns, data, groupTitle) {
    const asked = new URLSearchParams(location.search)
    const known = new Set([...columns.map(column => column.id), ...(groupTitle ? ["group"] : [])])
    const [id, order] = (asked.get("sort") || "").split(".")
    const filters = [...known].filter(column => asked.has(`only.${column}`))
    const hidden = (asked.get("without") || "").split(",").filter(column => known.has(column))
    const rows = (asked.get("rows") || "").split(",").filter(row => data.some(one => short(one.id) === row)).slice(0, MOST)
    return {
      sorting: known.has(id) ? [{ id, desc: order === "desc" }] : [],
      globalFilter: asked.get("find") || undefined,
      columnFilters: filters.map(column => ({ id: column, value: asked.getAll(`only.${column}`) })),
      columnVisibility: Object.fromEntries(hidden.map(column => [column, false])),
      rowSelection: Object.fromEntries(rows.map(row => [data.find(one => short(one.id) === row).id, true])),
    }
  }

  const short = id => id.slice(id.indexOf(".") + 1)

  function keepAddress(columns, state) {
    const address = new URL(location)
    for (const name of [...address.searchParams.keys()]) {
      if (/^(sort|find|without|rows|only\..*)$/.test(name)) address.searchParams.delete(name)
    }
    const [sorting] = state.sorting
    if (sorting) address.searchParams.set("sort", `${sorting.id}.${sorting.desc ? "desc" : "asc"}`)
    if (state.globalFilter) address.searchParams.set("find", state.globalFilter)
    for (const { id, value } of state.columnFilters) {
      for (const one of value) address.searchParams.append(`only.${id}`, one)
    }
    const hidden = columns.filter(column => state.columnVisibility[column.id] === false).map(column => column.id)
    if (hidden.length) address.searchParams.set("without", hidden.join(","))
    const rows = Object.keys(state.rowSelection).filter(row => state.rowSelection[row])
    if (rows.length) address.searchParams.set("rows", rows.map(short).join(","))
    if (address.href !== location.href) history.replaceState(history.state, "", address)
  }

  const isChanged = state => Boolean(state.sorting.length || state.globalFilter || state.columnFilters.length
    || Object.values(state.columnVisibility).includes(false) || Object.keys(state.rowSelection).length)

  /** A link to a row that a filter hides shows the whole table. */
  function keepTargetInView(figure, shown, reset) {
    const look = () => {
      const id = decodeURIComponent(location.hash.slice(1))
      const row = id && document.getElementById(id)?.closest("tr[id]")
      if (row && figure.contains(row) && (row.hidden || document.getElementById(id).hidden)) {
        reset()
        document.getElementById(id).scrollIntoView()
      }
    }
    window.addEventListener("hashchange", look)
    look()
  }

  /** A menu whose content is made when it is first opened. */
  function menu(title, contentOf) {
    const label = make("span", {}, title)
    const summary = make("summary", {}, label)
    const panel = make("div", { className: "comparison-panel" })
    const element = make("details", { className: "comparison-menu" }, summary, panel)
    let shows = null
    const fill = () => {
      if (shows) return
      const content = contentOf()
      panel.append(...content)
      shows = content.flatMap(part => part.shows ?? [])
    }
    summary.addEventListener("click", fill)
    element.addEventListener("keydown", event => {
      if (event.key === "Escape" && element.open) {
        element.open = false
        summary.focus()
      }
    })
    element.addEventListener("toggle", () => {
      if (!element.open) return
      fill()
      for (const other of element.parentNode.querySelectorAll(".comparison-menu[open]")) other.open = other === element
    })
    document.addEventListener("click", event => {
      if (!element.contains(event.target)) element.open = false
    })
    return { element, label, show: () => shows?.forEach(show => show()) }
  }

  function fieldset(title, boxes) {
    const element = make("fieldset", {}, make("legend", {}, title), ...boxes.map(box => box.element))
    element.shows = boxes.map(box => box.show)
    return element
  }

  function checkbox(title, isOn, change, count) {
    const input = make("input", { type: "checkbox" })
    const number = make("span", { className: "comparison-count" })
    const element = make("label", {}, input, make("span", {}, title), ...(count ? [number] : []))
    input.addEventListener("change", () => change(input.checked))
    const show = () => {
      input.checked = isOn()
      if (count) number.textContent = count()
    }
    show()
    return { element, show }
  }

  function copyOf(cell, tag) {
    const copy = make(tag, {}, ...cell.cloneNode(true).childNodes)
    copy.querySelectorAll(".comparison-control").forEach(control => control.remove())
    copy.querySelectorAll("[id]").forEach(part => part.removeAttribute("id"))
    if (cell.classList.contains("empty")) copy.className = "empty"
    return copy
  }

  function saveAs(name, text, ending) {
    const type = ending === "csv" ? "text/csv;charset=utf-8" : "application/json"
    const address = URL.createObjectURL(new Blob([text], { type }))
    const link = make("a", { href: address, download: name })
    link.addEventListener("click", event => event.stopPropagation())
    document.body.append(link)
    link.click()
    link.remove()
    setTimeout(() => URL.revokeObjectURL(address), 1000)
  }

  for (const figure of document.querySelectorAll("figure.comparison")) setUp(figure)
})()
