import type { Edits } from '@sdk-conformance/scenarios/testing';

const network = 'Network';

/** Answers to all that tides.yaml leaves open, so that nothing beside the key of a cell is open. */
export const settled: Edits = {
  '/statuses/404': { error: 'Request' },
  '/statuses/499': { error: 'Tide' },
  '/errors/transport': {
    dns: network,
    connect: network,
    tls: network,
    reset: network,
    close: network,
    garbage: network,
    cutHead: network,
    cutBody: network,
    timeout: network,
    decode: network,
    abort: network,
  },
  '/retry/transport': ['dns', 'connect', 'tls', 'reset', 'close', 'garbage', 'cutHead', 'timeout'],
  '/retry/exhausted': 'lastError',
  '/timeouts': { attemptMs: 5000, coversBody: true, perStreamEvent: true },
  '/success': { cut: 'error', undecodable: 'error', empty: 'null' },
  '/streaming/errorEvent': 'error',
  '/streaming/missingTerminal': 'error',
  '/streaming/errorClass': network,
  '/streaming/retryAfterFirstEvent': false,
};
