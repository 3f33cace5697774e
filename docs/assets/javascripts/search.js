// The search: names, terms, tables and chapters from one small part that is loaded when the search opens, then full
// text in parts, by the words typed. Parts are scripts, so that a copy opened from a disk finds them, too.
// scripts/sitegen/exports/search.py writes them; words() here and words_of() there must agree.
window.reviewSearch = (() => {
  const root = new URL("../../", document.currentScript.src);
  const waiting = new Map();
  const parts = new Map();
  const stopwords = new Set(
    ("a about after all also an and any are as at be been before being but by can could did do does for from had has have how i if " +
      "in into is it its may me more most my no not of on or our s said say says should so some such than that the " +
      "their them then there these they this to us was we were what when where which who whom whose why will with " +
      "would you your").split(" "),
  );
  let names;

  function script(url) {
    return new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = url;
      element.onload = resolve;
      element.onerror = () => reject(new Error(`${url} could not be loaded`));
      document.head.append(element);
    });
  }

  function load(name) {
    if (!parts.has(name)) {
      const arrived = new Promise((resolve) => waiting.set(name, resolve));
      parts.set(name, script(new URL(`search/${name}.js`, root)).then(() => arrived));
      parts.get(name).catch(() => parts.delete(name));
    }
    return parts.get(name);
  }

  function stem(word) {
    if (word.length > 3 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
    if (word.length > 4 && /(?:ses|xes|zes|ches|shes)$/.test(word)) return word.slice(0, -2);
    if (word.length > 3 && word.endsWith("s") && !/(?:ss|us|is)$/.test(word)) word = word.slice(0, -1);
    return word.length > 3 && word.endsWith("e") ? word.slice(0, -1) : word;
  }

  // A word in capitals is an abbreviation that says something: ALL.
  const isWeightless = (word) => stopwords.has(stem(word.toLowerCase())) && !(word.length > 1 && word === word.toUpperCase());

  function words(text) {
    const plain = text.normalize("NFKD").replace(/\p{M}/gu, "");
    const found = [];
    for (const [match] of plain.matchAll(/[\p{L}\p{N}]+(?:[-‑/.’'][\p{L}\p{N}]+)*/gu)) {
      const inside = match.split(/[-‑/.’']/);
      for (const part of inside) if (!isWeightless(part)) found.push(stem(part.toLowerCase()));
      if (inside.length > 1) found.push(stem(inside.join("").toLowerCase()));
    }
    return found;
  }

  const squeezed = (text) => text.toLowerCase().normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "");

  // --- names -------------------------------------------------------------------------------------------------------

  async function prepared() {
    if (names) return names;
    const [value] = await Promise.all([load("names"), script(new URL("assets/javascripts/minisearch.js", root))]);
    const index = new MiniSearch({
      fields: ["name", "others", "note"],
      tokenize: words,
      processTerm: (word) => word,
      searchOptions: {
        boost: { name: 4, others: 3.5, note: 0.6 },
        fuzzy: (word) => (word.length > 4 && !/\d/.test(word) ? 0.2 : false),
        prefix: (word, position, all) => position === all.length - 1 && word.length > 2,
        boostDocument: (id) => value.weights[value.entries[id][2]],
      },
    });
    const frequency = new Map();
    index.addAll(
      value.entries.map((entry, id) => {
        const [name, , , others, note] = entry;
        for (const word of new Set(words([name, ...others].join(" ")))) frequency.set(word, (frequency.get(word) ?? 0) + 1);
        return { id, name, others: others.join(" · "), note };
      }),
    );
    const synonyms = new Map();
    for (const group of value.synonyms) {
      for (const word of group) synonyms.set(word, [...(synonyms.get(word) ?? []), ...group.filter((other) => other !== word)]);
    }
    const topics = value.topics.map(([id, name]) => ({ id, name, words: new Set(words(`${name} ${id}`)) }));
    const tables = value.tables.map(([title, columns]) => ({
      title,
      words: new Set(words(title)),
      columns: columns.map(([id, title]) => ({ id, title, words: new Set(words(title)) })),
    }));
    names = { ...value, index, frequency, synonyms, topics, tables };
    return names;
  }

  // CAR-T is asked for as car, t and cart: together they weigh as much as one word.
  function sharesOf(query) {
    const found = new Map();
    for (const whole of query.split(/\s+/)) {
      const inside = words(whole);
      for (const word of inside) found.set(word, Math.max(found.get(word) ?? 0, 1 / inside.length));
    }
    return found;
  }

  const weightOf = (word, shares) => (shares.get(word) ?? 1) * Math.log(1 + names.entries.length / (1 + (names.frequency.get(word) ?? 0)));
  const kindred = (word) => names.synonyms.get(word) ?? [];

  function covers(found, word) {
    return found.has(word) || kindred(word).some((other) => found.has(other));
  }

  function byName(asked, query) {
    const all = asked.flatMap((word) => [word, ...kindred(word)]);
    const shares = sharesOf(query);
    const whole = asked.reduce((sum, word) => sum + weightOf(word, shares), 0);
    const plain = squeezed(query);
    const results = [];
    for (const hit of names.index.search(all.join(" "), { tokenize: (text) => text.split(" "), boostTerm: (word) => (asked.includes(word) ? 1 : 0.5) })) {
      const [name, url, kind, others, note, topics = [], rows = []] = names.entries[hit.id];
      // What the entry is called counts in full, what is said of it in a line counts half.
      const called = new Set();
      const said = new Set();
      for (const word of hit.queryTerms) {
        const fields = Object.entries(hit.match).filter(([term]) => close(term, word)).flatMap(([, where]) => where);
        (fields.some((field) => field !== "note") ? called : said).add(word);
      }
      const share = (found, rest = new Set()) =>
        asked.reduce((sum, word) => sum + (covers(found, word) ? 1 : covers(rest, word) ? 0.5 : 0) * weightOf(word, shares), 0) / whole;
      const exact = [name, ...others].some((one) => squeezed(one) === plain) ? 2.5 : 1;
      // Of two names that have the word, the one that consists of it is meant.
      const complete = Math.max(...[name, ...others].map((one) => completeness(words(one), hit.terms)));
      const base = Math.log1p(hit.score) * names.weights[kind] * exact * (0.6 + 0.4 * complete);
      const add = (title, where, found, rest, factor = 1) =>
        results.push({ title, url: where, kind: names.kinds[kind], note, share: share(found, rest), score: base * factor * share(found, rest) ** 2 });
      add(name, url, called, said);
      const open = asked.filter((word) => !covers(called, word));
      if (!open.length || !called.size) continue;
      for (const number of topics) {
        const topic = names.topics[number];
        const met = open.filter((word) => covers(topic.words, word));
        if (met.length) add(`${name}: ${topic.name}`, `${url}#${topic.id}`, new Set([...called, ...met]), said, 1.05);
      }
      for (const [number, where] of rows) {
        const table = names.tables[number];
        const met = open.filter((word) => covers(table.words, word));
        for (const column of table.columns) {
          const there = open.filter((word) => covers(column.words, word));
          if (there.length) add(`${name}: ${column.title}`, `${where}.${column.id}`, new Set([...called, ...met, ...there]), said, 1.05);
        }
        if (met.length) add(`${name} in “${table.title}”`, where, new Set([...called, ...met]), said, 1.02);
      }
    }
    return results.sort((one, other) => other.score - one.score);
  }

  const completeness = (one, found) => (one.length ? one.filter((word) => found.includes(word)).length / one.length : 0);
  const close = (term, word) => term === word || term.startsWith(word) || term.slice(0, 3) === word.slice(0, 3);

  // --- full text ---------------------------------------------------------------------------------------------------

  function partsOf(word, begins) {
    const first = names.bounds.findLastIndex((bound) => bound <= word);
    const found = first < 0 ? [] : [first];
    for (let part = first + 1; begins && part < names.bounds.length && names.bounds[part].startsWith(word); part++) found.push(part);
    return found.slice(0, 4);
  }

  async function byText(asked, typing) {
    const scores = new Map();
    const met = new Map();
    let whole = 0;
    for (const [position, word] of asked.entries()) {
      const begins = typing && position === asked.length - 1 && word.length > 2;
      const wanted = [[word, 1], ...kindred(word).map((other) => [other, 0.4])];
      const best = new Map();
      let rarest = 0;
      for (const [one, weight] of wanted) {
        for (const part of partsOf(one, begins)) {
          const postings = await load(`words-${part}`);
          const matching = begins && weight === 1 ? Object.keys(postings).filter((key) => key.startsWith(one)) : one in postings ? [one] : [];
          for (const key of matching) {
            const list = postings[key];
            const rarity = Math.log(1 + names.texts / (list.length / 2));
            rarest = Math.max(rarest, weight * rarity);
            for (let at = 0; at < list.length; at += 2) {
              const score = (weight * rarity * list[at + 1]) / 10;
              if (score > (best.get(list[at]) ?? 0)) best.set(list[at], score);
            }
          }
        }
      }
      whole += rarest || 3;
      for (const [text, score] of best) {
        scores.set(text, (scores.get(text) ?? 0) + score);
        met.set(text, (met.get(text) ?? 0) + (rarest || 3));
      }
    }
    const ranked = [...scores].map(([text, score]) => ({ text, share: met.get(text) / whole, score: score * (met.get(text) / whole) ** 2 }));
    ranked.sort((one, other) => other.score - one.score || one.text - other.text);
    return Promise.all(
      ranked.slice(0, 8).map(async ({ text, share, score }) => {
        const shown = await load(`texts-${Math.floor(text / names.inOnePart)}`);
        const [title, url, kind, note] = shown[text % names.inOnePart];
        return { title, url, kind: names.kinds[kind], note, share, score };
      }),
    );
  }

  // --- a query -----------------------------------------------------------------------------------------------------

  async function find(query, { typing = false } = {}) {
    await prepared();
    let asked = [...new Set(words(query))];
    if (!asked.length) asked = [...new Set(words(query.toUpperCase()))];
    if (!asked.length) return [];
    const named = byName(asked, query);
    const works = named.filter((result) => result.kind === names.works).slice(0, 4);
    const best = named.filter((result) => result.kind !== names.works).slice(0, 7);
    const texts = await byText(asked, typing);
    const groups = [
      { title: "Pages and tables", results: best },
      { title: "Statements", results: texts },
      { title: "Works cited", results: works },
    ];
    // A statement that has all the words comes before names that have few of them.
    if ((texts[0]?.share ?? 0) > 0.95 && (best[0]?.share ?? 0) < 0.5) groups.unshift(...groups.splice(1, 1));
    return groups.filter((group) => group.results.length);
  }

  return {
    part: (name, value) => waiting.get(name)?.(value),
    prepare: prepared,
    find,
    words,
    address: (url) => new URL(url, root).href,
  };
})();
