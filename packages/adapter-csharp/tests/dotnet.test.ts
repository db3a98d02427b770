import { dotnetTests } from './dotnet.js';

dotnetTests(new URL('.', import.meta.url), 'SdkConformance.Adapter.Tests', new URL('../build/tests/', import.meta.url));
