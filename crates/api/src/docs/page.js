"use strict";
// Everything shown is set as text, never as markup: what the document or an answer says cannot become part of the page.

const documents = { v2: "/v2/openapi.json", dast: "/openapi.json" };
let api = null;
let token = null;
const $ = (id) => document.getElementById(id);

function make(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "class") node.className = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

function operations() {
  const all = [];
  for (const [path, item] of Object.entries(api.paths)) {
    for (const method of ["get", "post", "put", "patch", "delete"]) {
      if (item[method]) all.push({ path, method, ...item[method] });
    }
  }
  return all;
}

function list() {
  const wanted = $("search").value.toLowerCase();
  const byTag = new Map();
  for (const op of operations()) {
    const text = `${op.method} ${op.path} ${op.summary} ${op.operationId}`.toLowerCase();
    if (!text.includes(wanted)) continue;
    const tag = (op.tags || ["Other"])[0];
    if (!byTag.has(tag)) byTag.set(tag, []);
    byTag.get(tag).push(op);
  }
  const here = location.hash.slice(1);
  $("list").replaceChildren(...[...byTag].flatMap(([tag, ops]) => [
    make("h2", {}, tag),
    ...ops.map((op) => make("a", { class: "op" + (op.operationId === here ? " here" : ""), href: "#" + op.operationId },
      make("span", { class: "method " + op.method }, op.method.toUpperCase()), make("span", {}, op.summary))),
  ]));
}

function resolve(schema) {
  if (schema && schema.$ref) return api.components.schemas[schema.$ref.split("/").pop()] || {};
  return schema || {};
}

// An example of a schema; depth bounds documents that refer to themselves.
function sample(schema, depth = 0) {
  const s = resolve(schema);
  if (depth > 8) return null;
  if (s.example !== undefined) return s.example;
  if (s.enum) return s.enum[0];
  if (s.oneOf || s.anyOf) return sample((s.oneOf || s.anyOf).find((one) => one.type !== "null"), depth + 1);
  if (s.allOf) return Object.assign({}, ...s.allOf.map((one) => sample(one, depth + 1)));
  const type = Array.isArray(s.type) ? s.type.find((one) => one !== "null") : s.type;
  if (type === "object" || s.properties) {
    return Object.fromEntries(Object.entries(s.properties || {}).map(([name, one]) => [name, sample(one, depth + 1)]));
  }
  if (type === "array") return [sample(s.items, depth + 1)];
  return { string: "", integer: 0, number: 0, boolean: true }[type] ?? null;
}

// A body with what must be said, and examples of it.
function sampleBody(schema, depth = 0) {
  const s = resolve(schema);
  if (!s.properties || depth > 4) return sample(s);
  const names = Object.keys(s.properties).filter((name) => (s.required || []).includes(name));
  return Object.fromEntries(names.map((name) => [name, sampleBody(s.properties[name], depth + 1)]));
}

function fields(schema, prefix = "", depth = 0) {
  const s = resolve(schema);
  if (depth > 6) return [];
  if (s.items) return fields(s.items, prefix + "[]", depth + 1);
  return Object.entries(s.properties || {}).flatMap(([name, one]) => {
    const inner = resolve((one.oneOf || []).find((o) => o.$ref) || one);
    const type = [].concat(inner.type || one.type || "any").join(" or ");
    const label = prefix ? `${prefix}.${name}` : name;
    const need = (s.required || []).includes(name) ? "" : "optional";
    return [[label, type, need, one.description || inner.description || ""], ...fields(inner, label, depth + 1)];
  });
}

function table(rows) {
  return make("table", {}, ...rows.map((row) => make("tr", {}, ...row.map((cell, index) =>
    make("td", {}, index === 0 ? make("code", {}, cell) : cell)))));
}

