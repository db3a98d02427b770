using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace SdkConformance
{
    /// <summary>One session with the runner: opens it, and lets each worker play calls until the runner says <c>done</c>.</summary>
    internal static class Session
    {
        public static async Task RunAsync(
            RunnerConnection runner,
            ProcessSignals signals,
            Dictionary<string, object?> opening,
            int workersOffered,
            Values values,
            Func<CallMessage, Task<PlayedCall>> play)
        {
            var opened = new MessageReader(
                await runner.PostAsync("/v1/sessions", JsonWriter.Write(opening), CancellationToken.None).ConfigureAwait(false), "");
            var path = "/v1/sessions/" + Uri.EscapeDataString(opened.Text("session"));
            var count = Math.Min(opened.Integer("workers"), workersOffered);
            LetBlockingSdksRunBesideEachOther(count);

            using (var stop = new CancellationTokenSource())
            {
                var workers = new List<Task>();
                for (var worker = 0; worker < count; worker++)
                {
                    var number = worker;
                    workers.Add(Task.Run(() => WorkAsync(runner, signals, path, number, values, play, stop)));
                }

                await Task.WhenAll(workers).ConfigureAwait(false);
            }
        }

        private static async Task WorkAsync(
            RunnerConnection runner,
            ProcessSignals signals,
            string path,
            int worker,
            Values values,
            Func<CallMessage, Task<PlayedCall>> play,
            CancellationTokenSource stop)
        {
            try
            {
                var next = JsonWriter.Write(new Dictionary<string, object?> { ["worker"] = worker });
                while (true)
                {
                    var answer = NextAnswer.Read(await runner.PostAsync(path + "/next", next, stop.Token).ConfigureAwait(false));
                    if (answer.Done) return;
                    if (answer.Echo is { } echo)
                    {
                        var said = new Dictionary<string, object?> { ["worker"] = worker, ["values"] = values.Echoed(echo.Texts) };
                        await ReportAsync(runner, path + "/echoes/" + Uri.EscapeDataString(echo.Id), JsonWriter.Write(said), stop.Token).ConfigureAwait(false);
                    }

                    if (answer.Call == null) continue;
                    var report = await PlayOneAsync(signals, worker, answer.Call, play).ConfigureAwait(false);
                    await ReportAsync(runner, path + "/calls/" + Uri.EscapeDataString(answer.Call.Id), report, stop.Token).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // Another worker failed and its exception is the one to tell.
            }
            catch
            {
                stop.Cancel();
                throw;
            }
        }

        private static async Task ReportAsync(RunnerConnection runner, string path, string report, CancellationToken cancel)
        {
            try
            {
                await runner.PostAsync(path, report, cancel).ConfigureAwait(false);
            }
            catch (RefusedException refused)
            {
                // It concerns this call alone; the runner has noted it, and the other calls go on.
                Console.Error.WriteLine(refused.Message);
            }
        }

        private static async Task<string> PlayOneAsync(ProcessSignals signals, int worker, CallMessage call, Func<CallMessage, Task<PlayedCall>> play)
        {
            var report = new Dictionary<string, object?> { ["worker"] = worker };
            signals.Begin(call.Id);
            var failed = "";
            try
            {
                var played = await play(call).ConfigureAwait(false);
                report["steps"] = played.Steps;
                if (played.NeverSettled != null) report["neverSettled"] = played.NeverSettled;
            }
            catch (AdapterException fault)
            {
                failed = fault.Message;
            }
#pragma warning disable CA1031 // What is told of one call must not end the others.
            catch (Exception unexpected)
#pragma warning restore CA1031
            {
                failed = unexpected.ToString();
            }

            var seen = await signals.EndAsync(call.Id).ConfigureAwait(false);
            if (failed.Length > 0)
            {
                report.Remove("steps");
                report["adapterFailed"] = failed;
            }
            else if (seen.Count > 0)
            {
                report["process"] = seen;
            }

            return JsonWriter.Write(report);
        }

        /// <summary>The pool adds a thread or two a second beyond its minimum; SDKs that block one for each call would wait for each other.</summary>
        private static void LetBlockingSdksRunBesideEachOther(int workers)
        {
            ThreadPool.GetMinThreads(out var threads, out var ports);
            ThreadPool.SetMinThreads(Math.Max(threads, workers + 4), ports);
        }
    }
}
