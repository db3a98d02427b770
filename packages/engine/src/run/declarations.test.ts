import type { lackFor } from '@sdk-conformance/runner';
import { specInRepository } from '@sdk-conformance/scenarios/testing';
import { expect, test } from 'vitest';
import type { Lackable } from '../plan/plan.js';
import { planFor } from '../plan/planned.js';
import { configuredTarget } from '../testing/configured-target.js';
import { openDeclarations } from './declarations.js';
import { unjudged } from './result.js';

const { spec, fixtures } = specInRepository('spec/foilengine.yaml');
const operations = spec.operations.map(({ id }) => id);
const able: readonly Lackable[] = ['steps', 'abort', 'stream'];

interface Adapter {
  readonly operations?: readonly string[];
  readonly capabilities?: readonly Lackable[];
  readonly without?: Parameters<typeof lackFor>[2];
}

/** What is told where the adapter plays whatever it can. */
function told(
  declared: Parameters<typeof configuredTarget>[1],
  adapter: Adapter,
  globs: readonly string[] = [],
  unsupported: readonly string[] = [],
): readonly string[] {
  const config = {
    file: 'conformance.config.yaml',
    folder: '/',
    targets: [configuredTarget('mine', declared)],
    known: [],
    off: {},
    rules: null,
  };
  const [target] = planFor({ config, spec, fixtures }, { targets: [], globs }).targets;
  if (target === undefined) throw new Error('no target');
  const session = { operations, capabilities: able, without: [], ...adapter };
  const results = target.scenarios.map((scenario) => {
    const lacking = scenario.steps.find((step) => !session.operations.includes(step.operation));
    const several = scenario.steps.length > 1 && !session.capabilities.includes('steps');
    const found = lacking !== undefined || several || unsupported.includes(scenario.id);
    return unjudged(scenario, found ? 'unsupported' : 'pass', 'not yet in this SDK');
  });
  return openDeclarations({ spec, fixtures, configFile: config.file, target, off: {}, session, results });
}

test('where all is offered, or what is not is declared, nothing is open', () => {
  expect(told({}, {})).toEqual([]);
  const declared = {
    unsupported: { streamMessage: 'the SDK has no streams' },
    without: { abort: 'Unity has no cancellation', steps: 'one call at a time' },
  };
  const adapter = { operations: operations.filter((id) => id !== 'streamMessage'), capabilities: [] };
  expect(told(declared, adapter)).toEqual([]);
});

test('what the adapter does not offer and nobody declares is told with what to add', () => {
  const adapter = { operations: operations.filter((id) => !['sendMessage', 'getHistory'].includes(id)) };
  expect(told({}, adapter).join('\n\n')).toMatchInlineSnapshot(`
    "The adapter does not offer sendMessage and getHistory: 28 scenarios were not played.
    If the SDK lacks them, say why in conformance.config.yaml:
      targets:
        mine:
          unsupported:
            sendMessage: why the SDK lacks it
            getHistory: why the SDK lacks it
    If the SDK has them, let the adapter offer them."
  `);
});

test('of many operations that are missing, those that are there are listed', () => {
  const many = {
    ...spec,
    operations: [
      ...spec.operations,
      ...Array.from({ length: 20 }, (_, i) => ({ ...spec.operations[0], id: `more${i}` })),
    ],
  } as typeof spec;
  const config = {
    file: 'c.yaml',
    folder: '/',
    targets: [configuredTarget('mine', {})],
    known: [],
    off: {},
    rules: null,
  };
  const [target] = planFor({ config, spec: many, fixtures }, { targets: [], globs: ['status/200/*'] }).targets;
  if (target === undefined) throw new Error('no target');
  const session = { operations: ['listPersonas', 'sendMessage'], capabilities: able, without: [] };
  const [text] = openDeclarations({
    spec: many,
    fixtures,
    configFile: 'c.yaml',
    target,
    off: {},
    session,
    results: [],
  });
  expect(text?.split('\n').slice(1, -1).join('\n')).toMatchInlineSnapshot(`
    "If the SDK lacks them, say why in c.yaml:
      targets:
        mine:
          only:
            operations: [listPersonas, sendMessage]
            reason: why the SDK has these alone"
  `);
});

