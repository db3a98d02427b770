import { expect, test } from 'vitest';
import { createProject } from './testing/project.js';

// What each verb takes, as it says itself: read as a newcomer would.

const verbs = [
  'run',
  'report',
  'compare',
  'list',
  'explain',
  'check',
  'generate',
  'diff',
  'mutants',
  'explore',
  'serve',
  'repro',
  'doctor',
  'init',
  'import',
  'record',
  'learn',
  'drift',
];

test('the help of every verb', async () => {
  const project = createProject();
  try {
    const whole = await project.conformance('--help');
    expect(whole.out).toMatchSnapshot('conformance');
    // None is left out here.
    expect([...whole.out.matchAll(/^ {2}([a-z]+) (?=\[options\]|<)/gm)].map(([, verb]) => verb).sort()).toEqual(
      [...verbs].sort(),
    );
    for (const verb of verbs) {
      const { exit, out, err } = await project.conformance(verb, '--help');
      expect({ exit, err }).toEqual({ exit: 0, err: '' });
      expect(out).toMatchSnapshot(verb);
      // These know of no configuration: two read logs alone, and three are there before the first.
      if (!['report', 'compare', 'init', 'import', 'record'].includes(verb))
        expect(out, verb).toContain('--config <file>');
    }
  } finally {
    project.remove();
  }
});
