// While the slip is being printed the page asks for itself, until the paper is out or the server says that it will not come.
const ASK_EVERY = 1000;
const ANSWER_WITHIN = 4000;

const taken = () => document.querySelector("#taken[data-slip]");

async function ask() {
  try {
    const answer = await fetch(taken().dataset.slip, { cache: "no-store", signal: AbortSignal.timeout(ANSWER_WITHIN) });
    if (answer.ok) taken().outerHTML = await answer.text();
  } catch {
    // The number stands on the screen; where the paper is, the next answer will tell.
  }
  if (taken()) setTimeout(ask, ASK_EVERY);
}

if (taken()) setTimeout(ask, ASK_EVERY);
