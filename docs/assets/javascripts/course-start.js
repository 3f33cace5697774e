// On a page that was opened from a course, loads what leads from step to step. Pages of courses load it by themselves.
(() => {
  if (!new URLSearchParams(location.search).has("course") || document.querySelector(".course-facts")) return;
  const script = Object.assign(document.createElement("script"), { src: new URL("course.js", document.currentScript.src).href });
  document.head.append(script);
})();
