// The clock of a board or kiosk runs by the server's time: the clocks of such machines are often wrong.
const clocks = document.querySelectorAll("[data-clock]");
const offset = clocks.length ? new Date(clocks[0].dateTime).getTime() - Date.now() : 0;
const language = document.documentElement.lang === "en" ? "en-GB" : "zh-CN";
const hall = (options) => new Intl.DateTimeFormat(language, { timeZone: "Asia/Shanghai", ...options });
const time = hall({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const date = hall({ month: language === "zh-CN" ? "long" : "short", day: "numeric" });
const weekday = hall({ weekday: language === "zh-CN" ? "long" : "short" });

function tick() {
  const now = new Date(Date.now() + offset);
  clocks.forEach((clock) => { clock.textContent = time.format(now); });
  const day = language === "zh-CN" ? `${date.format(now)} ${weekday.format(now)}` : `${weekday.format(now)} ${date.format(now)}`;
  document.querySelectorAll("[data-day]").forEach((place) => { place.textContent = day; });
  setTimeout(tick, 1000 - (now.getTime() % 1000));
}
tick();
