// What a page does beyond HTML: shortcuts, confirmation, one submit per press, alerts of failed requests.
// No act depends on it: without this file every form still works.

const TYPING = "input:not([type=button]):not([type=submit]):not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";
const alertBox = () => document.getElementById("alert");

// --- keyboard: an element with data-key="F2", "Enter", "Escape" or "Alt+1" is pressed by that key; Ctrl+Enter
// sends the form of the field in which one types, whatever kind of field it is -------------------------------
const pressed = (event) => [event.ctrlKey && "Ctrl", event.altKey && "Alt", event.shiftKey && event.key.length > 1 && "Shift",
  event.key.length === 1 ? event.key.toUpperCase() : event.key].filter(Boolean).join("+");

document.addEventListener("keydown", (event) => {
  // isComposing: the key belongs to the Chinese input method, not to us.
  if (event.defaultPrevented || event.repeat || event.isComposing || event.metaKey) return;
  const name = pressed(event);
  const free = /^F\d+$/.test(event.key) || event.ctrlKey || event.altKey;
  if (!free && event.target.closest?.(TYPING)) return;
  if (name === "Enter" && event.target.closest?.("a, button, summary, label, input")) return;
  const found = keyed(name, document.querySelector("dialog[open]") ?? document, event.target.form);
  if (!found) return;
  event.preventDefault();
  found.click();
});

function keyed(name, place, form) {
  const usable = (element) => !element.disabled && element.getClientRects().length;
  const all = [...place.querySelectorAll("[data-key]")].filter((element) => element.dataset.key === name && usable(element));
  const send = name === "Ctrl+Enter" && form && [...form.elements].find((element) => element.type === "submit" && usable(element));
  return all.find((element) => element.form === form) ?? (send || all[0]);
}

// --- confirmation: data-confirm="句子" on a form or on its button ------------------------------------------
const confirmed = new WeakSet();

async function ask(sentence) {
  const dialog = document.getElementById("confirm");
  dialog.querySelector("#confirm-sentence").textContent = sentence;
  dialog.returnValue = "";
  dialog.showModal();
  await new Promise((done) => dialog.addEventListener("close", done, { once: true }));
  return dialog.returnValue === "yes";
}

// --- one press, one submit; capture, so that it comes before htmx ------------------------------------------
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "dialog") return;
  const stop = () => { event.preventDefault(); event.stopImmediatePropagation(); };
  if (form.dataset.busy) return stop();
  const sentence = event.submitter?.dataset.confirm ?? form.dataset.confirm;
  if (sentence && !confirmed.delete(form)) {
    stop();
    const submitter = event.submitter;
    ask(sentence).then((yes) => {
      if (!yes) return submitter?.focus();
      confirmed.add(form);
      form.requestSubmit(submitter);
    });
    return;
  }
  if (form.method === "get") return;
  form.dataset.busy = "yes";
  // Later: a button disabled now would not send its own name and value.
  setTimeout(() => form.querySelectorAll("button:not([type=button])").forEach((button) => { button.ariaDisabled = "true"; }));
}, true);

function release(form) {
  if (!form?.dataset?.busy) return;
  delete form.dataset.busy;
  form.querySelectorAll("button[aria-disabled=true]").forEach((button) => button.removeAttribute("aria-disabled"));
}

// --- request keys: by them the server knows a repeated press; crypto.randomUUID is missing on plain http ----
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
const fillKeys = (root, again) => root.querySelectorAll("input[name=request_key]").forEach((input) => {
  if (again || !input.value) input.value = newKey();
});

// --- words: to screen readers, and to the alert at the top of the page -------------------------------------
document.addEventListener("announce", (event) => {
  const announcer = document.getElementById("announcer");
  if (announcer) announcer.textContent = event.detail?.value ?? "";
});

function warn(words, number, instead) {
  const part = document.getElementById(`words-${words}`)?.content.cloneNode(true);
  if (!part) return;
  part.querySelectorAll("a").forEach((link) => { link.href = location.href; });
  part.querySelectorAll("[data-number]").forEach((place) => { place.textContent = number ?? ""; });
  if (instead) instead.replaceWith(part);
  else alertBox().append(part);
  alertBox().scrollIntoView({ block: "nearest" });
}

// --- htmx: where a refusal goes, and what is said when nothing sensible came back --------------------------
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.requestConfig.verb !== "get") alertBox()?.replaceChildren();
});
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, boosted } = event.detail;
  const text = event.detail.serverResponse ?? "";
  const refused = text.includes("data-refusal");
  if (/^\s*<!doctype/i.test(text) && !boosted) {
    event.detail.shouldSwap = false;
    warn(xhr.status < 400 ? "signed-out" : "failed", xhr.getResponseHeader("X-Request-Number"));
  } else if (xhr.status >= 400 && refused) {
    Object.assign(event.detail, { target: alertBox(), swapOverride: "innerHTML", selectOverride: "unset", shouldSwap: true });
  } else if (xhr.status >= 400 && xhr.status !== 422) {
    event.detail.shouldSwap = false;
    warn("failed", xhr.getResponseHeader("X-Request-Number"));
  }
});
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt?.closest?.("form");
  release(form);
  const status = event.detail.xhr?.status ?? 0;
  // A new key only after an answer: after a cut cable the act may have happened, and the same key finds it.
  if (form && status >= 200 && status < 400) fillKeys(form, true);
  if (status === 409) {
    // Either the screen fetches itself anew, or the reader is asked to: never the claim that it is fresh already.
    if (!document.querySelector("[hx-trigger*=stale]")) warn("stale", "", alertBox().querySelector("[data-todo]"));
    document.body.dispatchEvent(new CustomEvent("stale", { bubbles: true })); // hx-trigger="stale from:body" fetches anew
  }
});
for (const failure of ["htmx:sendError", "htmx:timeout"]) document.addEventListener(failure, () => warn("offline"));
document.addEventListener("htmx:afterSettle", (event) => { fillKeys(event.target, false); settle(event.target); });

// --- on arrival: the first thing that needs reading gets the focus ------------------------------------------
function settle(root) {
  root.querySelectorAll("[data-key]").forEach((element) => element.setAttribute("aria-keyshortcuts", element.dataset.key.replace("Ctrl", "Control")));
  root.querySelector("[data-focus]")?.focus();
}
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
  document.querySelectorAll(".person-menu[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
});
document.addEventListener("keyup", (event) => {
  const menu = event.key === "Escape" && document.querySelector(".person-menu[open]");
  if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
});
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-busy]").forEach(release));
fillKeys(document, false);
settle(document);
