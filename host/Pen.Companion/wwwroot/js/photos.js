// A file that is too large is told of before it is sent; the program looks again at whatever comes.
for (const form of document.querySelectorAll("form[data-most]")) {
  const said = form.querySelector(".problem");
  const input = form.querySelector("input[type=file]");
  const look = () => {
    const large = (input.files[0]?.size ?? 0) > Number(form.dataset.most);
    said.hidden = !large;
    said.textContent = large ? "⚠ " + form.dataset.large : "";
    return large;
  };
  input.addEventListener("change", look);
  form.addEventListener("submit", (event) => {
    if (look()) {
      event.preventDefault();
    }
  });
}
