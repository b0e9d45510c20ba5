// Leaves at once: the page goes blank before the next one loads, and that one takes its place in the history.
// Screens before it stay in the history as "/report", without what was typed: no browser may store them.
document.addEventListener("click", function (event) {
  var link = event.target.closest("a.exit");
  if (!link) return;
  event.preventDefault();
  document.body.textContent = "";
  document.title = " ";
  location.replace(link.href);
});
