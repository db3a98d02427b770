using FoilEngine.Tests;
using SdkConformance.Testing;

return await TestHost.RunAsync(
    args, typeof(RequestTests), typeof(RetryTests), typeof(RetryAfterTests), typeof(TransportTests), typeof(ErrorTests), typeof(SuccessTests), typeof(StreamTests), typeof(AbortTests), typeof(MutantTests));
