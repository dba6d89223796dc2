// Opens a sheet in a tab of its own and asks the browser to print it. Without this file the tab opens, and is printed by hand.
for (const form of document.querySelectorAll("form[data-sheet]")) {
  form.addEventListener("submit", (event) => {
    const address = `${form.action}?${new URLSearchParams(new FormData(form))}`;
    const sheet = window.open(address, "_blank");
    if (sheet) {
      event.preventDefault();
      sheet.addEventListener("load", () => sheet.print());
    }
  });
}
