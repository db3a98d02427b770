/** What a version breaks: how many scenarios, by requirement. */
export type Broken = ReadonlyMap<string, number>;

/** A change of a requirement between two versions that stand next to each other. */
export interface Since {
  readonly requirement: string;
  readonly change: 'broken' | 'mended';
  /** The first version with the change, and the last without. */
  readonly version: string;
  readonly before: string;
}

/**
 * Finds since which version each requirement is broken that the last version breaks and the first does not, and the other way round. Halves the
 * versions: one that is broken, mended and broken again between them is told by one of its changes.
 *
 * @param versions at least two, the oldest first
 * @param brokenBy plays a version; asked once for each
 */
export async function sinceWhen(
  versions: readonly string[],
  brokenBy: (version: string) => Promise<Broken>,
): Promise<readonly Since[]> {
  const known = new Map<string, Broken>();
  const at = async (place: number): Promise<Broken> => {
    const version = versions[place] ?? '';
    const broken = known.get(version) ?? (await brokenBy(version));
    known.set(version, broken);
    return broken;
  };
  const last = versions.length - 1;
  const [first, end] = [await at(0), await at(last)];
  const changed = [...new Set([...first.keys(), ...end.keys()])].filter((id) => first.has(id) !== end.has(id));
  const found: Since[] = [];
  for (const requirement of changed.sort()) {
    const isBroken = end.has(requirement);
    let [without, with_] = [0, last];
    while (with_ - without > 1) {
      const middle = Math.floor((without + with_) / 2);
      if ((await at(middle)).has(requirement) === isBroken) with_ = middle;
      else without = middle;
    }
    const [version = '', before = ''] = [versions[with_], versions[without]];
    found.push({ requirement, change: isBroken ? 'broken' : 'mended', version, before });
  }
  return found;
}