test('a capability that is missing and that nobody declares is told with what to add', () => {
  expect(told({}, { capabilities: ['stream'] }).join('\n\n')).toMatchInlineSnapshot(`
    "The adapter does not claim steps and abort: 19 scenarios were not played.
    If the SDK lacks them, say why in conformance.config.yaml:
      targets:
        mine:
          without:
            steps: why calls of several clients or steps cannot be played
            abort: why a call cannot be aborted
    If they can be played, let the adapter claim them."
  `);
});

test('what the adapter says of itself is declared, for the whole SDK or for an operation', () => {
  const why = 'the SDK takes no signal';
  expect(told({}, { capabilities: ['steps', 'stream'], without: [{ capability: 'abort', why }] })).toEqual([]);
  const abort = { capability: 'abort', operation: 'initSession', why } as const;
  expect(told({}, { without: [abort] }, [], ['abort/backoff/initSession'])).toEqual([]);
  expect(told({}, { without: [abort] }, [], ['abort/body/streamMessage']).join('\n\n')).toMatchInlineSnapshot(`
    "The adapter offers streamMessage, and reports 1 scenario of it unsupported: not yet in this SDK
    If the SDK lacks it, do not offer it, and declare it under unsupported with the reason."
  `);
  expect(told({}, { without: [{ ...abort, why: 'to do' }] }).join('\n\n')).toMatchInlineSnapshot(`
    "without.abort.initSession of the adapter is "to do".
    That is work to be done, and no reason."
  `);
});

test('a filter leaves out what its scenarios do not need', () => {
  const adapter = { operations: ['initSession'], capabilities: [] };
  expect(told({}, adapter, ['status/*/initSession'])).toEqual([]);
  expect(told({}, adapter, ['status/*/initSession', 'status/200/sendMessage'])).toHaveLength(1);
});

test('a declaration that is not true is told', () => {
  const declared = { unsupported: { sendMessage: 'none' }, without: { abort: 'none' } };
  expect(told(declared, {}).join('\n\n')).toMatchInlineSnapshot(`
    "targets.mine.unsupported.sendMessage says that the SDK lacks it, and the adapter offers it.
    Remove it there, so that it is played, or from the adapter.

    targets.mine.without.abort says that it cannot be played, and the adapter claims it.
    Remove it there, so that it is played, or from the adapter."
  `);
  const only = { only: { operations: operations.slice(1), reason: 'all but the first' } };
  expect(told(only, {}).join('\n\n')).toMatchInlineSnapshot(`
    "targets.mine.only.operations does not name listPersonas, and the adapter offers it.
    Add it there, so that it is played, or remove it from the adapter."
  `);
});

test('an adapter that offers an operation and reports its calls unsupported is told', () => {
  expect(told({}, {}, [], ['status/200/sendMessage', 'status/404/sendMessage']).join('\n\n')).toMatchInlineSnapshot(`
    "The adapter offers sendMessage, and reports 2 scenarios of it unsupported: not yet in this SDK
    If the SDK lacks it, do not offer it, and declare it under unsupported with the reason."
  `);
});

test('work to be done is no reason', () => {
  const declared = { unsupported: { streamMessage: 'To do: streams' }, without: { abort: 'TBD' } };
  const adapter = { operations: operations.filter((id) => id !== 'streamMessage'), capabilities: ['steps'] as const };
  expect(told(declared, adapter).join('\n\n')).toMatchInlineSnapshot(`
    "targets.mine.unsupported says "To do: streams" of streamMessage.
    That is work to be done, and no reason. Let the adapter offer it and remove it there, or say there why the SDK lacks it.

    targets.mine.without.abort is "TBD".
    That is work to be done, and no reason."
  `);
});

test('all that a new adapter has yet to offer is told at once', () => {
  const unsupported = Object.fromEntries(operations.map((id) => [id, 'to do']));
  expect(
    told({ unsupported }, { operations: [], capabilities: ['steps', 'abort'] }).join('\n\n'),
  ).toMatchInlineSnapshot(`
    "targets.mine.unsupported says "to do" of listPersonas, listMachines, initSession, sendMessage, streamMessage, getSession, getHistory, resetSession, validateLlmKey and revokeApiKey.
    That is work to be done, and no reason. Let the adapter offer them and remove them there, or say there why the SDK lacks them."
  `);
});
