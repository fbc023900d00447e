/* Calls to the engine in its worker, one after another. */
const bytesOf = (id) => {
  const text = atob(document.getElementById(id).textContent.trim());
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes.buffer;
};

export class Engine {
  constructor(progress) {
    this.waiting = new Map();
    this.number = 0;
    const source = new TextDecoder().decode(bytesOf("worker"));
    this.worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
    this.worker.onmessage = ({ data }) => {
      if (data.progress) { progress(data.progress); return; }
      const { resolve, reject } = this.waiting.get(data.number);
      this.waiting.delete(data.number);
      if (data.error === undefined) resolve(data.result);
      else reject(Object.assign(new Error(data.error), { details: data.details }));
    };
    this.worker.onerror = (event) => {
      for (const { reject } of this.waiting.values()) reject(new Error(event.message || "校对程序没有打开"));
      this.waiting.clear();
    };
  }

  /* Opens the engine with the files of the house; resolves to the reasons why files were refused. */
  start(house) {
    const packed = Object.fromEntries([...document.querySelectorAll("script[data-part]")].map((part) => [part.dataset.part, bytesOf(part.id)]));
    for (const part of document.querySelectorAll("script[data-part]")) part.remove();
    return this.call("start", { packed, house });
  }

  call(name, ...args) {
    this.number += 1;
    const number = this.number;
    return new Promise((resolve, reject) => {
      this.waiting.set(number, { resolve, reject });
      this.worker.postMessage({ number, name, args });
    });
  }
}
