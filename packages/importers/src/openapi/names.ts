/** A camelCase id of whatever a document calls something: `list-data-sets` is listDataSets. */
export function camel(text: string): string {
  const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const name = words
    .map((word, n) =>
      n === 0
        ? word.replace(/^[A-Z]+(?![a-z])|^[A-Z]/, (head) => head.toLowerCase())
        : word.charAt(0).toUpperCase() + word.slice(1),
    )
    .join('');
  return /^[a-z]/.test(name) ? name : `op${name}`;
}

/** An id in lower case: `USPTO Data Set API` is uspto-data-set-api. */
export function kebab(text: string): string {
  const name = text
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return /^[a-z]/.test(name) ? name : `api${name === '' ? '' : `-${name}`}`;
}

/** A name that none of the taken ones is. */
export function free(name: string, taken: ReadonlySet<string>): string {
  for (let n = 1; ; n++) {
    const tried = n === 1 ? name : `${name}${n}`;
    if (!taken.has(tried)) return tried;
  }
}
