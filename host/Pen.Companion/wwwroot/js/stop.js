// STOP, on every page. Without this file the button still works, as a plain form; with it the page stays where it is, and keys do it too.
const form = document.getElementById("stop-form");
const said = document.getElementById("stop-said");
const button = form.querySelector("button");
const keys = document.body.dataset.stopKeys.split(",");
const LATE_MS = 700;
const GIVE_UP_MS = 4000;

function show(outcome, words) {
  form.dataset.outcome = outcome;
  said.textContent = words;
}

/** Stops; tells in words what came of it, and says at once when nobody answers. */
export async function stop() {
  const begun = performance.now();
  show("asked", "STOP …");
  const late = setTimeout(() => show("ill", said.dataset.late), LATE_MS);
  try {
    const response = await fetch(form.action, {
      method: "POST",
      headers: { Accept: "application/json" },
      keepalive: true,
      priority: "high",
      signal: AbortSignal.timeout(GIVE_UP_MS),
    });
    const answer = await response.json();
    show(answer.well ? "well" : "ill", answer.words);
  } catch {
    show("ill", said.dataset.failed);
  } finally {
    clearTimeout(late);
    form.dataset.tookMs = String(performance.now() - begun);
    form.dataset.count = String(Number(form.dataset.count ?? 0) + 1);
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  stop();
});

// A press counts when the finger comes down, not when it leaves: a hand in haste slides off. The click that follows is the same press.
const SAME_PRESS_MS = 100;
let pressed = false;
let forgetting;
button.addEventListener("pointerdown", (event) => {
  if (event.button === 0) {
    // The end of the press before must not be taken for the end of this one.
    clearTimeout(forgetting);
    pressed = true;
    stop();
  }
});
for (const end of ["pointerup", "pointercancel"]) {
  document.addEventListener(end, () => {
    clearTimeout(forgetting);
    forgetting = setTimeout(() => (pressed = false), SAME_PRESS_MS);
  });
}
button.addEventListener("click", (event) => {
  if (pressed) {
    event.preventDefault();
  }
});

/** Whether a key that STOP uses is needed where the cursor stands, such as a space in a note. */
function isNeeded(key, target) {
  // A key with a name, as of a foot switch, is typed into nothing.
  if (key.length > 1 || document.body.dataset.armed === "true") {
    return false;
  }
  return target instanceof Element && target.closest("input, textarea, select, button, a, summary, [role=radio], [contenteditable]") !== null;
}

document.addEventListener(
  "keydown",
  (event) => {
    if (keys.includes(event.key) && !event.repeat && !isNeeded(event.key, event.target)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      stop();
    }
  },
  { capture: true },
);
// A button that has the focus is pressed by the key's way up.
document.addEventListener(
  "keyup",
  (event) => {
    if (keys.includes(event.key) && !isNeeded(event.key, event.target)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  },
  { capture: true },
);
