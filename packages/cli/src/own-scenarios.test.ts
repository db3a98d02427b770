import { afterEach, beforeEach, expect, test } from 'vitest';
import { harmless } from './io.js';
import { config, createProject, type Project } from './testing/project.js';

// Scenarios that a team writes itself: played and judged like those that derive from the spec.

let project: Project;
beforeEach(() => {
  project = createProject();
  project.write(
    'conformance.config.yaml',
    config().replace(/^fixtures:.*\n/m, (line) => `${line}scenarios: mine\n`),
  );
});
afterEach(() => project.remove());

async function told(...args: readonly string[]): Promise<string> {
  const { out, err } = await project.conformance(...args);
  expect(err).toBe('');
  return out;
}

/** What is said of a file that is wrong. */
async function refused(content: string): Promise<string> {
  project.write('mine/wrong.yaml', content);
  const { exit, err } = await project.conformance('list', '--filter', 'own/**');
  expect(exit).toBe(2);
  return err.trimEnd();
}

test('what explain --json prints can be kept, and says the same', async () => {
  project.write(
    'mine/placeholder.json',
    '{"steps":[{"operation":"listPersonas","script":[{"fixture":"foilengine/429"}]}]}',
  );
  const derived = 'retry/after/seconds-1/429/initSession';
  project.write('mine/kept/hint.json', await told('explain', derived, '--json'));
  const lines = await told('list', '--filter', 'own/**');
  expect(lines.trim().split('\n')).toEqual(['own/kept/hint', 'own/placeholder']);
  const [own, other] = [await told('explain', 'own/kept/hint'), await told('explain', derived)];
  expect(own.split('\n').slice(1)).toEqual(other.split('\n').slice(1));
});

test.each(['abort/reason/request/initSession', 'abort/before/initSession'])(
  'so can what callers seldom do: %s',
  async (derived) => {
    project.write(
      'mine/placeholder.json',
      '{"steps":[{"operation":"listPersonas","script":[{"fixture":"foilengine/429"}]}]}',
    );
    const printed = await told('explain', derived, '--json');
    project.write('mine/kept.json', printed);
    const again = await told('explain', 'own/kept', '--json');
    const { clients, steps } = JSON.parse(printed);
    expect(JSON.parse(again)).toMatchObject({ clients, steps });
  },
);

test('what explain --json prints of signs that a terminal obeys is the same once it has gone through its filter', async () => {
  const message = 'a\u001b[2J\u009b\u202e\u2028ü€😀';
  const step = {
    operation: 'sendMessage',
    arguments: { message, persona_id: 'p', user_session_id: 'u' },
    script: [{ fixture: 'foilengine/429' }],
  };
  const escaped = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  project.write('mine/acting.json', JSON.stringify({ steps: [step] }).replace(/[^ -~]/g, escaped));
  const out = await told('explain', 'own/acting', '--json');
  expect(out).toContain('ü€😀');
  expect(harmless(out)).toBe(out);
  expect(JSON.parse(out).steps[0].arguments.message).toBe(message);
});

test('what is left out is the plainest: one client, one step, no arguments', async () => {
  project.write('mine/plain.yaml', 'steps: [{ operation: listPersonas, script: [{ fixture: foilengine/429 }] }]\n');
  expect(JSON.parse(await told('explain', 'own/plain', '--json'))).toEqual({
    id: 'own/plain',
    family: 'own',
    about: 'written by hand in plain.yaml',
    clients: [{ id: 'client', options: {} }],
    steps: [
      {
        operation: 'listPersonas',
        script: [{ fixture: 'foilengine/429' }],
        id: 'step',
        client: 'client',
        arguments: {},
      },
    ],
  });
});

test.each([
  ['names that lead nowhere', 'steps: [{ operation: listPersona, script: [{ fixture: foilengine/42 }] }]\n'],
  ['a fault without its number', 'steps: [{ operation: listPersonas, script: [{ fault: { kind: delay } }] }]\n'],
  ['an unknown fault', 'steps: [{ operation: listPersonas, script: [{ fault: { kind: explode } }] }]\n'],
  ['nothing to serve', 'steps: [{ operation: listPersonas, script: [{}] }]\n'],
  [
    'a client that is not there',
    'clients: [{ id: a }]\nsteps: [{ client: b, operation: listPersonas, script: [{ fixture: foilengine/429 }] }]\n',
  ],
  [
    'clients that are given what is not there',
    'clients: [{ id: a, without: [apiKeys], unset: [maxRetry], lineEndBehind: jtw, options: { timeout: 5 } }]\nsteps: [{ operation: listPersonas, script: [{ fixture: foilengine/429 }] }]\n',
  ],
  [
    'steps that ask for what their operation has not',
    `steps:
  - { operation: getSession, arguments: { persona: x }, leaveAfter: 1, abortReason: no, script: [{ fixture: foilengine/429 }] }
`,
  ],
  [
    'two of one name',
    `clients: [{ id: a }, { id: a }]
steps:
  - { id: one, operation: listPersonas, script: [{ fixture: foilengine/429 }] }
  - { id: one, operation: listPersonas, script: [{ fixture: foilengine/429 }] }
`,
  ],
  [
    'an option that there is none of',
    'clients: [{ id: a, options: { maxRetry: 1 }, unset: [timeout] }]\nsteps: [{ operation: listPersonas, script: [{ fixture: foilengine/429 }] }]\n',
  ],
  [
    'a step that is not there',
    'steps: [{ operation: listPersonas, startAfter: first, script: [{ fixture: foilengine/429 }] }]\n',
  ],
  [
    'a step that comes later',
    'steps: [{ id: a, operation: listPersonas, script: [{ fixture: foilengine/429 }] }, { startAfter: b, operation: listPersonas, script: [{ fixture: foilengine/429 }] }]\n',
  ],
  ['other forms', 'basePath: gateway\nbaseSlash: false\nclients: [{ id: a b }, {}]\nsteps: []\n'],
  [
    'a script of other forms',
    'steps: [{ operation: listPersonas, startAtMs: -1, script: [{ status: x, headers: { A: 1 }, fault: { kind: stall, after: elsewhere } }] }]\n',
  ],
  ['a step without its script', 'steps: [{ operation: listPersonas }]\n'],
  [
    'a status of no HTTP',
    'steps:\n  - operation: listPersonas\n    script:\n      - { fixture: foilengine/429 }\n      - { fixture: foilengine/429, status: 99 }\n',
  ],
  [
    'a base URL that is lost in part',
    'steps: [{ operation: listPersonas, script: [{ fault: { kind: unresolved } }, { fixture: foilengine/429 }] }]\n',
  ],
  ['nothing in it', ''],
  ['an expectation', 'expect: raises\nsteps: [{ operation: listPersonas, script: [{ fixture: foilengine/429 }] }]\n'],
])('%s', async (_, content) => {
  expect(await refused(content)).toMatchSnapshot();
});
