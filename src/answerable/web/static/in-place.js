// Shows the next screen of a form in place of this one. A form that is sent in the usual way leaves its fields in the
// tab's history, and whoever holds the phone later can go back to them. Sent from here, nothing stays: the history
// holds addresses only. Without a script, or in an old browser, forms are sent in the usual way.
(function () {
  "use strict";
  if (!window.fetch || !window.DOMParser || !window.URLSearchParams || !("submitter" in SubmitEvent.prototype)) return;
  var underWay = false, stepsBack = false;

  function show(page) {
    document.documentElement.lang = page.documentElement.lang;
    document.body.replaceWith(document.adoptNode(page.body));
    scrollTo(0, 0);
    (document.querySelector("[autofocus]") || document.getElementById("main")).focus();
    beginStep();
  }

  function fail() {
    document.getElementById("not-sent").hidden = false;
    beginStep();
  }

  function beginStep() {
    if (!stepsBack) history.pushState(null, "");
    stepsBack = true;
  }

  async function send(form, button) {
    var fields = new URLSearchParams(new FormData(form));
    if (button && button.name) fields.set(button.name, button.value);
    var answer = await fetch(form.action, {
      method: "POST", body: fields, headers: { accept: "text/html" }, credentials: "omit", referrerPolicy: "no-referrer",
    });
    var page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (page.body.classList.contains("safe")) show(page);
    else fail();
  }

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method !== "post" || form.hasAttribute("data-file")) return;
    event.preventDefault();
    if (underWay) return;
    underWay = true;
    document.getElementById("not-sent").hidden = true;
    send(form, event.submitter).catch(fail).then(function () { underWay = false; });
  });

  // The phone's own way back does what the button does; where there is none, it leads to an empty form.
  addEventListener("popstate", function () {
    var back = document.querySelector("main button[name=go][value=back]");
    if (!back) return location.replace(location.pathname + "?lang=" + document.documentElement.lang);
    stepsBack = false;
    back.click();
  });
})();
