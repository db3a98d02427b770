/** Another host as well as another port: some HTTP clients tell origins by their hosts alone. */
export function otherOriginOf(port: number): string {
  return `http://localhost:${port}`;
}
