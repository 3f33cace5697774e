// On a page of an earlier edition: the line that leads to the newest one keeps the part that the reader is at.
(() => {
  const link = document.querySelector("a[data-review-newest]");
  if (!link) return;
  const home = link.href;
  const follow = () => {
    link.href = home + location.hash;
  };
  follow();
  addEventListener("hashchange", follow);
})();
