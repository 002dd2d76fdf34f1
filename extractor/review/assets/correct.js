// Corrections: a verdict on a number, kept by its start; what is saved is the whole annotation.
const FIELDS = ["indicator", "value", "value_max", "unit", "qualifier", "status", "relation", "of"];
const rowAt = new Map(data.rows.map((row) => [row.start, row]));
let verdicts = kept();

function kept() {
  try {
    return new Map(JSON.parse(localStorage.getItem(`review:${data.key}`) ?? "[]"));
  } catch {
    return new Map(); // no storage for pages from files: reviewing works, a reload forgets
  }
}

function keep() {
  try {
    localStorage.setItem(`review:${data.key}`, JSON.stringify([...verdicts]));
  } catch {
    return; // see above
  }
}

// The text that offsets count in, by code point, out of the lines of the page.
function charactersOf(line) {
  const found = [], walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node; (node = walker.nextNode());) {
    if (node.nodeType === Node.TEXT_NODE) found.push(...node.data);
    else if (node.dataset.code) found.push(String.fromCodePoint(parseInt(node.dataset.code, 16)));
  }
  return found;
}

function source() { return [...text.children].map((line) => charactersOf(line).join("")).join("\n"); }

function offsetOf(node, at) {
  const line = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-o]");
  if (!line || !text.contains(line)) return null;
  const range = new Range();
  range.setStart(line, 0);
  range.setEnd(node, at);
  return Number(line.dataset.o) + charactersOf(range.cloneContents()).length;
}

function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  let start = offsetOf(range.startContainer, range.startOffset);
  let end = offsetOf(range.endContainer, range.endOffset);
  if (start === null || end === null) return null;
  const all = [...source()];
  while (start < end && !all[start].trim()) start += 1;
  while (start < end && !all[end - 1].trim()) end -= 1;
  return start < end ? { start, end, text: all.slice(start, end).join("") } : null;
}

function annotation() {
  const rows = new Map(data.rows.map((row) => [row.start, structuredClone(row)]));
  for (const verdict of verdicts.values()) {
    const old = rows.get(verdict.start);
    if (verdict.verdict === "missing" || !old) {
      rows.set(verdict.start, { ...verdict.row, review: verdict.verdict });
    } else if (verdict.verdict === "right") {
      old.review ??= "right";
    } else if (verdict.head > 0 && verdict.row.kind === "statistic") {
      old.also[verdict.head - 1] = verdict.row.indicator;
      old.review = "wrong";
    } else if (verdict.head > 0) {
      old.also[verdict.head - 1] = null;
      old.review = "wrong";
    } else {
      const also = verdict.row.kind === "statistic" && old.also ? { also: old.also } : {};
      rows.set(verdict.start, { ...verdict.row, ...also, review: "wrong" });
    }
  }
  for (const row of rows.values()) {
    if (row.also) row.also = row.also.filter((id) => id !== null);
    if (row.also && !row.also.length) delete row.also;
    if (row.of !== null && rows.get(row.of)?.kind !== "statistic" && "of" in row) row.of = null;
  }
  const sorted = [...rows.values()].sort((a, b) => a.start - b.start);
  const head = { ...data.head, reviewed: verdicts.size };
  return [head, ...sorted].map((row) => `${JSON.stringify(row)}\n`).join("");
}

function save(name, content, type) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

function saveAnnotation() { save(`${data.head.doc}.jsonl`, annotation(), "application/jsonl"); }
function saveText() { save(`${data.head.doc}.txt`, source(), "text/plain"); }

function judge(start, head, verdict, row = null) {
  verdicts.set(`${start}.${head}`, { start, head, verdict, row });
  keep();
  paint();
}

function forget() {
  const { start, head } = current() ?? {};
  if (start === undefined || !verdicts.delete(`${start}.${head}`)) return;
  keep();
  paint();
}

function current() {
  if (!active || !/^m\d/.test(active.anchor)) return null;
  const start = data.rows[order(active.anchor)].start;
  const head = active.row ? rowsOf.get(active.anchor).indexOf(active.row) : 0;
  return { start, head };
}

function paint() {
  for (const marked of $$("[data-review]")) delete marked.dataset.review;
  for (const { start, head, verdict, row } of verdicts.values()) {
    const at = data.rows.findIndex((other) => other.start === start);
    if (at < 0) continue;
    const style = verdict === "right" ? "right" : row.kind === "statistic" ? "changed" : "dropped";
    const place = rowsOf.get(`m${at}`)?.[head];
    if (place) place.dataset.review = style;
    else for (const part of parts.get(`m${at}`)) part.dataset.review = "changed";
  }
  const missing = [...verdicts.values()].filter((v) => v.verdict === "missing").length;
  progress.textContent = `${verdicts.size} reviewed` + (missing ? `, ${missing} of them added` : "");
}

// The form for a figure that is wrong or missing.
const fields = {
  kind: pick(data.kinds),
  indicator: make("input", { "aria-label": "indicator" }),
  value: make("input", { inputMode: "decimal" }),
  value_max: make("input", { inputMode: "decimal" }),
  unit: make("input", {}),
  qualifier: pick(data.qualifiers),
  status: pick(data.statuses),
  relation: pick(data.relations),
  of: make("select", {}),
};
const list = make("datalist", { id: "indicators" }, ...Object.entries(data.indicators).map(
  ([id, title]) => make("option", { value: id }, title)));
