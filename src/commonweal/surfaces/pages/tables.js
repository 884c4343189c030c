// SPDX-FileCopyrightText: 2026 The Commonweal authors
// SPDX-License-Identifier: Apache-2.0
// Optional: long tables of a page can be searched and sorted. Every page is whole without it.
"use strict";

(() => {
  const LONG = 8; // Shorter tables are read at a glance.
  const words = document.body.dataset;
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const digits = Object.fromEntries(
    [...new Intl.NumberFormat(document.documentElement.lang, { useGrouping: false }).format(9876543210)]
      .reverse().map((digit, value) => [digit, value]));
  const plain = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  // The first number of a cell, or its words; what is not known comes last, whichever way.
  const keyOf = cell => {
    const text = (cell?.textContent ?? "").replace(/[\u200e\u200f\u061c\u2066-\u2069]/g, "").trim();
    if (!text || cell.querySelector(".unknown, .quiet:only-child")) return null;
    const found = [...text].map(c => digits[c] ?? c).join("").replace(/[,.\u00a0\u202f\u066c](?=\d{3})/g, "")
      .replace(/[\u066b,](?=\d)/g, ".").match(/^[-\u2212]?\d+(\.\d+)?/);
    return found ? Number(found[0].replace("\u2212", "-")) : plain(text);
  };
  const compared = (a, b) => typeof a === typeof b
    ? (typeof a === "number" ? a - b : a.localeCompare(b))
    : (typeof a === "number" ? -1 : 1);

  const makeSortable = (table, body) => {
    if (table.classList.contains("sortable") || table.querySelector("[colspan], [rowspan]")) return;
    const heads = [...table.tHead.rows[table.tHead.rows.length - 1].cells];
    heads.forEach((head, place) => {
      if (!head.textContent.trim() || head.classList.contains("drawn")) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.title = words.sort;
      button.setAttribute("aria-label", `${words.sort} ${head.textContent.trim()}`);
      button.textContent = "▽";
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        const keyed = [...body.rows].map(row => [keyOf(row.cells[place]), row]);
        keyed.sort(([a], [b]) => a === null || b === null
          ? (a === null) - (b === null)
          : (down ? -1 : 1) * compared(a, b));
        heads.forEach(other => {
          other.removeAttribute("aria-sort");
          const mark = other.querySelector("button.sort");
          if (mark) mark.textContent = "▽";
        });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        button.textContent = down ? "▼" : "▲";
        body.append(...keyed.map(([, row]) => row));
      });
      head.append(" ", button);
    });
  };

  const makeSearchable = (table, body) => {
    const box = document.createElement("p");
    box.className = "filter";
    const label = document.createElement("label");
    const field = document.createElement("input");
    field.type = "search";
    label.append(("part" in table.dataset || document.querySelector("main nav.pages") ? words.part : words.filter) + " ", field);
    const told = document.createElement("span");
    told.setAttribute("role", "status");
    told.className = "quiet";
    box.append(label);
    const texts = new Map([...body.rows].map(row => [row, plain(row.textContent)]));
    let gaps = null;
    if (body.querySelector(".not_met")) {
      const choice = document.createElement("label");
      gaps = document.createElement("input");
      gaps.type = "checkbox";
      choice.append(gaps, " " + words.gaps);
      box.append(" ", choice);
    }
    box.append(" ", told);
    const show = () => {
      const wanted = plain(field.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const [row, text] of texts) {
        row.hidden = !wanted.every(word => text.includes(word))
          || Boolean(gaps?.checked && !row.querySelector(".not_met"));
        shown += !row.hidden;
      }
      told.textContent = shown === texts.size ? ""
        : words.shown.replace("{shown}", number.format(shown)).replace("{all}", number.format(texts.size));
    };
    field.addEventListener("input", show);
    gaps?.addEventListener("change", show);
    (table.closest(".scroll") ?? table).before(box);
  };

  for (const table of document.querySelectorAll("main table.wide")) {
    const body = table.tBodies[0];
    if (!body || !table.tHead || table.tBodies.length > 1 || body.rows.length < LONG) continue;
    makeSearchable(table, body);
    makeSortable(table, body);
  }
})();
