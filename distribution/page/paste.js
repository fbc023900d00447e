/* Text of what is pasted from Word, WPS, WeChat or a CMS: a line a paragraph, cells apart, no blank that a line break in the markup left. */
const BLOCKS = new Set(["P", "DIV", "LI", "H1", "H2", "H3", "H4", "H5", "H6", "TR", "BLOCKQUOTE", "SECTION", "ARTICLE", "PRE", "UL", "OL", "TABLE"]);
const LEFT_OUT = new Set(["SCRIPT", "STYLE", "HEAD", "TITLE", "META", "LINK", "NOSCRIPT", "TEMPLATE", "O:P"]);
const WIDE = /[\u2e80-\u9fff\u3000-\u303f\uf900-\ufaff\uff00-\uffef“”‘’—…·]/;

const isWide = (char) => char !== undefined && WIDE.test(char);

function collapsed(text, before) {
  return text.replace(/[ \t\r\n\f]+/g, (blank, at) => {
    const left = at > 0 ? text[at - 1] : before, right = text[at + blank.length];
    return /[\r\n]/.test(blank) && isWide(left) && (right === undefined || isWide(right)) ? "" : " ";
  });
}

function walk(node, out) {
  if (node.nodeType === Node.TEXT_NODE) {
    const last = out.text[out.text.length - 1];
    let text = node.parentElement && node.parentElement.closest("pre") ? node.data : collapsed(node.data, last);
    if (text.startsWith(" ") && (last === undefined || last === "\n" || last === " " || last === "\t")) text = text.slice(1);
    out.text += text;
    return;
  }
  if (node.nodeType !== Node.ELEMENT_NODE || LEFT_OUT.has(node.tagName)) return;
  if (node.tagName === "BR") { out.text = `${out.text.replace(/[ \t]+$/, "")}\n`; return; }
  const isBlock = BLOCKS.has(node.tagName), isCell = node.tagName === "TD" || node.tagName === "TH";
  if (isBlock && out.text && !out.text.endsWith("\n")) out.text += "\n";
  if (isCell && out.text && !/[\n\t]$/.test(out.text)) out.text += "\t";
  /* A paragraph of a cell does not end the row. */
  if (isCell) {
    const inner = { text: "" };
    for (const child of node.childNodes) walk(child, inner);
    out.text += inner.text.trim().replace(/\n+/g, " ");
    return;
  }
  for (const child of node.childNodes) walk(child, out);
  if (isBlock && !out.text.endsWith("\n")) out.text += "\n";
}

/* `plain` is what the clipboard has as text, `markup` what it has as HTML, which is parsed and never shown. */
export function pastedText(plain, markup) {
  if (!markup) return plain;
  const out = { text: "" };
  walk(new DOMParser().parseFromString(markup, "text/html").body, out);
  const text = out.text.replace(/[ \u00a0]+\n/g, "\n").replace(/\n{3,}/g, "\n\n").replace(/\u00a0/g, " ").trim();
  return text || plain;
}
