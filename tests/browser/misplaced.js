// Words that are cut by the edge of their part of the screen, or that lie on other words.
// The moving line is meant to be cut; what is only for screen readers is not seen.
() => {
  const UNSEEN = ".ticker-window, .visually-hidden, .skip, template, script";
  // A line's box is higher than its letters.
  const ofLetters = ({ left, right, top, bottom }, size) => {
    const middle = (top + bottom) / 2;
    return { left, right, top: middle - size * 0.45, bottom: middle + size * 0.45 };
  };
  const words = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const text = walker.currentNode.data.trim();
    if (!text || element.closest(UNSEEN) || !element.checkVisibility({ visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const size = parseFloat(getComputedStyle(element).fontSize);
    for (const box of range.getClientRects()) words.push({ text, element, box: ofLetters(box, size) });
  }

  const cut = ({ text, element, box }) => {
    const problems = [];
    for (let around = element; around; around = around.parentElement) {
      if (around !== document.documentElement && getComputedStyle(around).overflow === "visible") continue;
      const edge = around.getBoundingClientRect();
      const across = box.left < edge.left - 1 || box.right > edge.right + 1;
      const down = box.top < edge.top - 1 || box.bottom > edge.bottom + 1;
      if (across || down) problems.push(`${text} is cut by ${around.className || around.tagName}`);
    }
    return problems;
  };

  const onOthers = (one, place) =>
    words.slice(place + 1).filter((other) => {
      if (one.element === other.element) return false;
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      return across > 1 && down > 1;
    }).map((other) => `${one.text} lies on ${other.text}`);

  return [...words.flatMap(cut), ...words.flatMap(onOthers)];
}
