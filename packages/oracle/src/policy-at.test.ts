import { expect, test } from 'vitest';
import type { Features, PolicyAt } from './policy-at.js';
import { predict } from './predict.js';
import { error, fixtures, ok, scenarios, spec } from './testing/decisions.js';

function decided(policyAt: PolicyAt | undefined, options = {}) {
  const scenario = {
    id: 's',
    family: 's',
    about: 's',
    clients: [{ id: 'c', options }],
    steps: [
      {
        id: 's',
        client: 'c',
        operation: 'sendMessage',
        arguments: {},
        script: [
          error(429, { 'retry-after': '7' }),
          error(503),
          { fixture: null, fault: { kind: 'refuse' } as const },
          ok,
        ],
      },
    ],
  };
  const [step] = predict(spec, 'typescript', scenario, fixtures, policyAt).steps;
  return step?.decisions.map(({ label, action, gap }) =>
    [label, action, gap?.kind === 'window' ? `${gap.fromMs}..${gap.toMs}` : ''].join(' ').trim(),
  );
}

test('a policy is asked for with what its decision may hang on', () => {
  const asked: Features[] = [];
  decided((features, stated) => {
    asked.push(features);
    return stated;
  });
  expect(
    asked.map(({ operation, method, attempt, before, answer: { kind, status, broken, fault, body, hint } }) =>
      [operation, method, attempt, before.map((b) => b.kind).join('+'), kind, status, broken, fault, body, hint].join(
        ' ',
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "sendMessage POST 0  429 429   json delay",
      "sendMessage POST 1 429 503 503   json none",
      "sendMessage POST 2 429+503 connect  connect refuse none none",
      "sendMessage POST 3 429+503+connect 200 200   json none",
      "sendMessage POST 4 429+503+connect+200 200 200   json none",
    ]
  `);
});

test('a policy that is as stated changes nothing, in any scenario', () => {
  for (const scenario of scenarios.values()) {
    if (scenario.steps.length > 50) continue;
    const stated = predict(spec, 'python', scenario, fixtures);
    expect(predict(spec, 'python', scenario, fixtures, (_, policy) => policy)).toEqual(stated);
  }
});

test('a policy that is changed for some decisions holds for those alone', () => {
  expect(decided(undefined)).toMatchInlineSnapshot(`
    [
      "429 retry 7000..7000",
      "503 retry 500..1000",
      "connection refused retry 1000..2000",
      "200 stop",
      "200 stop",
    ]
  `);
  expect(
    decided(({ answer }, policy) => (answer.status === 503 ? { ...policy, maxRetries: 0 } : policy)),
  ).toMatchInlineSnapshot(`
    [
      "429 retry 7000..7000",
      "503 stop",
      "connection refused retry 1000..2000",
      "200 stop",
      "200 stop",
    ]
  `);
  expect(
    decided(({ answer }, policy) => ({
      ...policy,
      headers: answer.headers.filter(([name]) => name !== 'retry-after'),
    })),
  ).toMatchInlineSnapshot(`
    [
      "429 retry 250..500",
      "503 retry 500..1000",
      "connection refused retry 1000..2000",
      "200 stop",
      "200 stop",
    ]
  `);
  expect(decided((_, policy) => ({ ...policy, retry: 0, maxRetries: 5 }))).toMatchInlineSnapshot(`
    [
      "429 retry 7000..7000",
      "503 retry 250..500",
      "connection refused retry 250..500",
      "200 stop",
      "200 stop",
    ]
  `);
});
