import type { RequirementId } from '@sdk-conformance/oracle';
import type { Cell } from './cell.test.kit.js';
import { settled } from './settled.test.kit.js';

const stream = (key: string, other: unknown, breaks: readonly RequirementId[], without: Cell['without']): Cell => ({
  key: `/streaming/${key}`,
  promised: settled,
  other: { ...settled, [`/streaming/${key}`]: other },
  breaks,
  without,
});

const needed = { means: 'check asks for what ends a stream' };

export const streaming: readonly Cell[] = [
  stream('terminal/data', '[END]', ['call.prompt', 'stream.events'], needed),
  stream('terminal/given', false, ['stream.events'], { means: 'it is given' }),
  stream('errorEvent', 'failure', ['stream.events'], { means: 'no event is an error' }),
  stream('missingTerminal', 'accept', ['stream.terminal'], {
    unspecified: 'stream.terminal',
    names: '/streaming/missingTerminal',
  }),
  stream('retryAfterFirstEvent', true, ['stream.noReplay'], {
    unspecified: 'stream.noReplay',
    names: '/streaming/retryAfterFirstEvent',
  }),
  {
    key: '/streaming/endsAtTerminal',
    promised: { ...settled, '/streaming/endsAtTerminal': true },
    other: { kind: 'readsOn', ms: 60_000 },
    breaks: ['call.prompt'],
    without: { means: 'a should' },
  },
  {
    key: '/streaming/left',
    promised: { ...settled, '/streaming/left': 'closed' },
    other: { kind: 'keepsStream' },
    breaks: ['process.leftBehind'],
    without: { means: 'a should' },
  },
  stream('errorClass', 'Service', ['stream.errorEvent', 'stream.terminal'], { means: 'the base class' }),
];
