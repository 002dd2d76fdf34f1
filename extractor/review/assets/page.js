"use strict";
// One script a page; correct.js follows and shares these names.
const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const data = JSON.parse($("#data").textContent);
const text = $("#text"), record = $("#record"), tools = $("#tools");

function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in element) element[name] = value; else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

// What belongs together: the parts of a mark, and the rows a mark supports.
const parts = new Map();
for (const part of $$("[data-of]", text)) {
  const name = part.dataset.of;
  parts.has(name) ? parts.get(name).push(part) : parts.set(name, [part]);
}
const figures = $$("tbody.figure", record);
const findings = $$("li.finding", record);
const byPlace = [...figures].sort((a, b) => rank(a) - rank(b) || order(a.id) - order(b.id));
const rowsOf = Map.groupBy ? Map.groupBy(figures, (row) => row.dataset.m) : grouped(figures);
const clauses = new Map();
for (const [name, some] of parts) {
  for (const id of some[0].dataset.rows?.split(" ") ?? []) clauses.set(id, name);
}
function rank(row) { return order(row.dataset.m); }
function order(id) { return Number(id.slice(1)); }
function grouped(rows) {
  const groups = new Map();
  for (const row of rows) groups.set(row.dataset.m, [...(groups.get(row.dataset.m) ?? []), row]);
  return groups;
}

const said = make("p", { className: "hidden", role: "status" });
document.body.append(said);

// One thing is active: a figure, another number, or a finding.
let active = null, finding = -1;
const wide = matchMedia("(min-width: 861px)");

function show(element) {
  for (let at = element; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  element.scrollIntoView({ block: wide.matches ? "center" : "start", inline: "nearest" });
}

function clear() {
  for (const on of $$(".on, .lit")) on.classList.remove("on", "lit");
  active = null;
}

function light(name, style = "on") {
  for (const part of parts.get(name) ?? []) part.classList.add(style);
}

function take(row, ...sides) {
  clear();
  active = { row, anchor: row.dataset.m };
  row.classList.add("on");
  light(active.anchor);
  light(clauses.get(row.id), "lit");
  if (sides.includes("text")) show(parts.get(active.anchor)[0]);
  if (sides.includes("record")) show(row);
  history.replaceState(null, "", `#${row.id}`);
  const shown = byPlace.filter(visible);
  said.textContent = `${$(".title", row).textContent} ${$(".value", row).textContent} ` +
    `${$(".unit", row).textContent}, ${shown.indexOf(row) + 1} of ${shown.length}`;
}

function takeMark(anchor, ...sides) {
  const rows = rowsOf.get(anchor);
  if (rows) return take(rows[0], ...sides);
  clear();
  active = { row: null, anchor };
  light(anchor);
  const link = $(`a[href="#${anchor}"]`, record);
  if (sides.includes("text")) show(parts.get(anchor)[0]);
  if (sides.includes("record") && link) { show(link); link.classList.add("on"); }
  history.replaceState(null, "", `#${anchor}`);
  said.textContent = parts.get(anchor)[0].title;
}

function takeFinding(at) {
  clear();
  finding = (at + findings.length) % findings.length;
  const item = findings[finding], place = parts.get(`at-${item.id}`);
  item.classList.add("on");
  show(item);
  for (const id of item.dataset.rows.split(" ").filter(Boolean)) {
    const row = document.getElementById(id);
    row.classList.add("on");
    light(row.dataset.m);
    light(clauses.get(id), "lit");
  }
  if (place) light(`at-${item.id}`);
  const first = place?.[0] ?? $(".n.on, .lit", text);
  if (first) show(first);
  said.textContent = item.textContent;
}

function step(by) {
  const shown = byPlace.filter(visible);
  if (!shown.length) return;
  const at = active ? shown.indexOf(active.row) : -1;
  const next = at < 0 ? (by > 0 ? 0 : shown.length - 1) : (at + by + shown.length) % shown.length;
  take(shown[next], "text", "record");
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  const id = link?.hash.slice(1) ?? "";
  const mark = event.target.closest("#text .n, #text .u");
  if (mark && !getSelection().toString()) {
    event.preventDefault();
    takeMark(mark.dataset.of, "record");
  } else if (/^o\d/.test(id)) {
    event.preventDefault();
    take(document.getElementById(id), "text", "record");
  } else if (/^[mr]\d/.test(id)) {
    event.preventDefault();
    const row = event.target.closest("tbody.figure");
    row ? take(row, "text") : takeMark(id, "text");
  } else if (/^(at-)?f\d/.test(id)) {
    event.preventDefault();
    takeFinding(order(id.replace("at-", "")));
  } else if (!link && !event.target.closest("summary, button, input, select")) {
    const row = event.target.closest("tbody.figure");
    if (row && !getSelection().toString()) take(row, "text");
  }
});

// Filters.
const filter = { categories: new Set(), status: "", relation: "", found: false, words: "" };

function visible(row) { return !row.hidden; }

