/** The entries of an object whose keys are known. */
export function entriesOf<K extends string, T>(object: { readonly [key in K]?: T }): readonly (readonly [K, T])[] {
  return Object.entries(object).filter((entry): entry is [K, T] => entry[1] !== undefined);
}
