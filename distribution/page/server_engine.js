/* Calls to the engine behind the page: `zhlint serve` on the same machine. It stands in the place of engine.js. */
const byId = (id) => document.getElementById(id);
const packed = (value) => {
  if (!(value instanceof ArrayBuffer)) return value;
  const bytes = new Uint8Array(value);
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return { bytes: btoa(text) };
};
const unpacked = (value) => (value && typeof value.bytes === "string" ? Uint8Array.from(atob(value.bytes), (char) => char.charCodeAt(0)) : value);

export class Engine {
  /* `open` takes the path of a draft of the folder, its bytes, and true. */
  constructor(progress, open) {
    this.houseNote = "文件夹里的 zhlint.toml 和基线在用着。这里定的、拖进来的，关掉 zhlint serve 就没有了；要留下的请存成文件，放进文件夹。";
    this.say = progress;
    this.open = open;
    this.token = location.hash.slice(1);
    this.turn = Promise.resolve();
  }

  async start() {
    await this.showFolder();
    return [];
  }

  /* Nothing is kept outside the server. */
  keep() {}

  call(name, ...args) {
    const asked = this.turn.then(() => this.ask(name, args));
    this.turn = asked.catch(() => {});
    return asked;
  }

  async ask(name, args) {
    let answer, content;
    try {
      answer = await fetch(`/call/${name}`, {
        method: "POST", headers: { "content-type": "application/json", "x-zhlint-token": this.token }, body: JSON.stringify(args.map(packed)),
      });
      content = await answer.text();
    } catch { throw new Error("校对服务已经关了，请再运行 zhlint serve，用它显示的新地址打开"); }
    let told;
    try { told = JSON.parse(content); } catch { throw new Error(content.slice(0, 200)); }
    if (told.error !== undefined) throw new Error(told.error);
    return unpacked(told.result);
  }

  /* The drafts of the folder that the server was started in: each is a button that opens it. */
  async showFolder() {
    const panel = document.createElement("details"), summary = document.createElement("summary"), list = document.createElement("div");
    panel.className = "house drafts";
    panel.id = "folder";
    panel.append(summary, list);
    byId("open").after(panel);
    panel.addEventListener("toggle", () => { if (panel.open) this.list(summary, list); });
    await this.list(summary, list);
  }

  async list(summary, list) {
    const names = await this.call("folder_drafts");
    summary.textContent = `文件夹里的文稿（${names.length} 篇）`;
    list.replaceChildren(...names.map((name) => {
      const button = document.createElement("button"), line = document.createElement("p");
      button.type = "button";
      button.textContent = name;
      button.addEventListener("click", () => { byId("folder").open = false; this.show(name); });
      line.append(button);
      return line;
    }));
  }

  async show(name) {
    try {
      const content = await this.call("folder_draft", name);
      await this.open(name, content.buffer, true);
    } catch (error) { this.say(`${name}：${error.message}`, true); }
  }
}
