// The settings: the key of a foot switch is learnt by pressing it.
const STAY = ["Tab", "Shift", "Enter", " ", "Escape"];
const field = document.querySelector("[data-learn-key]");

field.addEventListener("keydown", (event) => {
  if (STAY.includes(event.key) || event.ctrlKey || event.altKey || event.metaKey) {
    return;
  }
  event.preventDefault();
  field.value = event.key === "Backspace" || event.key === "Delete" ? "" : event.key;
});
