// Says the number that was taken, once: 您的号码是A001号，前面还有三位，请在等候区等候.
import { issuedPhrase, spaced } from "../boards/announcer.js";
import { ClipPlayer } from "../boards/clip_player.js";

const { clips, recordings: own } = document.querySelector("script[data-clips]").dataset;
const MOST_SPOKEN = 99; // further than that nobody counts along
const taken = () => document.getElementById("taken");

async function say() {
  const { label, ahead, voice, yao } = taken().dataset;
  if (voice !== "on" || sessionStorage.getItem("said") === location.pathname) return;
  sessionStorage.setItem("said", location.pathname);
  const language = document.documentElement.lang === "en" ? "en" : "zh";
  const manifest = await (await fetch(`${clips}clips.json`)).json();
  const recordings = await (await fetch(own)).json();
  const player = new ClipPlayer({ clips, manifest, recordings });
  const steps = issuedPhrase(label, Math.min(Number(ahead), MOST_SPOKEN), language, { alternateOne: yao === "yes" });
  await player.play(spaced(steps));
  if (taken().classList.contains("taken-printed")) {
    await player.play([language === "en" ? "english-take-your-slip" : "word-take-your-slip"]);
  }
}

if (taken()) say();
