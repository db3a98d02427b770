/** Another host as well as another port: some HTTP clients tell origins by their hosts alone. */
export function otherOriginOf(port: number, tls: boolean): string {
  return `http${tls ? 's' : ''}://localhost:${port}`;
}
