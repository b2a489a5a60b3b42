// Everything works without this file. It only adds comfort.
document.documentElement.classList.add("js");

// A reader of screens starts at the list of mistakes.
document.querySelector("#fouten")?.focus();

// The second tap on a slow line does nothing (the server refuses it as well).
document.addEventListener("submit", (event) => {
  if (event.target.method !== "post") return;
  if (event.target.dataset.verstuurd) event.preventDefault();
  event.target.dataset.verstuurd = "ja";
});
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-verstuurd]").forEach((form) => delete form.dataset.verstuurd));

// On paper every table is open.
window.addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((uitklap) => (uitklap.open = true)));

// Text that was typed is not lost by a slip.
let gewijzigd = false;
document.addEventListener("input", (event) => { if (event.target.closest("form[data-bewaak]")) gewijzigd = true; });
document.addEventListener("submit", () => { gewijzigd = false; });
window.addEventListener("beforeunload", (event) => { if (gewijzigd) event.preventDefault(); });
