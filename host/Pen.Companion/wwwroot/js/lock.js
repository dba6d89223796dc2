// The lock. The server decides when a screen is locked; this only shows it at once, and tells the server of hands that read without asking.
const idleMs = Number(document.body.dataset.idleSeconds) * 1000;
const TELL_MS = 20000;
const SOON_MS = 1000;
const main = document.getElementById("main");
let told = Date.now();
let timer = 0;
let screen = null;

/** As parts of pages are asked for: that is no sign of a person. */
const quietly = { headers: { "HX-Request": "true" }, cache: "no-store" };

function wait(ms) {
  clearTimeout(timer);
  timer = setTimeout(look, ms);
}

/** Asks whether it is time. */
async function look() {
  try {
    const answer = await fetch("/lock/state", quietly);
    if (answer.status === 401) {
      location.assign("/sign-in");
      return;
    }
    const state = await answer.json();
    if (state.locked) {
      await show();
    } else {
      wait(state.inSeconds * 1000 + SOON_MS);
    }
  } catch {
    wait(TELL_MS);
  }
}

/** What was on the screen is covered, not gone: what somebody was typing is still there when they come back. */
async function show() {
  if (screen || document.querySelector(".lock")) {
    return;
  }
  const answer = await fetch("/lock?handler=Panel&back=" + encodeURIComponent(location.pathname + location.search), quietly);
  if (answer.status !== 200) {
    wait(TELL_MS);
    return;
  }
  screen = document.createElement("main");
  document.querySelector(".top").inert = true;
  main.hidden = true;
  main.after(screen);
  put(await answer.text());
}

function put(html) {
  screen.innerHTML = html;
  window.htmx?.process(screen);
  screen.querySelector("[type=password]").focus();
}

function open() {
  screen.remove();
  screen = null;
  main.hidden = false;
  document.querySelector(".top").inert = false;
  told = Date.now();
  wait(idleMs + SOON_MS);
}

document.addEventListener("submit", async (event) => {
  if (screen === null || !event.target.matches("[data-unlock]")) {
    return;
  }
  event.preventDefault();
  const form = event.target;
  form.querySelector("button").disabled = true;
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), ...quietly });
    if (answer.status === 204) {
      open();
    } else if (answer.status === 200) {
      put(await answer.text());
    } else {
      location.reload();
    }
  } catch {
    form.querySelector("button").disabled = false;
  }
});

// A covered page asks for nothing, and what it is refused shows the lock.
document.addEventListener("htmx:beforeRequest", (event) => {
  if (screen !== null && main.contains(event.target)) {
    event.preventDefault();
  }
});
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status === 423) {
    show();
  }
});

for (const sign of ["pointerdown", "keydown"]) {
  document.addEventListener(
    sign,
    () => {
      if (screen === null && Date.now() - told > TELL_MS) {
        told = Date.now();
        fetch("/here", { method: "POST" }).then((answer) => (answer.status === 204 ? wait(idleMs + SOON_MS) : look()), () => {});
      }
    },
    { capture: true, passive: true },
  );
}
// A page that the browser kept aside may have been left alone for long.
addEventListener("pageshow", (event) => event.persisted && look());
document.addEventListener("visibilitychange", () => document.hidden || look());

if (idleMs > 0 && !document.querySelector(".lock")) {
  wait(idleMs + SOON_MS);
}
