/* The status item: findings in the draft that is shown, and what it is checked by. */
import * as vscode from "vscode";
import { type LanguageClient, State } from "vscode-languageclient/node";

interface Status { config: string | null; rules: number }

export class StatusItem implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem("zhlint", vscode.StatusBarAlignment.Right, 10);
  private turn = 0;

  constructor() {
    this.item.name = "zhlint";
    this.item.command = "zhlint.menu";
  }

  /* Shows what is true of the active draft now; `program` is the path of zhlint, undefined for the one inside. */
  async show(client: LanguageClient | undefined, program: string | undefined): Promise<void> {
    const { document } = vscode.window.activeTextEditor ?? {};
    const turn = ++this.turn;
    if (!document || !["plaintext", "markdown"].includes(document.languageId)) { this.item.hide(); return; }
    if (client?.state !== State.Running) {
      this.put(client?.state === State.Starting ? "$(loading~spin)" : "$(error)", client?.state === State.Starting ? vscode.l10n.t("Starting") : vscode.l10n.t("Not running"));
      return;
    }
    const status = await ask(client, document.uri);
    if (turn !== this.turn) return;
    const by = vscode.l10n.t("Program: {0}", program ?? vscode.l10n.t("inside the extension"));
    if (!status) { this.put("$(circle-slash)", vscode.l10n.t("Not checked: no zhlint.toml is in force for this draft"), by); return; }
    const found = vscode.languages.getDiagnostics(document.uri).filter((one) => one.source === "zhlint").length;
    this.put(
      String(found), vscode.l10n.t("{0} findings, {1} rules", found, status.rules),
      vscode.l10n.t("Configuration: {0}", status.config ?? vscode.l10n.t("none")), by,
    );
  }

  private put(text: string, ...lines: string[]): void {
    this.item.text = `$(pencil) zhlint ${text}`;
    this.item.tooltip = lines.join("\n");
    this.item.accessibilityInformation = { label: `zhlint: ${lines.join(" ")}` };
    this.item.show();
  }

  dispose(): void { this.item.dispose(); }
}

async function ask(client: LanguageClient, uri: vscode.Uri): Promise<Status | null> {
  const command = { command: "zhlint.status", arguments: [client.code2ProtocolConverter.asUri(uri)] };
  try { return await client.sendRequest<Status | null>("workspace/executeCommand", command); } catch { return null; }
}
