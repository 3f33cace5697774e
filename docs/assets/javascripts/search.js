// The search: names, terms, tables and chapters from one small part that is loaded when the search opens, then full
// text in parts, by the words typed. Parts are scripts, so that a copy opened from a disk finds them, too.
// scripts/sitegen/exports/search_parts.py writes them; words() here and words_of() there must agree.
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

  // Once, however often it is asked for while it comes; a search that failed may be tried again.
  let coming;
  const prepared = () =>
    (coming ??= made().catch((error) => {
      coming = undefined;
      throw error;
    }));

  async function made() {
    const [value] = await Promise.all([load("names"), script(new URL("assets/javascripts/minisearch.js", root))]);
    const tables = value.tables.map(([title, place, columns]) => ({
      title,
      place,
      words: new Set(words(title)),
      columns: value.columns[columns].map(([id, title]) => ({ id, title, words: new Set(words(title)) })),
    }));
    const entries = value.entries.flatMap(([folder, kind, its]) =>
      its.map(([name, end, others = [], topics = -1, rows = []]) => {
        const rest = end !== 0 ? end : `${name.toLowerCase().replaceAll(" ", "-")}/`;
        return {
          name,
          url: folder + rest,
          kind,
          others,
          called: [name, ...others].map(words),
          topics: value.sets[topics] ?? [],
          rows: rows.map((row) => (Array.isArray(row) ? row : [row, tables[row].place + rest.slice(0, -1)])),
        };
      }),
    );
    const index = new MiniSearch({
      fields: ["name", "others"],
      extractField: (entry, field) => (field === "id" ? entry.id : field === "name" ? entry.called[0] : entry.called.slice(1).flat()),
      tokenize: (found) => found,
      stringifyField: (found) => found,
      processTerm: (word) => word,
      searchOptions: {
        boost: { name: 4, others: 3.5 },
        fuzzy: (word) => (word.length > 4 && !/\d/.test(word) ? 0.2 : false),
        prefix: (word, position, all) => position === all.length - 1 && word.length > 2,
        boostDocument: (id) => value.weights[entries[id].kind],
      },
    });
    const frequency = new Map();
    for (const [id, entry] of entries.entries()) {
      entry.id = id;
      for (const word of new Set(entry.called.flat())) frequency.set(word, (frequency.get(word) ?? 0) + 1);
    }
    await index.addAllAsync(entries, { chunkSize: 500 }); // with pauses, in which keys are heard
    const synonyms = new Map();
    for (const group of value.synonyms) {
      for (const word of group) synonyms.set(word, [...(synonyms.get(word) ?? []), ...group.filter((other) => other !== word)]);
    }
    const topics = value.topics.map(([id, name]) => ({ id, name, words: new Set(words(`${name} ${id}`)) }));
    names = { ...value, entries, index, frequency, synonyms, topics, tables };
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

  // What a note adds to an entry's score, as MiniSearch would count it for a note of usual length.
  const NOTE = 0.6;

  function noted(lists, hits) {
    for (const found of lists) {
      for (const { word, asked, key, texts, weights } of found) {
        const first = firstFrom(texts, names.texts);
        const count = texts.length - first;
        if (!count) continue;
        const rarity = Math.log(1 + (names.entries.length - count + 0.5) / (count + 0.5));
        const whole = key === word ? 1 : (0.375 * key.length) / (key.length + 0.3 * (key.length - word.length));
        for (let at = first; at < texts.length; at++) {
          const id = texts[at] - names.texts;
          const hit = hits.get(id) ?? { id, score: 0, queryTerms: new Set(), match: {}, said: new Set() };
          const often = Math.exp(weights[at] / 10 - 1);
          hit.score += NOTE * (asked ? 1 : 0.5) * whole * names.weights[names.entries[id].kind] * rarity * (0.5 + (often * 2.2) / (often + 1.2));
          hit.queryTerms.add(word);
          hit.said.add(word);
          hits.set(id, hit);
        }
      }
    }
  }

  function byName(asked, query, lists) {
    const all = asked.flatMap((word) => [word, ...kindred(word)]);
    const shares = sharesOf(query);
    const whole = asked.reduce((sum, word) => sum + weightOf(word, shares), 0);
    const plain = squeezed(query);
    const results = [];
    const hits = new Map();
    for (const hit of names.index.search(all.join(" "), { tokenize: (text) => text.split(" "), boostTerm: (word) => (asked.includes(word) ? 1 : 0.5) })) {
      const { id, score, queryTerms, match } = hit;
      hits.set(id, { id, score: score / (queryTerms.length || 1), queryTerms: new Set(queryTerms), match, said: new Set() });
    }
    noted(lists, hits);
    for (const hit of hits.values()) {
      const { name, url, kind, others, topics, rows, called: itsWords } = names.entries[hit.id];
      // What the entry is called counts in full, what is said of it in a line counts half.
      const terms = Object.keys(hit.match);
      const called = new Set();
      const said = new Set();
      for (const word of hit.queryTerms) (terms.some((term) => close(term, word)) ? called : said).add(word);
      const share = (found, rest = new Set()) =>
        asked.reduce((sum, word) => sum + (covers(found, word) ? 1 : covers(rest, word) ? 0.5 : 0) * weightOf(word, shares), 0) / whole;
      const exact = [name, ...others].some((one) => squeezed(one) === plain) ? 2.5 : 1;
      // Of two names that have the word, the one that consists of it is meant.
      const complete = Math.max(...itsWords.map((one) => completeness(one, terms)));
      const base = Math.log1p(hit.score * hit.queryTerms.size) * names.weights[kind] * exact * (0.6 + 0.4 * complete);
      const add = (title, where, found, rest, factor = 1) =>
        results.push({ title, url: where, kind: names.kinds[kind], entry: hit.id, share: share(found, rest), score: base * factor * share(found, rest) ** 2 });
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

  // [first, 3, 1, -17, [5, 10], …]: so many texts further on each; a number below nothing is the weight of the one before it,
  // else 10; brackets are so many that follow one another, and their weight.
  const unpacked = new Map();
  function listOf(key, packed) {
    if (!unpacked.has(key)) {
      const texts = [];
      const weights = [];
      let at = -1;
      for (const number of packed) {
        if (number < 0) weights[weights.length - 1] = -number;
        else if (Array.isArray(number)) {
          for (let more = number[0]; more > 0; more--) {
            texts.push((at += 1));
            weights.push(number[1]);
          }
        } else {
          texts.push((at += number));
          weights.push(10);
        }
      }
      unpacked.set(key, { texts, weights });
    }
    return unpacked.get(key);
  }

  // Where in a list of texts, which are in order, those from a number on begin.
  function firstFrom(texts, number) {
    let low = 0;
    let high = texts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (texts[middle] < number) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  // For a word that is asked for: the lists of it, of what begins with it while it is typed, and of its kindred.
  async function listsOf(asked, begins) {
    const wanted = [asked, ...kindred(asked)].flatMap((word) => partsOf(word, begins).map((part) => ({ word, part })));
    const found = await Promise.all(wanted.map(async ({ word, part }) => ({ word, postings: await load(`words-${part}`) })));
    return found.flatMap(({ word, postings }) => {
      const own = word === asked;
      const keys = begins && own ? Object.keys(postings).filter((key) => key.startsWith(word)) : Object.hasOwn(postings, word) ? [word] : [];
      return keys.map((key) => ({ word, asked: own, key, weight: own ? 1 : 0.4, ...listOf(key, postings[key]) }));
    });
  }

  const MANY = 5000;

  // The best of the texts from one number up to another.
  async function byText(lists, from, to, most) {
    const scores = new Map();
    const met = new Map();
    let whole = 0;
    const length = (found) => found.reduce((sum, { texts }) => sum + texts.length, 0);
    for (const found of [...lists].sort((one, other) => length(one) - length(other))) {
      const best = new Map();
      let rarest = 0;
      for (const { weight, texts, weights } of found) {
        const first = firstFrom(texts, from);
        const end = firstFrom(texts, to);
        if (first === end) continue;
        const rarity = Math.log(1 + (to - from) / (end - first));
        rarest = Math.max(rarest, weight * rarity);
        // Of texts that thousands share a word with, those count that have a rarer one, too.
        const few = end - first < MANY || !scores.size;
        for (let at = first; at < end; at++) {
          if (!few && !scores.has(texts[at])) continue;
          const score = (weight * rarity * weights[at]) / 10;
          if (score > (best.get(texts[at]) ?? 0)) best.set(texts[at], score);
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
      ranked.slice(0, most).map(async ({ text, share, score }) => {
        const [title, url, kind, note] = await at("texts", text);
        return { title, url, kind: names.kinds[kind], note, share, score };
      }),
    );
  }

  async function at(name, number) {
    const part = await load(`${name}-${Math.floor(number / names.inOnePart)}`);
    return part[number % names.inOnePart];
  }

  // --- a query -----------------------------------------------------------------------------------------------------

  async function find(query, { typing = false } = {}) {
    await prepared();
    let asked = [...new Set(words(query))];
    if (!asked.length) asked = [...new Set(words(query.toUpperCase()))];
    if (!asked.length) return [];
    const lists = await Promise.all(asked.map((word, position) => listsOf(word, typing && position === asked.length - 1 && word.length > 2)));
    const named = byName(asked, query, lists).slice(0, 7);
    const [best, texts, works] = await Promise.all([
      Promise.all(named.map(async (result) => ({ ...result, note: await at("notes", result.entry) }))),
      byText(lists, 0, names.statements, 8),
      byText(lists, names.statements, names.texts, 4),
    ]);
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
