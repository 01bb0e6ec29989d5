"use strict";
(() => {
  // #a1-0-70: words of an article. #q3/a1-0-70: the same, beside other words of question q3. #q3/a1-0-70/a2-5-9: beside these.
  const PLACE = /^(?:([^/]+)\/)?(a(\d+)-(\d+)-(\d+))(?:\/(a(\d+)-(\d+)-(\d+)))?$/;
  const page = document.querySelector(".page");
  const brief = document.querySelector(".brief");
  const texts = document.getElementById("texts");
  const own = document.getElementById("own");
  const beside = document.getElementById("beside");
  const narrow = matchMedia("(max-width: 69.99rem)");
  let marks = [];
  let clicked = null; // The link that is being followed, while it is.
  let steps = 0; // How far back in the history the briefing is, once the link that is being followed is.

  function made(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  function unmark() {
    for (const mark of marks) mark.replaceWith(...mark.childNodes);
    marks = [];
    if (!page.classList.contains("paired")) return;
    page.classList.remove("paired");
    beside.hidden = true;
    beside.replaceChildren();
    brief.inert = false;
    for (const text of own.children) text.classList.remove("aside");
  }

  // The words of one piece of evidence are the pieces of its article that begin inside its offsets.
  function mark(root, start, end) {
    const found = [];
    for (const piece of root.querySelectorAll("[data-at]")) {
      const at = Number(piece.dataset.at);
      if (at < Number(start) || at >= Number(end)) continue;
      const mark = made("mark", {}, ...piece.childNodes);
      piece.append(mark);
      found.push(mark);
    }
    return found;
  }

  function reveal(element) {
    for (let box = element.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  }

  // Scrolls the words into the middle of what holds them, and nothing else, so that the briefing stays where it is.
  function centre(mark) {
    const box = [mark.closest(".pane"), texts].find((e) => getComputedStyle(e).overflowY === "auto");
    if (!box) {
      mark.scrollIntoView({ block: "center" });
      return;
    }
    const place = mark.getBoundingClientRect();
    box.scrollTop += place.top - box.getBoundingClientRect().top - (box.clientHeight - place.height) / 2;
  }

  // Evidence of the question by the answer that it belongs to; the other words are those of another answer.
  function sidesOf(question) {
    const box = document.getElementById(question)?.closest("[data-pair]") ?? document.getElementById(`${question}-line`);
    if (!box) return [];
    return [...box.querySelectorAll(".side-of")].map((side) => [...side.querySelectorAll("a.ev")]);
  }

  // The questions that a link's words answer, on a card that joins several; its other answers are those to the same question.
  function answersOf(link) {
    return link.closest("[data-answers]")?.dataset.answers.split(" ");
  }

  function othersThan(id, question) {
    const sides = sidesOf(question);
    if (sides.length < 2) return [];
    const isIt = (link) => link.hash.slice(1) === id;
    const mine = sides.find((links) => links.some(isIt));
    const own = mine && answersOf(mine.find(isIt));
    const isSetAgainst = (link) => !own || answersOf(link)?.some((answer) => own.includes(answer));
    return sides.filter((links) => links !== mine).flat().filter(isSetAgainst);
  }

  function other(id, article, question) {
    const links = othersThan(id, question);
    const elsewhere = links.find((link) => PLACE.exec(link.hash.slice(1))[3] !== article);
    return (elsewhere ?? links[0])?.hash.slice(1);
  }

  // Shows a copy of the other article beside the one that holds the words, which may be the same.
  function pair(question, id, article, otherId) {
    const [, , , number, start, end] = PLACE.exec(otherId);
    const source = document.getElementById(`a${number}`);
    const copy = source.cloneNode(true);
    copy.removeAttribute("id");
    copy.classList.remove("aside");
    for (const anchor of copy.querySelectorAll("[id]")) anchor.remove();
    const found = mark(copy, start, end);
    if (!found.length) return;
    const choice = made("p", { className: "others" }, "Beside it: ");
    const told = new Set();
    for (const link of othersThan(id, question)) {
      const its = link.hash.slice(1);
      const voice = link.closest(".voice");
      const words = [".value", ".who b"].map((part) => voice?.querySelector(part)?.textContent.trim().slice(0, 60));
      const label = words.filter(Boolean).join(" – ") || link.textContent.trim().slice(0, 60);
      if (told.has(label)) continue;
      told.add(label);
      const here = its === otherId;
      choice.append(made(here ? "b" : "a", here ? {} : { href: `#${question}/${id}/${its}` }, label), " ");
    }
    if (told.size > 1) copy.querySelector("header").append(choice);
    page.classList.add("paired");
    for (const text of own.children) text.classList.toggle("aside", text.id !== `a${article}`);
    beside.replaceChildren(copy);
    beside.setAttribute("aria-label", `Beside it: ${copy.getAttribute("aria-label")}`);
    beside.hidden = false;
    brief.inert = narrow.matches;
    return found;
  }

  // Does something that changes the layout, and keeps an element of the briefing where it is on the screen.
  function steadily(element, change) {
    const before = element?.getBoundingClientRect().top;
    const result = change();
    if (element && !narrow.matches) scrollBy(0, element.getBoundingClientRect().top - before);
    return result;
  }

  function show() {
    const id = decodeURIComponent(location.hash.slice(1));
    const place = PLACE.exec(id);
    if (!place) {
      unmark();
      const target = id && document.getElementById(id);
      if (!target) return;
      reveal(target);
      (target.closest(".item, .line") ?? target).scrollIntoView();
      return;
    }
    const [, question, words, article, start, end, otherId] = place;
    const text = document.getElementById(`a${article}`);
    if (!text) return;
    const from = question && (clicked ?? sidesOf(question).flat().find((link) => link.hash === `#${words}`));
    if (from && !page.classList.contains("paired")) {
      reveal(from);
      const top = from.getBoundingClientRect().top;
      if (top < 0 || top > innerHeight) from.scrollIntoView({ block: "center" });
    }
    const opposite = question && (otherId ?? other(words, article, question));
    const paired = steadily(from, () => {
      unmark();
      return opposite && pair(question, words, article, opposite);
    });
    const found = mark(text, start, end);
    marks = [...found, ...(paired ?? [])];
    if (paired) centre(paired[0]);
    if (!found.length) return;
    found[0].tabIndex = -1;
    found[0].focus({ preventScroll: true });
    centre(found[0]);
  }

  function away() {
    return history.state?.away ?? 0;
  }

  // Puts the reader back on the link that they followed, however many texts they have looked at since.
  function back() {
    if (away()) history.go(-away());
    else location.hash = "#briefing";
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.classList.contains("back")) {
      event.preventDefault();
      back();
      return;
    }
    const inTexts = texts.contains(link);
    steps = inTexts && away() ? away() + 1 : 1;
    if (!inTexts) history.replaceState({ ...history.state, from: [...document.links].indexOf(link), top: scrollY }, "");
    const box = link.classList.contains("ev") && link.closest("[data-pair]");
    clicked = box ? link : null;
    const hash = box && box.querySelectorAll(".side-of").length > 1 ? `#${box.dataset.pair}/${link.hash.slice(1)}` : link.hash;
    if (hash === location.hash) {
      show();
      clicked = null;
    } else if (hash !== link.hash) {
      event.preventDefault();
      location.hash = hash;
    }
  });
  addEventListener("popstate", (event) => {
    const link = event.state && document.links[event.state.from];
    if (!link) return;
    setTimeout(() => {
      scrollTo(0, event.state.top);
      if (!PLACE.test(location.hash.slice(1))) link.focus({ preventScroll: true });
    });
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && marks.length) back();
  });
  addEventListener("beforeprint", () => {
    for (const box of document.querySelectorAll("details")) box.open = true;
  });
  addEventListener("hashchange", () => {
    if (steps) history.replaceState({ ...history.state, away: steps }, "");
    steps = 0;
    show();
    clicked = null;
  });
  // The browser scrolls to the anchor itself once all is loaded; ours has to come after.
  addEventListener("load", show);
})();
