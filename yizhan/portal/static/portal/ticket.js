// The phone in the hand: says when a call comes, also in the title of a tab in the background, and buzzes once.
const place = document.getElementById("standing");
const title = document.title;
let wasCalled = !!place.querySelector(".my-ticket-called");

document.addEventListener("htmx:afterSettle", () => {
  const isCalled = !!place.querySelector(".my-ticket-called");
  const words = place.querySelector(".my-call")?.textContent.trim();
  document.title = isCalled ? words : title;
  if (isCalled && !wasCalled) navigator.vibrate?.([300, 150, 300]);
  wasCalled = isCalled;
});
