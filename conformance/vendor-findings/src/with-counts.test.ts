import { expect, test } from 'vitest';
import { withCounts } from './with-counts.js';

test('counts change, comments stay, and a group without findings goes', () => {
  const text = `# head
findings:
  # ── The SDK's ──
  - requirement: error.base
    scenarios: a/*
    count: 3
    why: count: 3 of them
  - requirement: error.class
    scenarios: a/*
    count: 1
  - requirement: error.name
    scenarios: a/*
    count: 7
`;
  expect(withCounts(text, [2, 0, 7])).toBe(`# head
findings:
  # ── The SDK's ──
  - requirement: error.base
    scenarios: a/*
    count: 2
    why: count: 3 of them
  - requirement: error.name
    scenarios: a/*
    count: 7
`);
});
