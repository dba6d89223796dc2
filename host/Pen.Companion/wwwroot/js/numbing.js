// The time that numbing cream has left, counted on what the server says; the records keep it, this page only shows it.
const AGAIN_MS = 20_000;
const TICK_MS = 250;
const title = document.title;
let endsMs = 0;
let over = false;
let asking = false;

const clock = () => document.getElementById("clock");

function take(leftSeconds) {
  endsMs = Date.now() + leftSeconds * 1000;
  show();
}

function show() {
  const left = Math.max(0, Math.ceil((endsMs - Date.now()) / 1000));
  const digits = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  const panel = clock();
  panel.querySelector("[role=timer]").textContent = digits;
  const bar = panel.querySelector("progress");
  bar.value = bar.max - left;
  document.title = left > 0 ? `${digits} · ${title}` : `✓ ${title}`;
  if (left === 0 && !over) {
    ask();
  }
}

/** The computer may have slept, or its clock may have been set: the server knows. */
async function ask() {
  if (asking) {
    return;
  }
  asking = true;
  try {
    const response = await fetch(`${clock().dataset.url}?handler=Left`, { headers: { Accept: "application/json" } });
    if (response.status !== 200) {
      // Another screen has gone on with the session: this one goes where it is now.
      location.assign(response.redirected ? response.url : clock().dataset.url);
      return;
    }
    const { left } = await response.json();
    if (left === 0 && !over) {
      over = true;
      await htmx.ajax("GET", `${clock().dataset.url}?handler=Clock`, { target: "#clock", swap: "outerHTML" });
      const said = document.getElementById("clock-said");
      said.textContent = said.dataset.over;
    }
    take(left);
  } catch {
    // The program is away for a moment; the time runs on here and there.
  } finally {
    asking = false;
  }
}

over = Number(clock().dataset.left) === 0;
take(Number(clock().dataset.left));
setInterval(show, TICK_MS);
setInterval(ask, AGAIN_MS);
document.addEventListener("visibilitychange", () => !document.hidden && ask());
