using SdkConformance.Testing;
using SdkConformance.Tests;

if (args.Length == 2 && args[0] == FakeClock.Argument) return FakeClock.Serve(args[1]);
return await TestHost.RunAsync(args, typeof(JsonTests), typeof(ErrorDescriptionTests), typeof(SessionTests), typeof(RefusalTests), typeof(VirtualTimeTests), typeof(KernelThreadsTests));
