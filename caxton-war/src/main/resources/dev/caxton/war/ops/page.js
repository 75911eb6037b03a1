"use strict";

const METHODS = ["get", "post", "put", "patch", "delete"];

function el(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) node.setAttribute(key, value);
  node.append(...children.filter(child => child !== null && child !== undefined && child !== ""));
  return node;
}

function resolve(doc, thing) {
  if (!thing || !thing.$ref) return thing;
  return thing.$ref.slice(2).split("/").reduce((node, step) => node[step.replace(/~1/g, "/").replace(/~0/g, "~")], doc);
}

function schemaName(ref) {
  return ref.slice("#/components/schemas/".length);
}

/** A type in words, with links to the schemas it names. */
function type(schema) {
  if (!schema) return el("span", {}, "any");
  if (schema.$ref) {
    const name = schemaName(schema.$ref);
    return el("a", { href: "#schema-" + name }, name);
  }
  if (schema.type === "array") return el("span", {}, "array of ", type(schema.items));
  let words = schema.type || "any";
  if (schema.enum) words += ": " + schema.enum.join(", ");
  else if (schema.format && !/^(int|double)/.test(schema.format)) words += " (" + schema.format + ")";
  if (schema.minimum !== undefined && schema.maximum !== undefined) words += " " + schema.minimum + "–" + schema.maximum;
  if (schema.default !== undefined) words += ", default " + schema.default;
  return el("span", {}, words);
}

function table(rows) {
  return el("table", {}, el("tbody", {}, ...rows));
}

function row(name, required, kind, text) {
  return el("tr", {},
    el("td", {}, el("code", required ? { class: "must" } : {}, name)),
    el("td", { class: "dim" }, kind),
    el("td", {}, text || ""));
}

function content(response) {
  const entries = Object.entries(response.content || {});
  if (!entries.length) return el("span", {}, "no body");
  const cell = el("span", {});
  entries.forEach(([media, body], index) => {
    if (index) cell.append(el("br"));
    cell.append(el("code", {}, media), " ");
    if (!/event-stream|text\//.test(media)) cell.append(type(body.schema));
  });
  return cell;
}

function operation(doc, path, method, op) {
  const inside = el("div", { class: "inside" });
  if (op.description) inside.append(el("p", {}, op.description));
  const parameters = (op.parameters || []).map(parameter => resolve(doc, parameter));
  if (parameters.length) {
    inside.append(el("h3", {}, "Parameters"), table(parameters.map(parameter => row(
      parameter.name, parameter.required, el("span", {}, parameter.in + ", ", type(parameter.schema)), parameter.description))));
  }
  if (op.requestBody) {
    const media = Object.entries(op.requestBody.content)[0];
    inside.append(el("h3", {}, "Body"), el("p", {}, el("code", {}, media[0]), " ", type(media[1].schema)));
  }
  inside.append(el("h3", {}, "Answers"), table(Object.entries(op.responses).map(([status, reference]) => {
    const response = resolve(doc, reference);
    const headers = Object.keys(response.headers || {});
    const text = response.description + (headers.length ? ". Headers: " + headers.join(", ") + "." : "");
    return row(status, false, content(response), text);
  })));
  return el("details", { id: op.operationId },
    el("summary", {}, el("span", { class: "method " + method }, method), el("span", { class: "path" }, path),
      el("span", { class: "about" }, op.summary)),
    inside);
}

function schema(name, definition) {
  const inside = el("div", { class: "inside" });
  if (definition.description) inside.append(el("p", {}, definition.description));
  if (definition.enum) inside.append(el("p", {}, el("code", {}, definition.enum.join("  "))));
  const required = definition.required || [];
  const members = Object.entries(definition.properties || {});
  if (members.length) {
    inside.append(table(members.map(([member, body]) =>
      row(member, required.includes(member), type(body), body.description))));
  }
  return el("details", { id: "schema-" + name }, el("summary", {}, el("span", { class: "path" }, name)), inside);
}

function operations(doc, tag) {
  const found = [];
  for (const [path, item] of Object.entries(doc.paths)) {
    for (const method of METHODS) {
      if (item[method] && item[method].tags.includes(tag)) found.push([path, method, item[method]]);
    }
  }
  return found;
}

function draw(doc) {
  const main = document.getElementById("main");
  const nav = document.getElementById("nav");
  document.getElementById("title").append(" ", el("small", {}, "REST interface " + doc.info.version));
  document.getElementById("summary").textContent = doc.info.summary;
  main.replaceChildren(el("p", { class: "intro" }, doc.info.description.replace(/`/g, "").replace(/([^\n])\n([^\n])/g, "$1 $2")));
  for (const tag of doc.tags) {
    main.append(el("h2", {}, tag.name), el("p", {}, tag.description));
    nav.append(el("h2", {}, tag.name));
    for (const [path, method, op] of operations(doc, tag.name)) {
      main.append(operation(doc, path, method, op));
      nav.append(el("a", { href: "#" + op.operationId, title: op.summary },
        el("span", { class: "method " + method }, method), path.replace("/api/v1", "")));
    }
  }
  main.append(el("h2", {}, "schemas"), el("p", {}, "Members of requests and answers."));
  nav.append(el("h2", {}, "schemas"));
  for (const [name, definition] of Object.entries(doc.components.schemas).sort((a, b) => a[0].localeCompare(b[0]))) {
    main.append(schema(name, definition));
    nav.append(el("a", { href: "#schema-" + name }, name));
  }
}

/** Opens what the address names. */
function open() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target && target.tagName === "DETAILS") {
    target.open = true;
    target.scrollIntoView();
  }
}

fetch("openapi?format=json")
  .then(response => response.json())
  .then(doc => { draw(doc); open(); addEventListener("hashchange", open); })
  .catch(problem => document.getElementById("main").replaceChildren(
    el("p", {}, "The document did not load: " + problem.message)));
