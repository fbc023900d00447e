/* Runs in any browser, and says plainly where the page cannot. */
(function () {
  var missing = [];
  if (typeof WebAssembly !== "object") missing.push("WebAssembly");
  if (typeof DecompressionStream !== "function") missing.push("DecompressionStream");
  if (typeof Worker !== "function" || typeof Blob !== "function") missing.push("Worker");
  if (!missing.length) return;
  var line = document.getElementById("refusal");
  line.hidden = false;
  line.textContent = "这个浏览器太旧，打不开校对程序（缺 " + missing.join("、") + "）。请用 2023 年以后的 Chrome、Edge 或 Firefox 打开。";
  document.getElementById("status").textContent = "";
})();
