/** Runs checks beside one another as far as the cores reach, and keeps what each prints together. */
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { root } from './root.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Outcome
 *
 * @typedef {object} Check
 * @property {string} name
 * @property {number} cores How many it keeps busy; on a machine with fewer it runs alone.
 * @property {string} [after] A check that makes what both use: it begins once that one has ended.
 * @property {(run: CheckRun) => Promise<Outcome>} run One that throws is one failure.
 *
 * @typedef {object} CheckRun
 * @property {string} name
 * @property {(command: string, args: string[]) => Promise<boolean>} command Runs it in the repository's root without standard
 *   input; true when it ended with 0. What it prints on either stream is kept in its order.
 */

/**
 * Starts checks in the order given, each as soon as its cores are free, and prints what each printed when it ends; what is
 * printed so far lies in `folder`/NAME.log. A single check prints as it goes. When the process is ended from outside, so is
 * every command, and what was kept is printed first.
 *
 * @param {readonly Check[]} checks
 * @param {{ cores: number, folder: string }} options
 * @returns {Promise<{ name: string, seconds: number, outcome: Outcome }[]>} in the order of `checks`
 */
export async function runChecks(checks, { cores, folder }) {
  const live = checks.length === 1;
  const waiting = [...checks];
  const running = new Map();
  const commands = new Set();
  const done = new Map();
  let free = cores;

  const stop = (signal) => {
    for (const command of commands) command.kill(signal);
    for (const { name, output } of running.values()) console.log(`\n== ${name}, not finished\n${output.text()}`);
    process.exit(1);
  };
  for (const signal of SIGNALS) process.once(signal, stop);

  await new Promise((resolve) => {
    const startWhatFits = () => {
      for (const check of [...waiting]) {
        const wanted = Math.min(check.cores, cores);
        if (wanted > free || waiting.some(({ name }) => name === check.after) || running.has(check.after)) continue;
        waiting.splice(waiting.indexOf(check), 1);
        free -= wanted;
        void execute(check).then(() => {
          free += wanted;
          if (done.size === checks.length) resolve();
          else startWhatFits();
        });
      }
    };

    const execute = async (check) => {
      const { name } = check;
      const output = openOutput(path.join(folder, `${name}.log`), live);
      running.set(name, { name, output });
      console.log(live ? `\n== ${name}` : `${name} begins`);
      const started = performance.now();
      let outcome;
      try {
        outcome = await check.run({ name, command: (command, args) => runCommand(command, args, output, commands) });
      } catch (error) {
        output.write(`${error instanceof Error ? error.message : error}\n`);
        outcome = { passed: 0, failed: 1, skipped: 0 };
      }
      const seconds = (performance.now() - started) / 1000;
      running.delete(name);
      await output.close();
      if (!live) console.log(`\n== ${name} (${seconds.toFixed(0)} s)\n${output.text()}`);
      done.set(name, { name, seconds, outcome });
    };

    startWhatFits();
  });
  for (const signal of SIGNALS) process.off(signal, stop);
  return checks.map(({ name }) => done.get(name));
}

/** Keeps what is written, in memory and in a log; prints it at once where `live`. */
function openOutput(file, live) {
  const chunks = [];
  const log = createWriteStream(file);
  return {
    write(chunk) {
      chunks.push(Buffer.from(chunk));
      log.write(chunk);
      if (live) process.stdout.write(chunk);
    },
    text: () => Buffer.concat(chunks).toString('utf8'),
    close: () => new Promise((resolve) => log.end(resolve)),
  };
}

function runCommand(command, args, output, commands) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    commands.add(child);
    child.stdout.on('data', output.write);
    child.stderr.on('data', output.write);
    child.on('error', (error) => output.write(`${command}: ${error.message}\n`));
    child.on('close', (code, signal) => {
      commands.delete(child);
      if (signal !== null) output.write(`${path.basename(command)} was ended by ${signal}\n`);
      resolve(code === 0);
    });
  });
}
