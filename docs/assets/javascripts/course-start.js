// On a page that was opened from a course, loads what leads from step to step. Pages of courses load it by themselves.
(() => {
  if (!new URLSearchParams(location.search).has("course") || document.querySelector(".course-facts")) return;
  const here = document.currentScript.src;
  const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL("../stylesheets/course.css", here).href });
  const script = Object.assign(document.createElement("script"), { src: new URL("course.js", here).href });
  document.head.append(style, script);
})();
