import { execFileSync } from 'node:child_process';

/** Tests import other packages by their built output, so it is brought up to date first. */
export default function build(): void {
  execFileSync('node_modules/.bin/tsc', ['-b'], { stdio: 'inherit' });
}
