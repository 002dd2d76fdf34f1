"use strict";
// Sorting and searching; without it the table stands as it was written.
const table = document.querySelector("table"), body = table.tBodies[0];
const heads = [...table.tHead.rows[0].cells];
const rows = [...body.rows].map((row, at) => ({
  row, at, words: row.cells[0].textContent.toLowerCase(),
}));

// A cell as it sorts: a number, words, or nothing, which always stands last.
function valueOf(row, column) {
  const cell = row.cells[column];
  if (!column) return cell.textContent;
  const said = cell.dataset.v ?? cell.textContent;
  return said === "–" ? null : Number(said);
}

function sort(column, descending) {
  const sorted = rows.map((each) => ({ ...each, value: valueOf(each.row, column) }));
  const turn = descending ? -1 : 1;
  sorted.sort((a, b) => {
    if (a.value === null || b.value === null) return (a.value === null) - (b.value === null);
    const by = column ? a.value - b.value : (a.value < b.value ? -1 : a.value > b.value ? 1 : 0);
    return turn * by || a.at - b.at;
  });
  body.append(...sorted.map((each) => each.row));
  for (const head of heads) head.removeAttribute("aria-sort");
  heads[column].setAttribute("aria-sort", descending ? "descending" : "ascending");
}

for (const [column, head] of heads.entries()) {
  head.tabIndex = 0;
  const act = () => {
    const now = head.getAttribute("aria-sort");
    sort(column, now ? now === "ascending" : column > 0);
  };
  head.addEventListener("click", act);
  head.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    act();
  });
}

const search = document.createElement("input");
search.type = "search";
search.placeholder = "Search organisations and files";
search.setAttribute("aria-label", search.placeholder);
const shown = document.createElement("output");
search.addEventListener("input", () => {
  const words = search.value.trim().toLowerCase();
  let count = 0;
  for (const each of rows) {
    each.row.hidden = !each.words.includes(words);
    if (!each.row.hidden) count += 1;
  }
  shown.textContent = count === rows.length ? "" : `${count} of ${rows.length}`;
});
const tools = document.querySelector("#tools");
const line = document.createElement("div");
line.className = "row";
line.append(search, shown);
tools.append(line);
tools.hidden = false;
