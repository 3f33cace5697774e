// Takes a reader on from an address that moved. On a page that only leads on, the fragment is kept; on a page from
// which a part moved, the part's old anchor is a link to where it is now. Without scripts both are links to follow.
(() => {
  const old = decodeURIComponent(location.hash.slice(1));
  const marked = old && document.getElementById(old);
  const parts = document.querySelectorAll("a[data-moved]");
  const listed = [...parts].find((link) => link.dataset.moved === old);
  const whole = document.querySelector("a[data-to]");
  if (listed) location.replace(listed.href);
  else if (marked && marked.matches("a.moved")) location.replace(marked.href);
  else if (whole) location.replace(old && !whole.hash ? whole.href + location.hash : whole.href);
})();
