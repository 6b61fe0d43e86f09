#!/usr/bin/env node
"use strict";

// Runs the executable of the package for this platform, which npm installed as an optional dependency.
const { spawn } = require("node:child_process");
const { constants } = require("node:os");
const { name } = require("./package.json");

const platform = `${process.platform}-${process.arch}`;
const executable = process.platform === "win32" ? "ory.exe" : "ory";
let path;
try {
  path = require.resolve(`${name}-${platform}/bin/${executable}`);
} catch {
  console.error(
    `Error: ${name}-${platform} is not installed: there is no ory for this platform, or npm left out optional dependencies`,
  );
  process.exit(1);
}

const child = spawn(path, process.argv.slice(2), { stdio: "inherit" });
// A terminal sends the first to both; ory says how it ends.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => signal === "SIGINT" || child.kill(signal));
}
child.on("error", (error) => {
  console.error(`Error: cannot run ${path}: ${error.message}`);
  process.exit(1);
});
child.on("exit", (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
