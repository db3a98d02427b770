import type { EchoReport, Refusal } from '@sdk-conformance/protocol';
import { checked } from './checked.js';
import { createHandedCalls } from './handed-calls.js';

/** Refuses a message, and tells the listener that the adapter broke the protocol. */
export type Refuse = (
  code: Refusal['error']['code'],
  message: string,
  path?: string,
  dropped?: string | null,
) => Refusal;

interface EchoListener {
  readonly echoed: (report: EchoReport | null) => void;
  readonly violated: (what: string, dropped: null) => void;
}

/** The echoes that workers were asked for. */
export interface Echoes {
  readonly hand: (echo: string, worker: number) => void;
  /** The worker asks for its next call: what it has not reported is not reported any more. */
  readonly drop: (worker: number) => void;
  /** Takes the report of an echo; null where it is accepted. */
  readonly report: (id: string, body: unknown) => Refusal | null;
}

export function createEchoes(refuse: Refuse, listener: EchoListener): Echoes {
  const echoes = createHandedCalls();
  return {
    hand: echoes.hand,
    drop: (worker) => {
      for (const id of echoes.openOf(worker)) {
        echoes.end(id, 'dropped');
        listener.violated(`worker ${worker} asked for its next call and left echo ${id} without a report`, null);
        listener.echoed(null);
      }
    },
    report: (id, body) => {
      const held = echoes.get(id);
      if (held === undefined) return refuse('unknownCall', `there is no echo ${id}`);
      const message = checked<EchoReport>('echoReport', body);
      if (!message.ok) {
        const refusal = refuse('invalidMessage', `the report of echo ${id} is invalid at ${message.why}`, message.path);
        if (echoes.end(id, 'dropped')) listener.echoed(null);
        return refusal;
      }
      const { worker } = message.value;
      if (worker !== held.worker) {
        const why = `worker ${worker} reported echo ${id}, which is worker ${held.worker}'s`;
        return refuse('wrongWorker', why, '/worker');
      }
      if (!echoes.end(id, 'reported')) {
        return refuse('duplicateReport', `echo ${id} was reported already; the first counts`);
      }
      listener.echoed(message.value);
      return null;
    },
  };
}
