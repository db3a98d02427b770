import { dotnetTests } from '../../../packages/adapter-csharp/tests/dotnet.js';

dotnetTests(new URL('.', import.meta.url), 'FoilEngine.Tests', new URL('../build/tests/', import.meta.url));
