// The treatment screen: big numbers, − and +, the map, and what the pen says. It asks the server for words; it decides nothing.
import { pen } from "./live.js";

const SHADES = 5;
const language = document.documentElement.lang;
const millimetres = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
let last = null;
let standing = "";
let runs = "";
let shadedMs = 0;

const field = (id) => document.getElementById(id);

function put(name, text) {
  for (const place of document.querySelectorAll(`[data-live="${name}"]`)) {
    if (place.textContent !== text) {
      place.textContent = text;
    }
  }
}

function clock(ms) {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** The map fills while the needles work: what is recorded, and the run that goes on. Shades are relative to the most, as in the report. */
function shade() {
  const running = pen?.state === "Running" && last?.s === "Running";
  const here = running ? pen.area.replace(/(?!^)([A-Z])/g, "-$1").toLowerCase() : "";
  const now = running ? last.n * Math.max(1, pen.cartridge?.needles ?? 0) : 0;
  const shapes = [...document.querySelectorAll(".body-chooser .area")].map((shape) => ({
    shape,
    amount: Number(shape.dataset.punctures) + (shape.dataset.area === here ? now : 0),
  }));
  const most = Math.max(1, ...shapes.map((s) => s.amount));
  for (const { shape, amount } of shapes) {
    const level = amount <= 0 ? 0 : Math.min(SHADES, Math.floor((amount * SHADES - 1) / most) + 1);
    const name = `area${level > 0 ? ` treated shade-${level}` : ""}`;
    if (shape.getAttribute("class") !== name) {
      shape.setAttribute("class", name);
    }
  }
}

function showSample() {
  if (last) {
    put("d", millimetres.format(last.d / 1000));
    put("v", whole.format(last.v));
    put("n", whole.format(last.n));
    put("r", clock(last.r));
  }
}

/** What stands in the form: numbers beside the sliders, and a warning before a depth that needs a reason. */
function showSetting() {
  const depth = field("depth");
  const speed = field("speed");
  if (!depth || !speed) {
    return;
  }
  const shown = millimetres.format(depth.value / 1000);
  document.querySelector('[data-show="depth"]').textContent = shown;
  depth.setAttribute("aria-valuetext", `${shown} mm`);
  document.querySelector('[data-show="speed"]').textContent = speed.value;
  speed.setAttribute("aria-valuetext", `${speed.value} Hz`);
  document.querySelector("[data-over]").hidden = Number(depth.value) <= Number(depth.dataset.limit);
}

/** Another area: its own proposals come from the server. */
function choose(area, focus) {
  const form = field("setting-form");
  if (!area || !form) {
    return;
  }
  for (const shape of document.querySelectorAll(".body-chooser .area")) {
    const mine = shape.dataset.area === area;
    shape.setAttribute("aria-checked", String(mine));
    shape.setAttribute("tabindex", mine ? "0" : "-1");
    if (mine && focus) {
      shape.focus();
    }
  }
  htmx.ajax("GET", `${form.dataset.setting}&area=${encodeURIComponent(area)}`, { target: "#setting", swap: "innerHTML" });
}

document.addEventListener("click", (event) => {
  const step = event.target.closest("[data-step]");
  if (step) {
    const input = field(step.dataset.for);
    input.value = String(Number(input.value) + Number(step.dataset.step));
    showSetting();
    return;
  }
  choose(event.target.closest(".body-chooser .area")?.dataset.area, true);
});

document.addEventListener("input", showSetting);
document.addEventListener("change", (event) => {
  if (event.target.id === "area") {
    choose(event.target.value, false);
  }
});

document.addEventListener("keydown", (event) => {
  const here = event.target.closest?.(".body-chooser .area");
  if (!here) {
    return;
  }
  const all = [...document.querySelectorAll(".body-chooser .area")];
  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  if (event.key in steps) {
    event.preventDefault();
    choose(all[(all.indexOf(here) + steps[event.key] + all.length) % all.length].dataset.area, true);
  } else if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    choose(here.dataset.area, true);
  }
});

document.addEventListener("pen:sample", (event) => {
  last = event.detail;
  showSample();
  if (last.t - shadedMs > 500 || last.t < shadedMs) {
    shadedMs = last.t;
    shade();
  }
});

// Words come from the server whenever something changed that they tell of.
document.addEventListener("pen:pen", () => {
  const words = JSON.stringify([
    pen.stage,
    pen.state,
    pen.prepared,
    pen.depthVerified,
    pen.setDepthMicrons,
    pen.setSpeedHz,
    pen.faults,
    pen.activeFaults,
    pen.cartridge,
    pen.note,
    pen.seatScreen,
    pen.stopReason,
  ]);
  if (standing !== "" && words !== standing) {
    htmx.trigger(document.body, "pen-standing");
  }
  standing = words;
  const ended = JSON.stringify(pen.lastRun ?? null);
  if (runs !== "" && ended !== runs) {
    htmx.trigger(document.body, "pen-done");
  }
  runs = ended;
  keepAwake(pen.state === "Ready" || pen.state === "Running");
});

document.addEventListener("pen:link", (event) => {
  if (event.detail.up && standing !== "") {
    htmx.trigger(document.body, "pen-standing");
    htmx.trigger(document.body, "pen-done");
  }
  if (!event.detail.up) {
    for (const name of ["d", "v"]) {
      put(name, "–");
    }
  }
});

document.addEventListener("htmx:afterSwap", () => {
  const question = document.querySelector(".confirm select");
  if (question && !question.dataset.seen) {
    question.dataset.seen = "1";
    question.focus({ preventScroll: true });
    question.closest("form").scrollIntoView({ block: "end" });
  }
  showSetting();
  showSample();
  shade();
});

let lock = null;
/** While the pen is armed the screen, and STOP on it, stays on. */
async function keepAwake(wanted) {
  try {
    if (wanted && lock === null && "wakeLock" in navigator) {
      lock = navigator.wakeLock.request("screen");
      await lock;
    } else if (!wanted && lock !== null) {
      const held = await lock;
      lock = null;
      await held.release();
    }
  } catch {
    lock = null;
  }
}

showSetting();
