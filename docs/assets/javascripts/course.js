// Follows a reader through a course: on the course's page its steps are told apart by what was opened already, and on
// each page that was opened from there a bar leads to the step before and the step after. What was opened is kept on
// this device only, and where nothing can be kept everything else works all the same.
(() => {
  const script = document.currentScript;
  const root = new URL("../../", script.src);
  const facts = document.querySelector(".course-facts[data-course]");
  const asked = new URLSearchParams(location.search);
  const course = facts ? facts.dataset.course : asked.get("course");
  if (!course || !/^[a-z0-9-]+$/.test(course)) return;

  const key = `review.course.${root.pathname}.${course}`;
  const opened = () => {
    try {
      return JSON.parse(localStorage.getItem(key)) || [];
    } catch {
      return [];
    }
  };
  const keep = (steps) => {
    try {
      if (steps.length) localStorage.setItem(key, JSON.stringify(steps));
      else localStorage.removeItem(key);
    } catch {
      // Nothing is kept.
    }
  };
  const address = (path, step) => {
    const url = new URL(path, root);
    url.searchParams.set("course", course);
    url.searchParams.set("step", step);
    return url.href;
  };
  const make = (tag, settings, ...inside) => {
    const element = Object.assign(document.createElement(tag), settings);
    element.append(...inside);
    return element;
  };

  const onCourse = () => {
    const shown = () => {
      const done = opened();
      for (const step of document.querySelectorAll(".course-step")) step.classList.toggle("course-opened", done.includes(step.id));
      count.textContent = done.length ? `${done.length} of ${steps.length} steps opened on this device. ` : "";
      forget.hidden = !done.length;
    };
    const steps = [...document.querySelectorAll(".course-step")];
    for (const step of steps) {
      const link = step.querySelector("a[href]");
      if (link) link.href = address(link.href, step.id);
    }
    const count = make("span", { role: "status" });
    const forget = make("button", { type: "button", className: "course-button", textContent: "Forget them" });
    forget.addEventListener("click", () => {
      keep([]);
      shown();
    });
    const print = make("button", { type: "button", className: "course-button", textContent: "Print a handout" });
    print.addEventListener("click", () => window.print());
    facts.after(make("p", { className: "course-tools" }, count, forget, print));
    shown();
    addEventListener("pageshow", shown);
  };

  const onStep = ({ title, home, steps }) => {
    const place = steps.findIndex(([id]) => id === asked.get("step"));
    if (place < 0) return;
    const done = opened();
    if (!done.includes(steps[place][0])) keep([...done, steps[place][0]]);
    const link = (step, words, label) => {
      if (!step) return make("span", { className: "course-none" });
      return make("a", { href: address(step[2], step[0]), rel: label }, make("small", {}, words), make("span", {}, step[1]));
    };
    const bar = make(
      "nav",
      { className: "course-bar", ariaLabel: `Course: ${title}` },
      link(steps[place - 1], "Before", "prev"),
      make("a", { href: `${new URL(home, root).href}#${steps[place][0]}`, className: "course-home" }, make("small", {}, `Step ${place + 1} of ${steps.length}`), make("span", {}, title)),
      link(steps[place + 1], "Next", "next"),
      make("p", { className: "course-guide" }, steps[place][3], ...steps[place][4].flatMap(([words, path]) => [" ", make("a", { href: new URL(path, root).href }, words)])),
    );
    document.body.classList.add("course-on");
    document.body.append(bar);
  };

  if (facts) onCourse();
  else {
    globalThis.reviewCourse = onStep;
    document.head.append(make("script", { src: new URL(`assets/courses/${course}.js`, root).href }));
  }
})();
