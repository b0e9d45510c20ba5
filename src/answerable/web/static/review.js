// The console's keys. A key presses what carries it: <button data-key="n">. Without this file every page still
// works by pointer and Tab; with it no key waits for the server until a decision is made.
"use strict";
(function () {
  var decision = document.querySelector("[data-decision]");
  var summary = document.querySelector("[data-summary]");
  var help = document.getElementById("help");
  var sent = false;

  // The letter on a Latin keyboard: a reviewer's own layout (Burmese, Thai) gives other letters for the same keys.
  function keyOf(event) {
    if (/^[ -~]$/.test(event.key) || event.key.length > 1) return event.key.length > 1 ? event.key : event.key.toLowerCase();
    if (/^Key[A-Z]$/.test(event.code)) return event.code.slice(3).toLowerCase();
    if (/^(Digit|Numpad)[0-9]$/.test(event.code)) return event.code.slice(-1);
    if (event.code === "Slash" && event.shiftKey) return "?";
    return event.key;
  }

  function isWriting(element) {
    return element && (element.tagName === "TEXTAREA" || (element.tagName === "INPUT" && !/^(radio|checkbox)$/.test(element.type)));
  }

  function pressable(name) {
    var found = null;
    document.querySelectorAll("[data-key]").forEach(function (element) {
      if (!found && element.dataset.key === name && !element.disabled) found = element;
    });
    return found;
  }

  // ---------- the summary: what will happen ----------

  function digits(number) {
    return String(number).replace(/[0-9]/g, function (digit) { return Array.from(decision.dataset.digits)[Number(digit)]; });
  }

  function chosen(name) { return Array.from(decision.elements).filter(function (e) { return e.name === name && e.checked; }); }

  function says(action) {
    if (action.value !== "remove_item") return action.dataset.says.replace(/\{(\w+)\}/g, function (_, name) { return digits(decision.elements[name].value || "–"); });
    var messages = chosen("item").length;
    if (!document.querySelector("[data-message]")) return action.dataset.says;
    return messages === 1 ? decision.dataset.removesOne : decision.dataset.removes.replace("{count}", digits(messages));
  }

  function small(words, place) { return place ? words.charAt(0).toLowerCase() + words.slice(1) : words; }

  // What is still missing, or "" where the decision can be sent.
  function missing() {
    var ground = chosen("ground")[0];
    if (!ground) return decision.dataset.none;
    if (ground.dataset.verdict !== "violation") return "";
    var actions = chosen("action");
    if (!actions.length) return decision.dataset.noAction;
    if (actions.some(function (e) { return e.hasAttribute("data-slows") && ground.dataset.slows.split(" ").indexOf(e.value) < 0; })) return decision.dataset.groundSlowsNot;
    var removes = actions.some(function (e) { return e.value === "remove_item"; });
    return removes && document.querySelector("[data-message]") && !chosen("item").length ? decision.dataset.noMessage : "";
  }

  function removes() { return chosen("action").some(function (e) { return e.value === "remove_item" && !e.disabled; }); }

  function onAccounts() { return chosen("action").some(function (e) { return e.value !== "remove_item" && !e.hasAttribute("data-slows") && !e.disabled; }); }

  // The key of what a decision holds for: the copies too, or this post alone.
  function otherReach() {
    var other = Array.from(decision.elements).filter(function (e) { return e.name === "reach" && !e.checked; })[0];
    if (other) other.click();
    return Boolean(other);
  }

  function sum() {
    var ground = chosen("ground")[0];
    var violation = ground && ground.dataset.verdict === "violation";
    chosenOnlyFor(violation || !ground);
    var what = chosen("action").map(says).map(small).join(decision.dataset.joint);
    var words = [];
    if (ground && !violation) words.push(ground.dataset.says);
    if (violation && what) words.push(what);
    if (violation) words.push(decision.dataset.ground.replace("{ground}", ground.dataset.says));
    var reach = chosen("reach")[0];
    if (reach && reach.dataset.removes && ground && ground.dataset.verdict !== "gone") words.push(removes() ? reach.dataset.removes : reach.dataset.holds);
    var authors = chosen("authors").length;
    if (authors && reach && reach.value === "copies" && onAccounts()) words.push(decision.dataset.authors.replace("{count}", digits(authors)));
    var lacks = missing();
    if (lacks) words.push(lacks);
    summary.textContent = words.join("\n");
    summary.classList.toggle("ready", !lacks);
  }

  // Actions belong to a violation: they fade, and are not sent, beside any other answer.
  function chosenOnlyFor(violation) {
    decision.querySelectorAll(".actions input").forEach(function (input) { input.disabled = !violation; });
  }

  function exclude(changed) {
    if (changed.name !== "action" || !changed.checked) return;
    var other = { ban: "temporary_ban", temporary_ban: "ban" }[changed.value];
    decision.querySelectorAll("[name=action]").forEach(function (e) { if (e.value === other) e.checked = false; });
  }

  function alongWithMessages(changed) {
    if (changed.name !== "item") return;
    decision.querySelectorAll("[name=action][value=remove_item]").forEach(function (e) { e.checked = chosen("item").length > 0; });
  }

  // The key of the temporary ban: on, then longer at each press, then off.
  function lengthen(box) {
    var hours = decision.elements.ban_hours;
    var steps = hours.dataset.steps.split(" ");
    var next = steps[steps.indexOf(hours.value) + 1];
    if (!box.checked) { box.checked = true; hours.value = steps[0]; } else if (next) hours.value = next; else box.checked = false;
    exclude(box);
    sum();
  }

  function choose() {
    document.querySelectorAll("[data-reported]").forEach(function (box) { if (!box.disabled) box.checked = true; });
    var first = document.querySelector("[data-reported]");
    if (first) { alongWithMessages(first); first.focus(); sum(); }
  }

  function decide() {
    if (missing()) { summary.classList.remove("asks"); void summary.offsetWidth; summary.classList.add("asks"); return; }
    decision.requestSubmit(decision.querySelector("[data-decide]"));
  }

  if (decision) {
    document.addEventListener("change", function (event) { exclude(event.target); alongWithMessages(event.target); sum(); });
    decision.addEventListener("input", sum);
    decision.addEventListener("submit", function (event) { if (missing()) { event.preventDefault(); decide(); } });
    sum();
  }

  // One press, one decision: what was sent is not sent twice.
  document.addEventListener("submit", function (event) {
    if (event.target.method !== "post" || event.defaultPrevented) return;
    if (sent) event.preventDefault();
    sent = true;
  });
  window.addEventListener("pageshow", function () { sent = false; });

  // ---------- going along: lines of the queue, messages of a conversation ----------

  function along(step) {
    var stops = Array.from(document.querySelectorAll(".line, [data-message]:not(:disabled)"));
    if (!stops.length) return false;
    var at = stops.indexOf(document.activeElement);
    var next = at < 0 ? (step > 0 ? 0 : stops.length - 1) : Math.min(Math.max(at + step, 0), stops.length - 1);
    stops[next].focus();
    stops[next].scrollIntoView({ block: "nearest" });
    return true;
  }

  function nextTongue() {
    var links = Array.from(document.querySelectorAll(".tongues a"));
    if (!links.length) return;
    var at = links.findIndex(function (link) { return link.hasAttribute("aria-current"); });
    links[(at + 1) % links.length].click();
  }

  // ---------- keys ----------

  function press(name) {
    if (name === "?" && help) { help.showModal(); return true; }
    if (name === "ArrowDown" || name === "j") return along(1);
    if (name === "ArrowUp") return along(-1);
    if (name === "l" && document.querySelector(".tongues")) { nextTongue(); return true; }
    if (name === "m" && decision) { decision.querySelector("[data-note]").focus(); return true; }
    if (name === "s" && decision) return otherReach();
    if (name === "Enter" && decision) { decide(); return true; }
    var element = pressable(name);
    if (!element) return false;
    if (element.hasAttribute("data-choose")) choose();
    else if (element.value === "temporary_ban") lengthen(element);
    else element.click();
    return true;
  }

  document.addEventListener("keydown", function (event) {
    if (event.defaultPrevented || event.isComposing || event.repeat && !/^Arrow/.test(event.key)) return;
    if (event.ctrlKey || event.altKey || event.metaKey) {
      if (event.ctrlKey && event.key === "Enter" && decision) { event.preventDefault(); decide(); }
      return;
    }
    if (help && help.open) return;
    var active = document.activeElement;
    if (help && help.contains(active)) active = null; // the dialog just closed; focus is about to leave it
    if (isWriting(active)) {
      if (event.key === "Escape") { active.blur(); event.preventDefault(); }
      if (event.key === "Enter" && active.tagName === "INPUT" && decision && active.form === decision) { event.preventDefault(); decide(); }
      return;
    }
    if (/^(Arrow)/.test(event.key) && active && active.type === "radio") return;
    if (/^(Arrow)/.test(event.key) && active && active.getAttribute("role") === "region") return;
    if ((event.key === "Enter" || event.key === " ") && active && /^(A|BUTTON|SUMMARY|AUDIO|VIDEO)$/.test(active.tagName)) return;
    if (press(keyOf(event))) event.preventDefault();
  });

  var helper = document.querySelector("[data-help]");
  if (helper && help) helper.addEventListener("click", function () { if (!help.open) help.showModal(); });

  // ---------- the undo window ----------

  document.querySelectorAll("[data-countdown]").forEach(function (place) {
    var ends = Date.now() + 1000 * Number(place.dataset.countdown);
    var words = place.textContent;
    var ticking = setInterval(tick, 250);
    function tick() {
      var left = Math.ceil((ends - Date.now()) / 1000);
      if (left <= 0) { clearInterval(ticking); place.textContent = place.dataset.over; return; }
      var own = /[၀-၉]/.test(words) ? String(left).replace(/[0-9]/g, function (d) { return "၀၁၂၃၄၅၆၇၈၉"[Number(d)]; }) : String(left);
      place.textContent = words.replace(/[0-9၀-၉]+/, own);
    }
  });
})();
