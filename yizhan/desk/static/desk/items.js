// Items really done: the plain list of each row becomes a field that finds by name, pinyin initials or number.
// ARIA combobox with a list box; the <select> stays in the form and carries the value.

const MOST_SHOWN = 12;
let count = 0;

const plain = (text) => text.toLowerCase().replace(/\s+/g, "");

/** The options that fit what was typed, best first: exact number, then the beginning of a name, then anywhere. */
export function fitting(options, typed) {
  const wanted = plain(typed);
  if (!wanted) return options.slice(0, MOST_SHOWN);
  const ranked = [];
  for (const option of options) {
    const words = option.words;
    let rank = words.indexOf(wanted);
    if (rank !== -1) rank = words[0] === wanted && /^\d+$/.test(wanted) ? 0 : 1;
    else if (words.some((word) => word.startsWith(wanted))) rank = 2;
    else if (!/^\d+$/.test(wanted) && words.some((word) => word.includes(wanted))) rank = 3;
    else continue;
    ranked.push([rank, option]);
  }
  return ranked.sort((one, other) => one[0] - other[0]).slice(0, MOST_SHOWN).map(([, option]) => option);
}

function optionsOf(select) {
  return [...select.options].filter((option) => option.value).map((option) => {
    const [, number, name] = option.text.match(/^(\d+)?\s*(.*)$/);
    return { value: option.value, number: number ?? "", name, words: (option.dataset.words ?? "").split(" ") };
  });
}

export function dressRow(row) {
  const select = row.querySelector("select");
  if (row.querySelector(".finder")) return;
  const options = optionsOf(select);
  const id = `finder-${++count}`;
  const finder = document.createElement("div");
  finder.className = "finder";
  finder.innerHTML = `<input id="${id}" role="combobox" aria-autocomplete="list" aria-expanded="false" aria-controls="${id}-list" autocomplete="off" spellcheck="false"><ul id="${id}-list" class="finder-list" role="listbox" aria-label="事项" hidden></ul>`;
  const [input, list] = finder.children;
  input.placeholder = "名称、拼音首字母或编号";
  select.before(finder);
  select.hidden = true;
  const label = row.querySelector(`label[for="${select.id}"]`);
  label.htmlFor = id;
  const hadFocus = document.activeElement === select || select.hasAttribute("data-focus");
  select.removeAttribute("data-focus");
  let at = -1;
  let shown = [];

  const name = () => options.find((option) => option.value === select.value)?.name ?? "";
  const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); at = -1; };
  const mark = (index) => {
    at = index;
    [...list.children].forEach((line, place) => line.setAttribute("aria-selected", String(place === at)));
    const line = list.children[at];
    if (line) { input.setAttribute("aria-activedescendant", line.id); line.scrollIntoView({ block: "nearest" }); }
  };
  const choose = (option) => {
    select.value = option?.value ?? "";
    input.value = name();
    close();
    select.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const open = () => {
    shown = fitting(options, input.value === name() ? "" : input.value);
    list.replaceChildren(...shown.map((option, place) => {
      const line = document.createElement("li");
      line.id = `${id}-${place}`;
      line.role = "option";
      const number = Object.assign(document.createElement("span"), { className: "finder-number", textContent: option.number });
      line.append(number, Object.assign(document.createElement("span"), { textContent: option.name }));
      line.addEventListener("pointerdown", (event) => { event.preventDefault(); choose(option); });
      return line;
    }));
    list.hidden = shown.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.setCustomValidity("");
    mark(input.value && shown.length ? 0 : -1);
  };

  input.addEventListener("input", () => { select.value = ""; open(); });
  input.addEventListener("pointerdown", () => { if (list.hidden) open(); });
  input.addEventListener("blur", () => {
    // Typed out but not chosen: what fits alone, or by its number, is meant; anything else is asked back.
    if (!select.value && input.value) {
      const fits = fitting(options, input.value);
      if (fits.length) { select.value = fits[0].value; select.dispatchEvent(new Event("change", { bubbles: true })); }
    }
    input.value = name() || input.value;
    input.setCustomValidity(input.value && !select.value ? "没有这个事项，请换个说法，或写编号。" : "");
    close();
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return open();
      const step = event.key === "ArrowDown" ? 1 : -1;
      return mark((at + step + shown.length) % shown.length);
    }
    if (event.key === "Enter") {
      event.preventDefault();
      if (!list.hidden && at >= 0) { choose(shown[at]); row.querySelector("[name=quantity]")?.select(); }
      else if (!input.value) choose(null);
    }
    if (event.key === "Escape" && !list.hidden) { event.stopPropagation(); close(); input.value = name(); }
  });
  row.querySelector("[name=quantity]")?.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) event.preventDefault();
  });
  input.value = name();
  if (hadFocus) { input.dataset.focus = ""; input.focus(); }
}

function addRow(form, value = "", quantity = "1") {
  const box = form.querySelector("[data-items]");
  const row = form.querySelector("template[data-item-row]").content.firstElementChild.cloneNode(true);
  const number = box.children.length + 1;
  row.querySelectorAll("[id]").forEach((element) => { element.id = element.id.replace(/-0$/, `-${number}-${++count}`); });
  const [itemLabel, quantityLabel] = row.querySelectorAll("label");
  itemLabel.htmlFor = row.querySelector("select").id;
  itemLabel.textContent = `事项 ${number}`;
  quantityLabel.htmlFor = row.querySelector("[name=quantity]").id;
  row.querySelector("select").value = value;
  row.querySelector("[name=quantity]").value = quantity;
  box.append(row);
  dressRow(row);
  showRemovers(form);
  return row;
}

function showRemovers(form) {
  const rows = form.querySelectorAll("[data-item]");
  rows.forEach((row) => { row.querySelector("[data-remove]").hidden = rows.length < 2; });
}

/** Dress the rows of a form; a draft brings its own rows with it. */
export function dressItems(form, draft) {
  const box = form.querySelector("[data-items]");
  if (!box) return;
  // htmx parses fragments without scripts: what stands in <noscript> has become real rows.
  form.querySelectorAll("noscript").forEach((part) => part.remove());
  const items = draft?.filter(([name]) => name === "item").map(([, value]) => value) ?? [];
  const quantities = draft?.filter(([name]) => name === "quantity").map(([, value]) => value) ?? [];
  if (items.length) {
    box.replaceChildren();
    items.forEach((item, place) => addRow(form, item, quantities[place] ?? "1"));
  }
  form.querySelectorAll("[data-item]").forEach(dressRow);
  const add = form.querySelector("[data-add-item]");
  add.hidden = false;
  add.addEventListener("click", () => addRow(form).querySelector("[role=combobox]").focus());
  box.addEventListener("click", (event) => {
    const remove = event.target.closest("[data-remove]");
    if (!remove) return;
    remove.closest("[data-item]").remove();
    showRemovers(form);
    box.querySelector("[role=combobox]").focus();
    form.dispatchEvent(new Event("change", { bubbles: true }));
  });
  showRemovers(form);
}
