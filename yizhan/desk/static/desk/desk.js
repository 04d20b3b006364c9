// The clerk's desk beyond plain forms: countdowns, folded lists that stay open, drafts, keys inside an opened panel.
// Nothing here decides a rule; without this file every act still works.
import { dressItems, dressRow } from "./items.js";
import { dressQuestions } from "./two_keys.js";

const TYPED_INTO = "input:not([type=radio]):not([type=checkbox]), textarea, select";

// --- keys of an opened panel: they work only while the focus is inside it (WCAG 2.1.4) ----------------------
document.addEventListener("keydown", (event) => {
  const panel = event.target.closest?.("[data-keys]");
  if (!panel || panel.open === false) return;
  if (event.key === "Escape" && panel.open) {
    panel.open = false;
    panel.querySelector("summary").focus();
    return;
  }
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return;
  if (event.target.matches(TYPED_INTO)) return;
  const wanted = event.key.toUpperCase();
  const found = [...panel.querySelectorAll("[data-press]")]
    .find((element) => element.dataset.press.toUpperCase() === wanted && element.getClientRects().length);
  if (!found) return;
  event.preventDefault();
  found.focus();
  found.click();
  found.dispatchEvent(new CustomEvent("pressed", { bubbles: true }));
});

// An opened panel takes the focus to its first choice at once, and closes the one beside it: the next key is its own.
document.addEventListener("click", (event) => {
  const panel = event.target.closest?.("details.more > summary")?.parentElement;
  if (!panel) return;
  event.preventDefault();
  panel.open = !panel.open;
  if (!panel.open) return;
  if (panel.name === "act") {
    document.querySelectorAll("details.more[open][name=act]").forEach((other) => { other.open = other === panel; });
  }
  [...panel.querySelectorAll("[data-first]")].find((first) => first.getClientRects().length)?.focus();
});

// A preset answer goes into the answer's field, where words may be added.
document.addEventListener("click", (event) => {
  const preset = event.target.closest?.("[data-text]");
  const answer = preset?.form?.elements.answer;
  if (!answer) return;
  answer.value = preset.dataset.text;
  answer.dispatchEvent(new Event("input", { bubbles: true }));
  answer.focus();
});

// --- seconds that run ----------------------------------------------------------------------------------------
const begun = new WeakMap();
const secondsHere = (element) => {
  if (!begun.has(element)) begun.set(element, performance.now());
  return Math.floor((performance.now() - begun.get(element)) / 1000);
};

function tick() {
  document.querySelectorAll("[data-elapsed]").forEach((timer) => {
    const seconds = Number(timer.dataset.elapsed) + secondsHere(timer);
    timer.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  });
  document.querySelectorAll("[data-wait]").forEach((button) => {
    const left = Number(button.dataset.wait) - secondsHere(button);
    const words = button.querySelector("[data-wait-words]");
    if (words) words.textContent = left > 0 ? `${left} 秒后` : "";
    if (left > 0) return;
    button.removeAttribute("aria-disabled");
    delete button.dataset.wait;
  });
}
setInterval(tick, 250);

// A press that comes too early is told, not sent.
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button[data-wait]");
  if (!button) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const words = button.querySelector("[data-wait-words]")?.textContent ?? "";
  document.dispatchEvent(new CustomEvent("announce", { detail: { value: `刚叫过，请让人走过来，${words}可以再按。` } }));
}, true);

// --- lists: what was unfolded stays unfolded -----------------------------------------------------------------
const folds = new Map();
document.addEventListener("toggle", (event) => {
  const fold = event.target;
  if (fold.matches?.("details[id]") && !fold.dataset.byScript) folds.set(fold.id, fold.open);
  delete fold.dataset?.byScript;
}, true);

function unfold(root) {
  root.querySelectorAll("details[id]").forEach((fold) => {
    if (!folds.has(fold.id) || fold.open === folds.get(fold.id)) return;
    fold.dataset.byScript = "yes";
    fold.open = folds.get(fold.id);
  });
}

