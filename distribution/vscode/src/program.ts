/* Which zhlint checks: that of the setting, of the workspace, of the PATH, or the one inside the extension. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import * as vscode from "vscode";

/* The second name of the command: other programs are called zhlint, too. */
const NAME = process.platform === "win32" ? "zhlint-press.exe" : "zhlint-press";
const SCRIPTS = process.platform === "win32" ? "Scripts" : "bin";
const ENVIRONMENTS = [".venv", "venv"];
const PATIENCE = 30_000;
export const BUILT_IN = "built-in";

/* A program of the machine that can serve an editor, or undefined where the one inside the extension is to be used. `refuse` is told why one that was asked for is not used. */
export async function findProgram(refuse: (program: string, reason: string) => void): Promise<string | undefined> {
  const wanted = vscode.workspace.getConfiguration("zhlint").get("path", "").trim();
  if (wanted === BUILT_IN || !vscode.workspace.isTrusted) return undefined;
  if (wanted) {
    const reason = await refusal(wanted);
    if (reason !== undefined) refuse(wanted, reason);
    return reason === undefined ? wanted : undefined;
  }
  for (const program of candidates()) if ((await refusal(program)) === undefined) return program;
  return undefined;
}

function candidates(): string[] {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter((folder) => folder.uri.scheme === "file");
  const own = folders.flatMap((folder) => ENVIRONMENTS.map((name) => join(folder.uri.fsPath, name, SCRIPTS)));
  const path = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  return [...own, ...path].map((folder) => join(folder, NAME)).filter(existsSync);
}

/* Why a program cannot serve, undefined where it can: it ends well when nobody talks to it. */
function refusal(program: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = execFile(program, ["lsp"], { timeout: PATIENCE }, (error, _said, complaint) =>
      resolve(error ? complaint.trim().split("\n").pop() || error.message : undefined));
    child.stdin?.on("error", () => undefined).end();
  });
}
