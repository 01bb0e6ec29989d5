"use strict";
(() => {
  const EVIDENCE = /^a(\d+)-(\d+)-(\d+)$/;
  let marks = [];
  let followed = false; // Whether going back stays on this page.

  function unmark() {
    for (const mark of marks) mark.replaceWith(...mark.childNodes);
    marks = [];
  }

  // The words of one piece of evidence are the pieces of its article that begin inside its offsets.
  function mark(id) {
    const [, article, start, end] = EVIDENCE.exec(id);
    for (const piece of document.querySelectorAll(`#a${article} [data-at]`)) {
      const at = Number(piece.dataset.at);
      if (at < Number(start) || at >= Number(end)) continue;
      const made = document.createElement("mark");
      made.append(...piece.childNodes);
      piece.append(made);
      marks.push(made);
    }
  }

  function reveal(element) {
    for (let box = element.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  }

  function show() {
    unmark();
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && document.getElementById(id);
    if (!target) return;
    reveal(target);
    if (!EVIDENCE.test(id)) {
      target.scrollIntoView();
      return;
    }
    mark(id);
    if (!marks.length) return;
    marks[0].tabIndex = -1;
    marks[0].focus({ preventScroll: true });
    marks[0].scrollIntoView({ block: "center" });
  }

  // Going back puts the reader where they were: on the link that they followed.
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link) return;
    const links = [...document.links];
    followed = true;
    history.replaceState({ from: links.indexOf(link), top: scrollY }, "");
    if (link.hash === location.hash) show();
  });
  addEventListener("popstate", (event) => {
    const link = event.state && document.links[event.state.from];
    if (!link) return;
    setTimeout(() => {
      scrollTo(0, event.state.top);
      if (!EVIDENCE.test(location.hash.slice(1))) link.focus({ preventScroll: true });
    });
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !marks.length) return;
    if (followed) history.back();
    else location.hash = "#briefing";
  });
  addEventListener("beforeprint", () => {
    for (const box of document.querySelectorAll("details")) box.open = true;
  });
  addEventListener("hashchange", show);
  // The browser scrolls to the anchor itself once all is loaded; ours has to come after.
  addEventListener("load", show);
})();
