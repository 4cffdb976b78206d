// The real server, started for a test and ended with it.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

const PROGRAM = process.env["SCHEDULER_DEV"] ?? "../../target/debug/scheduler-dev";

/** Anything takes less than this; nothing is measured by it. */
const HANG = 60_000;

export class Server {
  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
    private readonly folder: string,
  ) {}

  static async start(): Promise<Server> {
    const folder = await mkdtemp(join(tmpdir(), "nexus-typescript-"));
    const child = spawn(PROGRAM, ["--data", join(folder, "data"), "--port", "0", "--no-sites"], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let written = "";
    child.on("error", (error) => (written += `${PROGRAM} can't be started: ${error.message}`));
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => (written += text));
    }
    for (const began = Date.now(); Date.now() - began < HANG; await setTimeout(20)) {
      const url = /^ *API +(http:\/\/[^/\s]+)\//m.exec(written)?.[1];
      if (url !== undefined) return new Server(url, child, folder);
      if (child.exitCode !== null || child.pid === undefined) break;
    }
    child.kill("SIGKILL");
    await rm(folder, { recursive: true, force: true });
    throw new Error(`the server does not say where it listens:\n${written}`);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null) {
      const ended = once(this.child, "exit");
      this.child.kill("SIGTERM");
      const patience = setTimeout(10_000, undefined, { ref: false });
      await Promise.race([ended, patience.then(() => this.child.kill("SIGKILL"))]);
    }
    await rm(this.folder, { recursive: true, force: true });
  }
}
