/** What a failure costs an owner, the gravest first: by the requirement that it breaks. */
const gravest: readonly RegExp[] = [
  /^(call\.settles|process\.(survives|responds))$/,
  /^process\.rejections$/,
  /^(error\.secrets|redirect\.credentials)$/,
  /^(error\.(class|base)|success\.|stream\.(?!retry|idle)|redirect\.|request\.|call\.isolation|abort\.error)/,
  /^(retry\.(?!after|backoff)|stream\.retry)/,
  /^(retry\.|timeout\.|stream\.idle|call\.prompt|abort\.settles)/,
];

/** The place of a requirement in the order of gravity: 0 is the gravest. What is left is a matter of shape. */
export function gravityOf(requirement: string): number {
  const place = gravest.findIndex((kind) => kind.test(requirement));
  return place < 0 ? gravest.length : place;
}

/** The gravest of several; that of shape without any. */
export function gravestOf(requirements: Iterable<string>): number {
  return Math.min(gravest.length, ...[...requirements].map(gravityOf));
}
