import { pythonTests } from './python.js';

pythonTests(new URL('.', import.meta.url), {
  command: ['python3'],
  needs: ['-c', 'import sys; sys.exit(sys.version_info < (3, 9))'],
  install: 'Python 3.9 or newer is not on the PATH',
});
