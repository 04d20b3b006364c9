// A question coded in two keys: the first says the business line, the second what was asked; a third may pick a
// preset answer. Without this file the same choices stand one below the other.

const STEPS = ["line", "topic", "answer"];

export function dressQuestions(panel) {
  if (panel.dataset.at) return;
  const radios = (name) => [...panel.querySelectorAll(`[name=${name}]`)];
  const chosen = (name) => radios(name).find((radio) => radio.checked);
  const words = (radio) => radio?.closest("label").querySelector("span").textContent ?? "";
  const answer = panel.querySelector("[name=answer]");
  const coded = panel.querySelector("[data-coded]");
  const forget = panel.querySelector("[data-forget]");

  function go(step, takeFocus = true) {
    panel.dataset.at = step;
    const line = chosen("business_line");
    const topic = chosen("topic");
    coded.hidden = !line;
    coded.replaceChildren(...[line && ["line", words(line)], topic && step === "answer" && ["topic", words(topic)]]
      .filter(Boolean)
      .map(([to, text]) => {
        const again = Object.assign(document.createElement("button"), { type: "button", className: "button button-quiet", textContent: `${text} · 改` });
        again.addEventListener("click", () => go(to));
        return again;
      }));
    forget.hidden = !line;
    panel.querySelectorAll("[data-presets]").forEach((group) => { group.hidden = step !== "answer" || group.dataset.presets !== topic?.value; });
    if (!takeFocus) return;
    if (step === "answer") (panel.querySelector("[data-presets]:not([hidden]) button") ?? answer).focus();
    else (chosen(step === "line" ? "business_line" : "topic") ?? radios(step === "line" ? "business_line" : "topic")[0]).focus();
  }
  const next = () => go(STEPS[STEPS.indexOf(panel.dataset.at) + 1] ?? "answer");

  // A key or the pointer chooses and goes on; the arrow keys only move, as radio buttons do, and Enter goes on.
  panel.addEventListener("pressed", (event) => { if (event.target.type === "radio") next(); });
  panel.addEventListener("click", (event) => { if (event.target.type === "radio" && event.detail > 0) next(); });
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.type !== "radio") return;
    event.preventDefault();
    event.stopPropagation();
    event.target.checked = true;
    event.target.dispatchEvent(new Event("change", { bubbles: true }));
    next();
  });
  forget.addEventListener("click", () => {
    [...radios("business_line"), ...radios("topic")].forEach((radio) => { radio.checked = false; });
    answer.value = "";
    answer.dispatchEvent(new Event("input", { bubbles: true }));
    go("line", false);
    panel.open = false;
    (panel.querySelector("summary") ?? radios("business_line")[0]).focus();
  });

  panel.classList.add("js-steps");
  const hasLine = chosen("business_line");
  if (hasLine || answer.value) panel.open = true;
  go(hasLine ? (chosen("topic") ? "answer" : "topic") : "line", false);
}
