export const transports = ['IPC', 'HTTP'] as const;
export type Transport = (typeof transports)[number];

/** One way in which an adapter is hostile. */
export interface Mode {
  readonly name: string;
  /** What it does: goes on a sentence about an adapter. */
  readonly does: string;
  /** Where there is nothing like it on the other, or where the other cannot differ. */
  readonly only?: Transport;
  /** Of what may be told without a scenario: that it is of this mode. */
  readonly tells?: RegExp;
  /** It has to be given up, by a deadline that is short for its sake. */
  readonly hangs?: true;
}

/** In a call, and the process goes on as if nothing was: these share one. */
export const inCalls: readonly Mode[] = [
  { name: 'hold', does: 'does nothing wrong' },
  { name: 'adapterFailed', does: 'says that it failed' },
  { name: 'noReport', does: 'asks for the next call without a report' },
  { name: 'invalid', does: 'reports an outcome that there is not' },
  { name: 'wrongStep', does: 'reports a step that there is not' },
  { name: 'noObject', does: 'reports a list' },
  { name: 'notUtf8', does: 'reports what is not UTF-8' },
  { name: 'manyNames', does: 'reports 10,001 warnings' },
  { name: 'deepReport', does: 'reports 100,000 lists within each other' },
  { name: 'longReport', does: 'reports more bytes than a message may have' },
  { name: 'hugeReport', does: 'reports a text of 200,000 characters' },
  { name: 'acts', does: 'reports types with escape sequences and line breaks' },
  { name: 'rejection', does: 'reports a rejection that nobody handled' },
  { name: 'notJson', does: 'reports `{`', only: 'HTTP' },
  { name: 'halfReport', does: 'breaks its report off', only: 'HTTP', tells: /of 500 bytes/ },
  { name: 'hangingReport', does: 'sends half its report and no more', only: 'HTTP', tells: /of 600 bytes/ },
  { name: 'twice', does: 'reports a call twice', tells: /was reported already/ },
  { name: 'foreign', does: "reports another worker's call", tells: /^worker [01] reported call/ },
  { name: 'noWorker', does: 'reports for a worker that there is not', tells: /^worker 99 reported call/ },
  { name: 'wrongCall', does: 'reports a call that there is not', tells: /no call c99/ },
  { name: 'wrongSession', does: 'asks in a session that there is not', tells: /no session s99/ },
  { name: 'wrongPath', does: 'sends to a path that there is not', tells: /nowhere/ },
  { name: 'opensAgain', does: 'opens a second session', tells: /opened its session already/ },
  { name: 'deepProtocol', does: 'opens a second session, 100,000 lists deep', tells: /^\/v1\/sessions: .*500 arrays/ },
  { name: 'asks', does: 'sends by GET', only: 'HTTP', tells: /by GET/ },
  { name: 'wrongToken', does: 'sends with a wrong token', only: 'HTTP', tells: /token/ },
  { name: 'rawLine', does: 'writes a line that is not JSON', only: 'IPC', tells: /oops/ },
  { name: 'longLine', does: 'writes a line that is longer than a message may be', only: 'IPC', tells: /xxxx/ },
  { name: 'emptyLines', does: 'writes empty lines', only: 'IPC', tells: /not JSON: ?$/ },
  { name: 'strayMessage', does: 'sends JSON that is no message', only: 'IPC', tells: /hello/ },
];

/** In a call, and the process ends of it, or hangs, or what others send is spoilt. */
export const inCallsAlone: readonly Mode[] = [
  { name: 'exit', does: 'exits in a call' },
  { name: 'crash', does: 'dies in a call' },
  { name: 'loop', does: 'loops in a call', hangs: true },
  { name: 'waits', does: 'never reports a call', hangs: true },
  { name: 'stopLater', does: 'stops (SIGSTOP) after a report' },
  { name: 'storm', does: 'sends requests without end', hangs: true },
  { name: 'halfLine', does: 'writes half a line', only: 'IPC' },
  { name: 'deaf', does: 'closes its channel in a call and lives on', only: 'IPC' },
];

/** Of the process, at one of its stages. */
export const ofProcesses: readonly Mode[] = [
  { name: 'endsAtOnce', does: 'exits with 0 before it opens a session', only: 'HTTP' },
  { name: 'fails', does: 'exits with 7 before it opens a session', only: 'HTTP' },
  { name: 'diesAtOnce', does: 'dies before it opens a session', only: 'HTTP' },
  { name: 'throws', does: 'does not load', only: 'HTTP' },
  { name: 'silent', does: 'opens no session', only: 'HTTP', hangs: true },
  { name: 'silentThroughTerm', does: 'opens no session and ignores SIGTERM', only: 'HTTP', hangs: true },
  { name: 'stopped', does: 'stops (SIGSTOP) before it opens a session', only: 'HTTP', hangs: true },
  { name: 'opensEmpty', does: 'opens with nothing' },
  { name: 'opensHalf', does: 'opens with half a message' },
  { name: 'opensDeep', does: 'opens with 100,000 lists within each other' },
  { name: 'opensLong', does: 'opens with more bytes than a message may have' },
  { name: 'opensNotUtf8', does: 'opens with what is not UTF-8' },
  { name: 'otherProtocol', does: 'speaks another version' },
  { name: 'otherLanguage', does: 'lies about its language' },
  { name: 'noWorkers', does: 'has no workers' },
  { name: 'longName', does: 'has a name of 100,000 characters' },
  { name: 'offersNothing', does: 'offers no operation' },
  { name: 'claimsAnything', does: 'claims a capability that there is not' },
  { name: 'neverAsks', does: 'never asks for a call', hangs: true },
  { name: 'asksElsewhere', does: 'asks in a session that there is not' },
  { name: 'endsOpened', does: 'exits with 0 once it has a session' },
  { name: 'diesOpened', does: 'dies once it has a session' },
  { name: 'closesChannel', does: 'closes its channel once it has a session, and lives on', only: 'IPC' },
  { name: 'neverEnds', does: 'does not end when all is done' },
  { name: 'neverEndsThroughTerm', does: 'does not end when all is done, and ignores SIGTERM' },
  { name: 'failsAtEnd', does: 'exits with 9 when all is done' },
  { name: 'floodsOutput', does: 'floods its output' },
  { name: 'floodsErrors', does: 'floods its errors' },
  { name: 'leavesChild', does: 'leaves a child behind' },
  { name: 'leavesDaemon', does: 'leaves a child in a session of its own' },
  { name: 'leavesUnmarkedDaemon', does: 'leaves a child in a session of its own with an empty environment' },
  { name: 'leavesPort', does: 'leaves a port open in itself' },
];
