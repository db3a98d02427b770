/** Messages that have a schema of their own. */
export const messageKinds = [
  'openSession',
  'sessionOpened',
  'nextCall',
  'nextAnswer',
  'callReport',
  'echoReport',
  'refusal',
  'ipcRequest',
  'ipcResponse',
] as const;

export type MessageKind = (typeof messageKinds)[number];
