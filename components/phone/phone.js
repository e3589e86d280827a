// Without this script everything can be done too; with it the page keeps itself fresh.
"use strict";
(function () {
  var page = document.getElementById("page"), net = document.getElementById("net");
  var room = page.dataset.room, queueName = "yishiting-" + room;
  var raw = {}, failures = 0, busy = false, isOver = false, timer = 0, retry = 0, skew = 0;
  if (!room) { fillPin(); return keepTyped(); }

  function queue() {
    try { return JSON.parse(localStorage.getItem(queueName)) || {}; } catch (e) { return memory; }
  }
  var memory = {};
  function keep(all) {
    memory = all;
    try { localStorage.setItem(queueName, JSON.stringify(all)); } catch (e) { }
  }
  function say(what, good) {
    net.hidden = !what;
    net.className = good ? "good" : "";
    net.textContent = what ? net.dataset[what] : "";
  }
  function ask(url, options) {
    var stop = new AbortController();
    var late = setTimeout(function () { stop.abort(); }, 8000);
    options = options || {};
    options.signal = stop.signal;
    options.cache = "no-store";
    options.credentials = "same-origin";
    return fetch(url, options).then(function (answer) {
      if (answer.status >= 500 || answer.status === 429) throw new Error("later");
      return answer.status === 204 ? null : answer.text().then(function (text) {
        return { status: answer.status, text: text };
      });
    }).finally(function () { clearTimeout(late); });
  }

  // Parts that look the same stay as they are, and so does a form that somebody is filling in.
  function show(text) {
    var fresh = new DOMParser().parseFromString(text, "text/html").getElementById("page");
    if (!fresh) return;
    if (!fresh.dataset.room) { location.reload(); return; }
    page.dataset.mark = fresh.dataset.mark;
    skew = Date.now() / 1000 - Number(fresh.dataset.now);
    if ("open" in fresh.dataset) page.dataset.open = ""; else delete page.dataset.open;
    Array.from(fresh.children).forEach(function (part) {
      var old = document.getElementById(part.id), html = part.outerHTML;
      if (!old || raw[part.id] === html) return;
      if (old.dataset.dirty && old.dataset.about === part.dataset.about) return;
      var opened = old.querySelector("details[open]") && part.querySelector("details");
      raw[part.id] = html;
      old.replaceWith(part);
      if (opened) opened.open = true;
    });
    tick();
  }
  function tick() {
    document.querySelectorAll("time[data-since]").forEach(function (clock) {
      var spent = Number(clock.dataset.spent) + Math.max(0, Math.floor(Date.now() / 1000 - skew - Number(clock.dataset.since)));
      clock.textContent = Math.floor(spent / 60) + ":" + String(spent % 60).padStart(2, "0");
    });
  }

  function look() {
    clearTimeout(timer);
    if (document.hidden) return;
    ask("/m/" + room + "/now?seen=" + encodeURIComponent(page.dataset.mark)).then(function (news) {
      if (failures) { failures = 0; say(""); flush(); }
      isOver = news && news.status === 410;
      if (news) return ask(location.pathname + "?part=1").then(function (got) { show(got.text); });
    }).catch(function () {
      failures++;
      if (!Object.keys(queue()).length) say("lost");
    }).then(function () {
      if (isOver) return;
      var pause = "open" in page.dataset ? 3000 : 30000;
      timer = setTimeout(look, Math.min(pause * Math.pow(2, failures), 30000) + Math.random() * 1500);
    });
  }

  // What was tapped is kept on the phone until the server has said that it has it.
  function flush() {
    clearTimeout(retry);
    var all = queue(), name = Object.keys(all)[0];
    if (busy || !name) return;
    busy = true;
    var sent = JSON.stringify(all[name]), wasKept = !net.hidden;
    ask(all[name].url + "?part=1", {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: all[name].body
    }).then(function (got) {
      busy = false;
      var now = queue();
      if (JSON.stringify(now[name]) === sent) { delete now[name]; keep(now); }
      failures = 0;
      if (wasKept) { say("sent", true); setTimeout(function () { if (net.className) say(""); }, 4000); }
      if (got && !now[name]) show(got.text);
      flush();
    }).catch(function () {
      busy = false;
      say("kept");
      retry = setTimeout(flush, Math.min(1000 * Math.pow(2, failures++), 15000));
    });
  }

  document.addEventListener("submit", function (event) {
    var form = event.target, tapped = event.submitter;
    if (!form.dataset.live) return;
    event.preventDefault();
    var body = new URLSearchParams(new FormData(form));
    if (tapped && tapped.name) body.append(tapped.name, tapped.value);
    var all = queue();
    all[form.dataset.live] = { url: form.getAttribute("action"), body: body.toString() };
    keep(all);
    if (tapped && tapped.hasAttribute("aria-pressed")) {
      form.querySelectorAll("[aria-pressed]").forEach(function (key) {
        key.setAttribute("aria-pressed", String(key === tapped));
      });
    }
    var part = form.closest("section");
    if (part) {
      delete part.dataset.dirty;
      delete raw[part.id];
      // "Saved" is said again when it is true of what was tapped now.
      part.querySelectorAll(".saved").forEach(function (word) { word.hidden = true; });
    }
    flush();
  });
  document.addEventListener("input", function (event) {
    var part = event.target.closest("section");
    if (part) part.dataset.dirty = "1";
  });
  document.addEventListener("visibilitychange", function () { if (!document.hidden) { look(); flush(); } });
  window.addEventListener("online", function () { failures = 0; look(); flush(); });
  window.addEventListener("offline", function () { say(Object.keys(queue()).length ? "kept" : "lost"); });

  // The square on a printed slip carries the PIN behind `#`, which no server ever sees.
  function fillPin() {
    var field = document.getElementById("pin"), pin = location.hash.slice(1);
    if (!field || !/^\d{4,12}$/.test(pin)) return;
    field.value = pin;
    history.replaceState(null, "", location.pathname + location.search);
  }

  // A sentence that was being written survives a dropped connection, and is sent after it.
  function keepTyped() {
    var field = document.querySelector("[data-keep]");
    if (!field) return;
    var name = "yishiting-text-" + field.dataset.keep, form = field.form, again = 0;
    function remember(text) { try { localStorage.setItem(name, text); } catch (e) { } }
    try { if (!field.value) field.value = localStorage.getItem(name) || ""; } catch (e) { }
    field.addEventListener("input", function () { remember(field.value); });
    function send() {
      clearTimeout(again);
      ask(form.getAttribute("action") + "?part=1", {
        method: "POST",
        headers: { "Content-Type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams(new FormData(form)).toString()
      }).then(function (got) {
        say("");
        if (got.status < 400) remember("");
        var fresh = new DOMParser().parseFromString(got.text, "text/html").getElementById("page");
        if (fresh) page.replaceWith(fresh); else location.reload();
      }).catch(function () {
        say("kept");
        again = setTimeout(send, 3000);
      });
    }
    form.addEventListener("submit", function (event) { event.preventDefault(); send(); });
  }

  skew = Date.now() / 1000 - Number(page.dataset.now);
  setInterval(tick, 1000);
  timer = setTimeout(look, 1000 + Math.random() * 2000);
  flush();
})();
