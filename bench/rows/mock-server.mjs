// Requests a second of the mock server's lanes, and of plainer servers in the same process.
import { figure, runScript } from '../measure.mjs';

export async function mockServerRows(rounds) {
  const { said } = await runScript('../packages/mock-server/bench/requests-per-second.mjs', [String(rounds)]);
  const { 'one lane': one, '64 lanes': many, ...plain } = said;
  const against = (lanes) =>
    Object.entries(plain)
      .map(([name, value]) => `${figure(lanes / value)} × ${name} (${figure(value)})`)
      .join(', ');
  return [
    ['Mock server, one lane', `${figure(one)} requests/s: ${against(one)}`],
    ['Mock server, 64 lanes', `${figure(many)} requests/s: ${against(many)}`],
  ];
}
