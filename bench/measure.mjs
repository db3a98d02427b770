import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)];

/** Runs a script of ours in a new Node process. Gives its last line, as JSON, and the wall time from start to exit (ms). */
export function runScript(path, words = [], nodeOptions = []) {
  const script = fileURLToPath(new URL(path, import.meta.url));
  const from = performance.now();
  const child = spawn(process.execPath, [...nodeOptions, script, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    text += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      const wallMs = performance.now() - from;
      if (code !== 0) return reject(new Error(`${path} ${words.join(' ')} ended with ${code}`));
      resolve({ wallMs, said: JSON.parse(text.trimEnd().split('\n').at(-1)) });
    });
  });
}

/** Plays scenarios of one target; see play-target.mjs. @throws Error where the target could not be run */
export async function playTarget(asked) {
  const { wallMs, said } = await runScript('play-target.mjs', [JSON.stringify(asked)]);
  const [failure] = said.end?.targets[0].failures ?? [];
  if (failure !== undefined) throw new Error(`${asked.target}: ${failure.why}`);
  return { ...said, wallMs };
}

/** Plays it so many times, one after the other. */
export async function playTimes(times, asked) {
  const seen = [];
  for (let n = 0; n < times; n++) seen.push(await playTarget(asked));
  return seen;
}

/** `1,234`; below 10 with one decimal, below 1 with two. */
export function figure(value) {
  if (value >= 10) return Math.round(value).toLocaleString('en');
  return value.toFixed(value < 1 ? 2 : 1);
}

export const seconds = (ms) => `${figure(ms / 1000)} s`;
