// Prints, as one JSON document, how long the waits of each policy are: node waits.mjs FOLDER ASKED
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [, , folder, file] = process.argv;
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
console.log(JSON.stringify(said));
