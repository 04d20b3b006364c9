/**
 * The slow line at the bottom: one text after the other from right to left, for ever. [5.3]
 *
 * Only the texts on the screen are in the page. Who wants less motion gets them page by page, standing still.
 */

import { shownAtOnce } from "./keeping.js";

const SPEED = 0.05; // screen widths a second
const GAP = 0.06; // between two texts, in screen widths
const PAGE_FOR = 12_000;
const RENEWED_EVERY = 30 * 60_000;

const line = document.getElementById("ticker");
const source = document.getElementById("ticker-source");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
let place = 0;

const texts = () => source.querySelectorAll("li");

function nextText() {
  const all = texts();
  if (!all.length) return null;
  place %= all.length;
  const text = document.createElement("span");
  text.className = `ticker-text ${all[place].className}`;
  text.append(...[...all[place].childNodes].map((node) => node.cloneNode(true)));
  place += 1;
  return text;
}

function run() {
  if (calm.matches) {
    standStill();
    return;
  }
  line.querySelectorAll(":scope > :not(.ticker-moving)").forEach((left) => left.remove());
  const text = nextText();
  if (!text) {
    setTimeout(run, PAGE_FOR);
    return;
  }
  text.classList.add("ticker-moving");
  line.append(text);
  const [whole, width] = [line.clientWidth, text.offsetWidth];
  const speed = SPEED * whole;
  const motion = text.animate(
    [{ transform: `translateX(${whole}px)` }, { transform: `translateX(${-width}px)` }],
    { duration: ((whole + width) / speed) * 1000, fill: "both" },
  );
  motion.finished.then(() => text.remove(), () => text.remove());
  setTimeout(run, ((width + GAP * whole) / speed) * 1000);
}

/** As many texts as stand side by side; one that is too long for the line is set smaller, in two lines. */
function standStill() {
  line.replaceChildren();
  for (let count = texts().length; count > 0; count -= 1) {
    const text = nextText();
    line.append(text);
    if (line.children.length > 1 && line.scrollWidth > line.clientWidth) {
      text.remove();
      place -= 1;
      break;
    }
  }
  const first = line.firstElementChild;
  first?.classList.toggle("ticker-long", line.scrollWidth > line.clientWidth);
  setTimeout(run, PAGE_FOR);
}

setInterval(async () => {
  const html = await shownAtOnce(document.querySelector("[data-ticker]").dataset.ticker);
  if (html) source.innerHTML = html;
}, RENEWED_EVERY);
run();
