// Live traces of depth error, speed and motor current: the last twenty seconds by the pen's own clock.
import "./live.js";

const SPAN_S = 20;
const MOST = 20 * 25;
const HEIGHT_PX = 100;
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
const PAINT_MS = calm ? 1000 : 50;

const time = [];
const values = { depth: [], speed: [], set: [], current: [] };
const plots = [];
let due = 0;

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function plot(place, series, range) {
  const axis = { stroke: colour("--soft"), grid: { stroke: colour("--line"), width: 0.5 }, font: "12px system-ui", size: 44 };
  const options = {
    width: Math.max(120, place.clientWidth),
    height: HEIGHT_PX,
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false }, y: { range } },
    axes: [{ ...axis, values: (u, ticks) => ticks.map((t) => `${Math.round(t)} s`), size: 28 }, axis],
    series: [{}, ...series.map((s) => ({ stroke: colour(s.colour), width: s.width, dash: s.dash, points: { show: false } }))],
  };
  const drawn = new uPlot(options, [[], ...series.map(() => [])], place);
  drawn.root.setAttribute("aria-hidden", "true");
  return { drawn, place, rows: series.map((s) => s.row) };
}

const least = (span) => (u, min, max) => {
  const low = Math.min(min ?? 0, -span.down);
  const high = Math.max(max ?? 0, span.up);
  return [low, high];
};

function begin() {
  const kinds = {
    depth: [[{ row: "depth", colour: "--accent", width: 2 }], least({ down: 100, up: 100 })],
    speed: [
      [
        { row: "speed", colour: "--accent", width: 2 },
        { row: "set", colour: "--warn", width: 1, dash: [6, 4] },
      ],
      least({ down: 0, up: 150 }),
    ],
    current: [[{ row: "current", colour: "--accent", width: 2 }], least({ down: 0, up: 300 })],
  };
  for (const place of document.querySelectorAll("[data-trace]")) {
    const name = document.createElement("div");
    name.className = "name";
    name.textContent = place.dataset.label;
    place.append(name);
    plots.push(plot(place, ...kinds[place.dataset.trace]));
  }
}

function clear() {
  time.length = 0;
  Object.values(values).forEach((row) => (row.length = 0));
}

function add(sample) {
  const second = sample.t / 1000;
  // A pen that has started anew begins its time anew.
  if (time.length > 0 && second < time.at(-1)) {
    clear();
  }
  if (time.length > 0 && second - time.at(-1) > 1) {
    push(second - 0.01, null, null, null, null);
  }
  const out = sample.s === "Ready" || sample.s === "Running";
  push(second, out ? sample.d - sample.sd : null, sample.v, sample.s === "Running" ? sample.sv : null, sample.i);
  while (time.length > MOST || second - time[0] > SPAN_S) {
    time.shift();
    Object.values(values).forEach((row) => row.shift());
  }
}

function push(second, depth, speed, set, current) {
  time.push(second);
  values.depth.push(depth);
  values.speed.push(speed);
  values.set.push(set);
  values.current.push(current);
}

function paint() {
  due = 0;
  for (const { drawn, rows } of plots) {
    drawn.setData([time, ...rows.map((row) => values[row])]);
  }
}

document.addEventListener("pen:sample", (event) => {
  add(event.detail);
  document.body.dataset.traced = String(time.length);
  if (due === 0) {
    due = setTimeout(() => requestAnimationFrame(paint), PAINT_MS);
  }
});

addEventListener("resize", () => {
  for (const { drawn, place } of plots) {
    drawn.setSize({ width: Math.max(120, place.clientWidth), height: HEIGHT_PX });
  }
});

begin();
