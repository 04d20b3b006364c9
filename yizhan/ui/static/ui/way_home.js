// A problem shown on a device of the hall: the large button and the countdown lead to the device's start page.
// On any other browser nothing happens. Stands before countdown.js, which counts what is made ready here.
const SECONDS = 20;
const box = document.querySelector("[data-ways]");
const ways = (box?.dataset.ways ?? "").trim().split(/\s+/).map((way) => way.split("="));
const from = document.referrer ? new URL(document.referrer) : null;
const paths = [location.pathname, from?.host === location.host ? from.pathname : ""];

const home = paths.flatMap((path) => ways.filter(([begin]) => path.startsWith(begin)).map(([, page]) => page))[0];
if (home) {
  document.documentElement.classList.add("on-device");
  document.querySelectorAll("main a.button").forEach((link) => { link.href = home; });
  Object.assign(box.dataset, { countdown: SECONDS, home, sure: "yes" });
  box.hidden = false;
} else {
  box?.remove();
}
