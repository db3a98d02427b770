import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CallReport, validate } from '@sdk-conformance/protocol';
import { afterAll, beforeAll, expect } from 'vitest';
import { callOf, type Plan, playWith } from './runner.js';

export type Steps = Parameters<typeof callOf>[2];

const server = createServer((request, response) => response.end(JSON.stringify({ url: request.url })));
let address = '';

/** Starts a server that answers with the URL that it was asked for, as long as the tests of a file run. */
export function useEcho(): void {
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
}

export function baseUrl(): string {
  return address;
}

/** What the adapter reports of a call of these steps. */
export async function report(steps: Steps, plan: Plan = {}): Promise<CallReport | undefined> {
  const { reports, code } = await playWith({ ...plan, calls: [callOf('c1', address, steps)] });
  expect(code).toBe(0);
  const given = reports.get('c1');
  expect(validate('callReport', given)).toEqual({ ok: true });
  return given;
}