function fits(row) {
  const { categories, status, relation, found, words } = filter;
  return (!categories.size || categories.has(row.dataset.category)) &&
    (!status || row.dataset.status === status) &&
    (!relation || row.dataset.relation === relation) &&
    (!found || Boolean(row.dataset.found)) &&
    (!words || row.textContent.toLowerCase().includes(words));
}

function sift() {
  for (const row of figures) {
    row.hidden = !fits(row);
    const hidden = rowsOf.get(row.dataset.m).every((other) => !fits(other));
    for (const part of parts.get(row.dataset.m)) part.classList.toggle("off", hidden);
  }
  for (const section of $$("section.category")) {
    section.hidden = !$$("tbody.figure", section).some(visible);
  }
  const count = figures.filter(visible).length;
  shownCount.textContent = count === figures.length ? "" : `${count} of ${figures.length} shown`;
  seek(filter.words);
}

function seek(words) {
  if (!CSS.highlights) return;
  CSS.highlights.delete("search");
  if (!words) return;
  const ranges = [], walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  for (let node; ranges.length < 500 && (node = walker.nextNode());) {
    const low = node.data.toLowerCase();
    for (let at = low.indexOf(words); at >= 0; at = low.indexOf(words, at + words.length)) {
      const range = new Range();
      range.setStart(node, at);
      range.setEnd(node, Math.min(node.length, at + words.length));
      ranges.push(range);
    }
  }
  CSS.highlights.set("search", new Highlight(...ranges));
}

function choice(name, label, values) {
  const select = make("select", { "aria-label": label, name },
    make("option", { value: "" }, label), ...values.map((v) => make("option", { value: v }, v)));
  select.addEventListener("change", () => { filter[name] = select.value; sift(); });
  return select;
}

function tick(label, act) {
  const box = make("input", { type: "checkbox" });
  box.addEventListener("change", () => act(box.checked));
  return make("label", {}, box, ` ${label}`);
}

function button(label, act, properties = {}) {
  const made = make("button", { type: "button", ...properties }, label);
  made.addEventListener("click", act);
  return made;
}

function distinct(name) { return [...new Set(figures.map((row) => row.dataset[name]))].sort(); }

const search = make("input", {
  type: "search", placeholder: "Search figures and text", "aria-label": "Search",
});
search.addEventListener("input", () => {
  filter.words = search.value.trim().toLowerCase();
  sift();
});
const shownCount = make("output", { className: "shown" });
const legend = make("div", { className: "row legend", role: "group", "aria-label": "Categories" });
for (const section of $$("section.category")) {
  const name = section.dataset.category;
  const key = $(".key", section).cloneNode(true);
  const chip = button(key, () => {
    const on = !filter.categories.delete(name) && Boolean(filter.categories.add(name));
    chip.setAttribute("aria-pressed", String(on));
    sift();
  }, { "aria-pressed": "false" });
  chip.append(name);
  chip.dataset.category = name;
  legend.append(chip);
}

function theme() {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
}

const keys = {
  n: ["next figure", () => step(1)],
  p: ["previous figure", () => step(-1)],
  f: ["next finding", () => findings.length && takeFinding(finding + 1)],
  F: ["previous finding", () => findings.length && takeFinding(finding < 0 ? -1 : finding - 1)],
  d: ["details of the figure", () => {
    const more = active?.row && $("details", active.row);
    if (more) more.open = !more.open;
  }],
  "/": ["search", () => search.focus()],
  "?": ["these keys", () => help.showModal()],
};
keys.j = [null, keys.n[1]];
keys.k = [null, keys.p[1]];

const help = make("dialog", { "aria-label": "Keys" });
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || $("dialog[open]")) return;
  if (event.target.matches("input, select, textarea")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (event.key === "Escape") clear();
  const act = keys[event.key]?.[1];
  if (!act) return;
  event.preventDefault();
  act();
});

const weighed = tick("readings not taken", (on) => {
  document.body.classList.toggle("weighed", on);
  for (const more of $$("details", record)) if ($(".refused", more)) more.open = on;
});
tools.append(
  make("div", { className: "row" }, search,
    button("↑", () => step(-1), { "aria-label": "Previous figure", title: "previous figure (p)" }),
    button("↓", () => step(1), { "aria-label": "Next figure", title: "next figure (n)" }),
    choice("status", "Any status", distinct("status")),
    choice("relation", "Any relation", distinct("relation")),
    tick("with findings", (on) => { filter.found = on; sift(); }), weighed, shownCount,
    make("span", { className: "push" }),
    button("Light / dark", theme),
    button("?", () => help.showModal(), { "aria-label": "Keys", title: "keys (?)" })),
  legend);
tools.hidden = false;

function follow() {
  const id = location.hash.slice(1);
  if (/^o\d/.test(id) && document.getElementById(id)) {
    take(document.getElementById(id), "text", "record");
  } else if (/^[mr]\d/.test(id) && parts.has(id)) takeMark(id, "text", "record");
}
addEventListener("hashchange", follow);
