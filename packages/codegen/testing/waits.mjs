// Prints, as one JSON document, how long the waits of each policy are, and what packages make of attempts: node waits.mjs FOLDER ASKED CALLS
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [, , folder, file, callsFile] = process.argv;
const asked = JSON.parse(readFileSync(file, 'utf8'));
const policies = readdirSync(folder).filter((name) => /^v\d+\.mjs$/.test(name)).length;
const said = [];
for (let v = 0; v < policies; v++) {
  const map = await import(pathToFileURL(resolve(folder, `v${v}.mjs`)));
  said.push(
    asked.map(({ retry, status, headers, body, nowMs, random }) => {
      const answer = { status, header: (name) => headers[name], body: (pointer) => body?.[pointer.slice(1)] };
      const delay = map.retryDelayMs(retry, answer, { nowMs, random: () => random });
      return [delay, map.retryAfterSeconds?.(answer, nowMs) ?? null];
    }),
  );
}

/** What a package makes of an attempt: its error with its fields, and what follows. */
function saidOf(map, fields, { random, ...attempt }) {
  const { status, fault } = attempt;
  const error = fault === null ? map.toError(attempt, { secrets: ['secret-key'] }) : map.errorForFault(fault, 'cause');
  const next = map.decideRetry(attempt, { random: () => random });
  if (map.shouldRetry(attempt) !== (next.action !== 'stop')) throw new Error(`two words on ${status}`);
  return {
    error: error?.name ?? null,
    message: error?.message ?? null,
    fields: Object.fromEntries(fields.map((name) => [name, error?.[name]])),
    action: next.action,
    delayMs: next.delayMs ?? null,
    uncounted: next.uncounted ?? null,
    cost: next.cost ?? null,
  };
}

const calls = [];
for (const [at, { fields, asked }] of JSON.parse(readFileSync(callsFile, 'utf8')).entries()) {
  const map = await import(pathToFileURL(resolve(folder, `c${at}`, 'index.mjs')));
  calls.push(asked.map((attempt) => saidOf(map, fields, attempt)));
}
console.log(JSON.stringify({ waits: said, calls }));
