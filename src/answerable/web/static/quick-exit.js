// Leaves at once: the page goes blank before the next one loads, and "back" does not lead here again.
document.addEventListener("click", function (event) {
  var link = event.target.closest("a.exit");
  if (!link) return;
  event.preventDefault();
  document.body.textContent = "";
  document.title = " ";
  location.replace(link.href);
});
