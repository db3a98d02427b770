import type { Fixture, Fixtures, Spec } from '@sdk-conformance/model';

/** Events that may tell of a failure, by the probe that has one; `odd` has a name that nobody knows, and tells of none. */
export type StreamEventProbe = 'named' | 'data' | 'data-known' | 'odd';

export const streamEventProbes: readonly StreamEventProbe[] = ['named', 'data', 'data-known', 'odd'];

/** The name by which most streams tell of a failure, and the place in the data of an event. */
export const errorEvent = 'error';
export const errorData = '/error';

export function streamProbeId(stream: string, probe: StreamEventProbe): string {
  return `learn/${stream}/${probe}`;
}

function eventOf(probe: StreamEventProbe, known: string): string {
  const failure = 'data: {"error":{"message":"The stream failed"}}';
  switch (probe) {
    case 'named':
      return `event: ${errorEvent}\ndata: {"message":"The stream failed"}`;
    case 'data':
      return failure;
    case 'data-known':
      return `${known}${failure}`;
    case 'odd':
      return 'event: oddity\ndata: {"message":"Nothing failed"}';
  }
}

/** Recorded streams with one event more behind their first. The others follow, so that what ignores it ends as it would. */
export function streamProbeFixtures({ operations }: Spec, recorded: Fixtures): readonly Fixture[] {
  return operations
    .filter(({ stream }) => stream)
    .flatMap(({ success: { fixture: id } }) => {
      const base = recorded.get(id);
      const text = new TextDecoder().decode(base?.body ?? new Uint8Array()).replaceAll('\r\n', '\n');
      const [first, ...others] = text.split('\n\n').filter((event) => event.trim() !== '');
      if (base === undefined || first === undefined || others.length === 0) return [];
      const [known = ''] = /^event:.*\n/m.exec(first) ?? [];
      return streamEventProbes.map((probe) => {
        const events = [first, eventOf(probe, known), ...others].map((event) => `${event}\n\n`);
        return { ...base, id: streamProbeId(id, probe), body: new TextEncoder().encode(events.join('')) };
      });
    });
}

/** Bytes behind each event of a stream but the last. */
export function eventEnds(stream: Fixture | undefined): readonly number[] {
  const text = new TextDecoder('latin1').decode(stream?.body ?? new Uint8Array());
  return [...text.matchAll(/\r\n\r\n|\n\n/g)]
    .map((end) => end.index + end[0].length)
    .filter((end) => end < text.length);
}
