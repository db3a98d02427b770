using SdkConformance.Testing;
using SdkConformance.Tests;

return await TestHost.RunAsync(args, typeof(JsonTests), typeof(ErrorDescriptionTests), typeof(SessionTests), typeof(RefusalTests), typeof(VirtualTimeTests));
