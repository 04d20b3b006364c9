// Who walks away from the kiosk leaves nothing on it; any touch or key starts the time anew.
const SOON = 15;
const box = document.querySelector("[data-countdown]");

if (box) {
  const whole = Number(box.dataset.countdown) || 60;
  const bar = box.querySelector("progress");
  const left = box.querySelector("[data-left]");
  let until = Date.now() + whole * 1000;
  bar.max = whole;
  // Where the way home itself may be the trouble, it is tried first: nobody gets back from the browser's own error page.
  const leave = async () => {
    if (!box.dataset.sure) return location.assign(box.dataset.home);
    again();
    const answer = await fetch(box.dataset.home, { cache: "no-store" }).catch(() => null);
    if (answer?.ok) location.assign(box.dataset.home);
  };
  const again = () => { until = Date.now() + whole * 1000; show(); };
  const show = () => {
    const seconds = Math.max(0, Math.ceil((until - Date.now()) / 1000));
    bar.value = seconds;
    left.textContent = seconds;
    box.classList.toggle("countdown-soon", seconds <= SOON);
    if (seconds === 0) leave();
  };
  for (const sign of ["pointerdown", "keydown", "input"]) document.addEventListener(sign, again);
  document.addEventListener("htmx:afterSwap", again);
  setInterval(show, 250);
  show();
}
