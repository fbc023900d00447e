/* The extension: it starts zhlint, shows what it is doing, and has its commands. */
import * as vscode from "vscode";
import { LanguageClient, type ServerOptions, TransportKind } from "vscode-languageclient/node";
import { findProgram } from "./program";
import { StatusItem } from "./status";

const SCHEMES = ["file", "untitled"], LANGUAGES = ["plaintext", "markdown"];
const PAUSE = 150;

class Extension implements vscode.Disposable {
  private client: LanguageClient | undefined;
  private program: string | undefined;
  private readonly log = vscode.window.createOutputChannel("zhlint", { log: true });
  private readonly status = new StatusItem();
  private timer: NodeJS.Timeout | undefined;
  private turn = Promise.resolve();

  constructor(private readonly server: string) {}

  /* Starts zhlint, or another zhlint; one start waits for the other. */
  restart(): Promise<void> { return (this.turn = this.turn.then(() => this.start())); }

  private async start(): Promise<void> {
    await this.end();
    this.program = await findProgram((program, reason) => {
      void vscode.window.showWarningMessage(vscode.l10n.t("{0} cannot be used ({1}); the zhlint inside the extension checks instead.", program, reason));
    });
    const options: ServerOptions = this.program ? { command: this.program, args: ["lsp"] } : { module: this.server, transport: TransportKind.ipc };
    this.client = new LanguageClient("zhlint", "zhlint", options, {
      documentSelector: SCHEMES.flatMap((scheme) => LANGUAGES.map((language) => ({ scheme, language }))),
      initializationOptions: { enable: settings().get("enable") },
      synchronize: { configurationSection: "zhlint" },
      outputChannel: this.log,
    });
    this.client.onDidChangeState(() => this.refresh());
    this.refresh();
    try { await this.client.start(); } catch (error) {
      void vscode.window.showErrorMessage(vscode.l10n.t("zhlint did not start: {0}", String(error)));
    }
  }

  async end(): Promise<void> {
    const { client } = this;
    this.client = undefined;
    if (client?.needsStop()) await client.stop().catch(() => undefined);
  }

  /* Brings the status item up to date soon. */
  refresh(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.status.show(this.client, this.program), PAUSE);
  }

  fixAll(): Thenable<unknown> {
    return vscode.commands.executeCommand("editor.action.sourceAction", { kind: "source.fixAll.zhlint", apply: "first" });
  }

  /* Has a configuration written into the folder of the draft that is shown, and shows it. */
  async configure(): Promise<void> {
    const uri = vscode.window.activeTextEditor?.document.uri;
    const folder = (uri && vscode.workspace.getWorkspaceFolder(uri)) ?? vscode.workspace.workspaceFolders?.[0];
    if (!folder) { void vscode.window.showInformationMessage(vscode.l10n.t("Open a folder first: zhlint.toml goes into it.")); return; }
    const command = { command: "zhlint.init", arguments: [folder.uri.toString()] };
    const file = await this.client?.sendRequest<string | null>("workspace/executeCommand", command);
    if (file) await vscode.window.showTextDocument(vscode.Uri.parse(file));
  }

  async menu(): Promise<void> {
    const isOn = settings().get("enable") === "always";
    const entries: [string, () => unknown][] = [
      [vscode.l10n.t("Make all safe fixes in this draft"), () => this.fixAll()],
      [vscode.l10n.t("Show findings"), () => vscode.commands.executeCommand("workbench.actions.view.problems")],
      [vscode.l10n.t("Write a configuration (zhlint.toml)"), () => this.configure()],
      [isOn ? vscode.l10n.t("Check only drafts with a configuration") : vscode.l10n.t("Check every text"),
        () => settings().update("enable", isOn ? undefined : "always", vscode.ConfigurationTarget.Global)],
      [vscode.l10n.t("Restart"), () => this.restart()],
      [vscode.l10n.t("Show log"), () => this.log.show()],
    ];
    const chosen = await vscode.window.showQuickPick(entries.map(([label]) => label));
    await entries.find(([label]) => label === chosen)?.[1]();
  }

  showLog(): void { this.log.show(); }

  dispose(): void {
    clearTimeout(this.timer);
    this.status.dispose();
    this.log.dispose();
  }
}

const settings = () => vscode.workspace.getConfiguration("zhlint");
let running: Extension | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const own = (running = new Extension(context.asAbsolutePath("server.mjs")));
  const command = (name: string, act: () => unknown) => vscode.commands.registerCommand(`zhlint.${name}`, act);
  context.subscriptions.push(
    own,
    command("menu", () => own.menu()), command("fixAll", () => own.fixAll()), command("configure", () => own.configure()),
    command("restart", () => own.restart()), command("log", () => own.showLog()),
    vscode.window.onDidChangeActiveTextEditor(() => own.refresh()), vscode.languages.onDidChangeDiagnostics(() => own.refresh()),
    vscode.workspace.onDidGrantWorkspaceTrust(() => own.restart()),
    vscode.workspace.onDidChangeConfiguration((event) => { if (event.affectsConfiguration("zhlint.path")) void own.restart(); else own.refresh(); }),
  );
  await own.restart();
}

export const deactivate = () => running?.end();