function show() {
  const op = operations().find((one) => one.operationId === location.hash.slice(1));
  list();
  if (!op) return;
  const body = op.requestBody && op.requestBody.content["application/json"]?.schema;
  const answer = Object.entries(op.responses).find(([status]) => status.startsWith("2"));
  const json = answer && answer[1].content && answer[1].content["application/json"];
  $("main").replaceChildren(
    make("h2", {}, op.summary, op["x-watchpost"] ? make("span", { class: "tag" }, "addition of Watchpost") : null),
    make("p", {}, make("span", { class: "method " + op.method }, op.method.toUpperCase() + " "), make("code", {}, op.path)),
    op["x-permission"] ? make("p", {}, "Permission: ", make("code", {}, op["x-permission"])) : null,
    tryOut(op, body),
    make("h3", {}, "Parameters"),
    table((op.parameters || []).map((p) => [p.name, p.in, p.required ? "" : "optional", p.description || ""])),
    body ? make("h3", {}, "Body") : null,
    body ? table(fields(body)) : null,
    make("h3", {}, "Answers"),
    table(Object.entries(op.responses).map(([status, r]) => [status, r.description])),
    json ? make("pre", {}, JSON.stringify(sample(json.schema), null, 2)) : null,
    json ? table(fields(json.schema)) : null,
  );
}

function tryOut(op, body) {
  const inputs = (op.parameters || []).map((p) => [p, make("input", { placeholder: p.name, "aria-label": p.name })]);
  const text = body ? make("textarea", { "aria-label": "body", spellcheck: "false" }) : null;
  if (text) text.value = JSON.stringify(sampleBody(body), null, 2);
  const result = make("div", {});
  const send = async (event) => {
    event.preventDefault();
    let path = op.path;
    const query = new URLSearchParams();
    for (const [p, input] of inputs) {
      if (p.in === "path") path = path.replace(`{${p.name}}`, encodeURIComponent(input.value));
      else if (input.value) query.set(p.name, input.value);
    }
    const url = path + (query.size ? "?" + query : "");
    const sent = op.method !== "get" && text && text.value.trim() ? text.value : undefined;
    result.replaceChildren(await call(op.method, url, sent));
  };
  return make("details", {}, make("summary", {}, "Try it"), make("form", { onsubmit: send },
    make("p", {}, ...inputs.map(([, input]) => input)), text, make("p", {}, make("button", {}, "Send"))), result);
}

async function call(method, url, body) {
  const headers = token ? { Authorization: "Bearer " + token } : {};
  if (body) headers["Content-Type"] = "application/json";
  try {
    const answer = await fetch(url, { method: method.toUpperCase(), headers, body });
    const type = answer.headers.get("content-type") || "";
    let shown = answer.statusText;
    if (type.includes("json")) {
      const raw = await answer.text();
      try { shown = JSON.stringify(JSON.parse(raw), null, 2); } catch { shown = raw; }
    } else if (type) {
      const size = (await answer.blob()).size;
      shown = `${type}, ${size} bytes`;
    }
    return make("div", {}, make("p", {}, `${answer.status} ${answer.statusText}`), make("pre", {}, shown));
  } catch (error) {
    return make("p", {}, String(error));
  }
}

async function signIn(event) {
  event.preventDefault();
  const body = JSON.stringify({ username: $("username").value, password: $("password").value });
  const answer = await fetch("/v2/auth/sign_in", { method: "POST", headers: { "Content-Type": "application/json" }, body });
  const json = await answer.json();
  token = answer.ok ? json.token : null;
  $("password").value = "";
  $("signed").textContent = answer.ok ? "signed in as " + json.user.username : json.errors[0].detail;
}

// The document of the chosen dialect.
async function load() {
  const url = documents[$("dialect").value];
  $("file").href = url;
  api = await (await fetch(url)).json();
  list();
  show();
}

async function start() {
  $("sign-in").addEventListener("submit", signIn);
  $("search").addEventListener("input", list);
  $("dialect").addEventListener("change", () => {
    $("main").replaceChildren(make("p", {}, "Choose an operation."));
    load();
  });
  addEventListener("hashchange", show);
  await load();
}

start();