fields.indicator.setAttribute("list", "indicators");
const question = make("h2", {}), wrong = make("p", { className: "wrong", role: "alert" });
const form = make("form", {}, ...Object.entries(fields).map(
  ([name, field]) => make("label", {}, make("span", {}, name.replace("_", " ")), field)));
// Enter keeps the correction: that takes a button of the form's own.
form.append(list, wrong, make("div", { className: "row" },
  make("button", { type: "submit", className: "main" }, "Keep"), button("Cancel", () => editor.close())));
form.addEventListener("submit", (event) => { event.preventDefault(); accept(); });
const editor = make("dialog", { "aria-label": "Correction" }, question, form);
let edited = null;

function pick(values) {
  return make("select", {}, ...values.map((v) => make("option", { value: v }, v)));
}

function edit(place, head, verdict, known) {
  edited = { place, head, verdict };
  question.textContent = `${verdict === "missing" ? "Missing" : "Wrong"}: ${place.text}`;
  fields.of.replaceChildren(make("option", { value: "" }, "nothing"), ...data.rows
    .filter((row) => row.kind === "statistic" && row.start !== place.start)
    .map((row) => make("option", { value: row.start }, `${row.text} ${data.indicators[row.indicator] ?? row.indicator}`)));
  for (const [name, field] of Object.entries(fields)) {
    const value = known[name];
    if (value !== undefined || field.tagName === "INPUT") field.value = value ?? "";
    else field.selectedIndex = 0;
  }
  wrong.textContent = "";
  editor.showModal();
  fields.indicator.focus();
}

function number(field) {
  const written = field.value.replaceAll(",", "").trim();
  return written === "" ? null : Number(written);
}

function fault(row) {
  if (!Object.hasOwn(data.indicators, row.indicator)) return `no indicator ${row.indicator}`;
  if (row.value === null || !Number.isFinite(row.value)) return "the value is no number";
  if (row.value_max !== null && !Number.isFinite(row.value_max)) return "the upper end is no number";
  return "";
}

function accept() {
  const { place, head, verdict } = edited;
  const row = { start: place.start, end: place.end, text: place.text, kind: fields.kind.value };
  if (row.kind === "statistic") {
    for (const name of FIELDS) row[name] = fields[name].value || null;
    row.indicator = fields.indicator.value.trim();
    row.value = number(fields.value);
    row.value_max = number(fields.value_max);
    row.of = row.of === null ? null : Number(row.of);
    wrong.textContent = fault(row);
    if (wrong.textContent) return;
  }
  document.activeElement.blur(); // else the next key would still go to the field
  editor.close();
  judge(place.start, head, verdict, row);
}

function right() {
  const place = current();
  if (!place) return;
  judge(place.start, place.head, "right");
  step(1);
}

function amend() {
  const place = current();
  if (!place) return;
  const row = rowAt.get(place.start);
  const before = verdicts.get(`${place.start}.${place.head}`)?.row;
  const heads = place.head ? { indicator: row.also[place.head - 1] } : {};
  edit(row, place.head, "wrong", before ?? { ...row, ...heads });
}

function drop() {
  const place = current();
  if (!place || !active.row) return;
  const { start, end, text: printed } = rowAt.get(place.start);
  judge(start, place.head, "wrong", { start, end, text: printed, kind: "name" });
  step(1);
}

function add() {
  const place = selected();
  if (!place) {
    said.textContent = progress.textContent = "select the number in the text first";
    return;
  }
  const known = data.rows.find((row) => row.start < place.end && place.start < row.end);
  if (known) return edit(known, 0, "wrong", { ...known, kind: "statistic" });
  const value = Number(place.text.replaceAll(/[,，]/g, ""));
  edit(place, 0, "missing", { kind: "statistic", value: Number.isFinite(value) ? value : "" });
}

const progress = make("output", {});
document.body.append(editor, help);
record.append(make("div", { className: "bar row", role: "group", "aria-label": "Review" },
  button("Right", right, { title: "the figure is right (r)" }),
  button("Wrong …", amend, { title: "another indicator or value (w)" }),
  button("No figure", drop, { title: "the number is no figure (x)" }),
  button("Missing …", add, { title: "select a number in the text first (m)" }),
  button("Undo", forget, { title: "take the verdict back (u)" }),
  button("Save annotation", saveAnnotation, { className: "main", title: "NAME.jsonl for extract eval (s)" }),
  button("Save text", saveText, { title: "NAME.txt, which goes with it" }), progress));
Object.assign(keys, {
  r: ["right", right], w: ["wrong: correct it", amend], x: ["no figure", drop],
  m: ["missing: the selected number is a figure", add], u: ["undo the verdict", forget],
  s: ["save the annotation", saveAnnotation],
});
help.append(make("h2", {}, "Keys"), make("dl", {}, ...Object.entries(keys).filter(([, [name]]) => name)
  .flatMap(([key, [name]]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, name)])),
  make("div", { className: "row" }, button("Close", () => help.close())));
paint();
follow();
