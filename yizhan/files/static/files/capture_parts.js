// Elements as the look has them, made by script.
export function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export function button(word, { key = "", word: keyWord = key, className = "button", onClick, label = "" } = {}) {
  const made = make("button", { type: "button", className }, word);
  if (key) {
    made.dataset.key = key;
    made.setAttribute("aria-keyshortcuts", key);
    made.append(make("kbd", { className: "key" }, keyWord));
  }
  if (label) made.ariaLabel = label;
  made.addEventListener("click", onClick);
  return made;
}
