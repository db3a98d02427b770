import { fileURLToPath } from 'node:url';
import { pythonTests } from '../../../packages/adapter-python/tests/python.js';

pythonTests(new URL('.', import.meta.url), {
  command: ['python3', fileURLToPath(new URL('../launch.py', import.meta.url))],
  needs: ['--check'],
  install: 'no Python here has httpx, see conformance/python/README.md',
});