// --- drafts: what was typed for a ticket stays on this computer until it is sent ----------------------------
const TITLE = "desk-draft:";
const SENT = "desk-sent";
const isKept = (name) => !["csrfmiddlewaretoken", "request_key", "then"].includes(name);

function keep(form) {
  const typed = [...new FormData(form)].filter(([name, value]) => isKept(name) && typeof value === "string");
  sessionStorage.setItem(TITLE + form.dataset.draft, JSON.stringify(typed));
  form.querySelector("[data-saved]")?.removeAttribute("hidden");
}

export function draftOf(form) {
  try {
    return JSON.parse(sessionStorage.getItem(TITLE + form.dataset.draft) ?? "null");
  } catch {
    return null;
  }
}

function restore(form, draft) {
  for (const [name, value] of draft) {
    const field = form.elements[name];
    if (name === "item" || name === "quantity" || !field) continue;
    if (field instanceof RadioNodeList) field.value = value;
    else if (field.type === "radio") field.checked = field.value === value;
    else field.value = value;
  }
  const panel = form.closest("details.more");
  if (panel && draft.some(([name, value]) => name !== "back" && value)) panel.open = true;
  form.querySelector("[data-saved]")?.removeAttribute("hidden");
}

for (const sign of ["input", "change"]) {
  document.addEventListener(sign, (event) => {
    const form = event.target.closest?.("form[data-draft]");
    if (form) keep(form);
  });
}
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt?.closest?.("form[data-draft]");
  if (form && event.detail.successful) sessionStorage.removeItem(TITLE + form.dataset.draft);
});

// A form sent without htmx: its draft ends with the page that follows, unless that page says no.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.draft && !form.hasAttribute("hx-post")) sessionStorage.setItem(SENT, form.dataset.draft);
});
const sent = sessionStorage.getItem(SENT);
sessionStorage.removeItem(SENT);
if (sent && !document.querySelector("#alert .notice-late, .error-summary")) sessionStorage.removeItem(TITLE + sent);

// --- the sheet of a ticket -----------------------------------------------------------------------------------
const sheet = document.getElementById("sheet");
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id === "sheet-body" && sheet && !sheet.open) sheet.showModal();
});

// --- the ticket at the window changed behind the page's back: the other two columns are fetched anew --------
// Not while an act of this page is on its way: its own answer brings the columns, and must not be overtaken.
const AGREE_AFTER = 600;
let acting = 0;
const isAct = (event) => event.detail.requestConfig?.verb !== "get";
const differs = () => {
  const now = document.querySelector("#lists [data-at-window]")?.dataset.atWindow;
  const shown = document.getElementById("current")?.dataset.atWindow;
  return now !== undefined && shown !== undefined && now !== shown;
};
document.addEventListener("htmx:beforeRequest", (event) => {
  if (!isAct(event)) return;
  acting += 1;
  const desk = document.getElementById("desk");
  if (desk) window.htmx.trigger(desk, "htmx:abort");
});
document.addEventListener("htmx:afterRequest", (event) => { if (isAct(event)) acting -= 1; });
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id !== "lists" || !differs()) return;
  setTimeout(() => {
    if (acting || !differs()) return;
    window.htmx.ajax("GET", location.pathname, { source: "#desk", target: "#desk", swap: "innerHTML" });
  }, AGREE_AFTER);
});

// --- whatever comes into the page is dressed -----------------------------------------------------------------
function dress(root) {
  unfold(root);
  root.querySelectorAll("form[data-draft]").forEach((form) => {
    if (form.dataset.dressed) return;
    form.dataset.dressed = "yes";
    const isShownAgain = form.querySelector(".error-summary") !== null;
    const draft = isShownAgain ? null : draftOf(form);
    dressItems(form, draft);
    if (draft) restore(form, draft);
  });
  root.querySelectorAll("[data-needs-script]").forEach((part) => { part.hidden = false; });
  root.querySelectorAll("[data-finder]").forEach(dressRow);
  root.querySelectorAll("[data-two-keys]").forEach(dressQuestions);
  tick();
}
document.addEventListener("htmx:load", (event) => dress(event.detail.elt.parentElement ?? document));
dress(document);
