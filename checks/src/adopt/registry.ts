import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

export interface Registry {
  readonly url: string;
  readonly close: () => void;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
}

/** An npm registry on loopback that has the packages of a folder's tarballs, each in one version. */
export async function serveRegistry(folder: string): Promise<Registry> {
  const packages = new Map(tarballsIn(folder).map((tarball) => [tarball.manifest.name, tarball]));
  let url = '';
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '').slice(1);
    const file = /^-\/(.+\.tgz)$/.exec(path)?.[1];
    const found = file === undefined ? packages.get(path) : [...packages.values()].find(({ name }) => name === file);
    if (found === undefined) {
      response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"not found"}');
    } else if (file === undefined) {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(documentOf(found, url)));
    } else {
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(found.bytes);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the registry has no port');
  url = `http://127.0.0.1:${address.port}/`;
  return {
    url,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

interface Tarball {
  /** Its file. */
  readonly name: string;
  readonly bytes: Buffer;
  readonly manifest: Manifest;
}

function tarballsIn(folder: string): readonly Tarball[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.tgz'))
    .map((name) => ({
      name,
      bytes: readFileSync(join(folder, name)),
      manifest: JSON.parse(
        execFileSync('tar', ['xzOf', join(folder, name), 'package/package.json'], { encoding: 'utf8' }),
      ),
    }));
}

/** What npm asks of a package: its versions, and where each is. */
function documentOf({ name: file, bytes, manifest }: Tarball, url: string): object {
  const { name, version } = manifest;
  const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  const dist = { tarball: `${url}-/${file}`, integrity };
  return { name, 'dist-tags': { latest: version }, versions: { [version]: { ...manifest, dist } } };
}
