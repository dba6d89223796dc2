// The line from the server: what the pen says, as events of this page. It comes back by itself; nothing moves by that.
const AGAIN_MS = 1000;
const serial = document.body.dataset.pen;
const banner = document.getElementById("live-said");
let source = null;
let timer = 0;

/** The last thing the pen said of itself; null before. */
export let pen = null;

function tell(name, detail) {
  document.dispatchEvent(new CustomEvent(name, { detail }));
}

function link(up, words) {
  document.body.dataset.live = up ? "up" : "down";
  if (banner) {
    banner.textContent = up ? "" : words;
    banner.hidden = up;
  }
  tell("pen:link", { up });
}

function close() {
  clearTimeout(timer);
  source?.close();
  source = null;
}

function open() {
  close();
  source = new EventSource("/live/" + encodeURIComponent(serial));
  source.addEventListener("open", () => link(true));
  source.addEventListener("pen", (event) => {
    pen = JSON.parse(event.data);
    const armed = pen.stage !== "Failed" && (pen.state === "Ready" || pen.state === "Running");
    document.body.dataset.armed = String(armed);
    tell("pen:pen", pen);
  });
  source.addEventListener("sample", (event) => tell("pen:sample", JSON.parse(event.data)));
  // The browser has six connections for all pages of this program; this page lets go of its own.
  source.addEventListener("enough", () => {
    close();
    link(false, banner?.dataset.enough);
  });
  source.addEventListener("error", () => {
    close();
    link(false, banner?.dataset.lost);
    timer = setTimeout(open, AGAIN_MS);
  });
}

if (serial) {
  // A page that nobody sees watches nothing: the pen is stopped when no page watches it.
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  addEventListener("pagehide", close);
  addEventListener("pageshow", (event) => event.persisted && open());
  open();
}
