// Leaves at once: the page goes blank before the next one loads, and that one takes its place in the history.
// Screens before it stay in the history as "/report", without what was typed: see in-place.js. Where that did not
// run, the history of the tab holds what was sent until the tab is closed, as the pages say.
document.addEventListener("click", function (event) {
  var link = event.target.closest("a.exit");
  if (!link) return;
  event.preventDefault();
  document.body.textContent = "";
  document.title = " ";
  location.replace(link.href);
});
