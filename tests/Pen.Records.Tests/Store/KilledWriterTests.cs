using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Pen.Records.Store.Model;
using Xunit.Abstractions;

namespace Pen.Records.Tests.Store;

public sealed class KilledSqliteWriterTests(ITestOutputHelper output)
    : KilledWriterTests(folder => Path.Combine(folder, "records.db"), output, 200);

[Collection("postgres")]
public sealed class KilledPostgresWriterTests(PostgresServer server, ITestOutputHelper output)
    : KilledWriterTests(_ => server.NewDatabase(), output, 40);

/// <summary>A program that writes is killed at any moment: what was acknowledged is there, once, and nothing is half there.</summary>
public abstract class KilledWriterTests(Func<string, string> address, ITestOutputHelper output, int kills) : StoreBench(address)
{
    [Fact]
    [Trait("Speed", "Slow")]
    public async Task KilledAtAnyMomentNothingThatWasAcknowledgedIsLost()
    {
        int seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        Session session = Begin().Session;
        (int acknowledged, int hits) = (0, 0);
        for (int kill = 0; kill < kills; kill++)
        {
            using Process writer = Start(session.Id);
            // Most are killed among their writes; one in five at any moment of its start.
            string first =
                kill % 5 == 0 ? "" : await writer.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30)) ?? "";
            await Task.Delay(random.Next(0, kill % 5 == 0 ? 400 : 60));
            writer.Kill();
            string rest = await writer.StandardOutput.ReadToEndAsync();
            await writer.WaitForExitAsync();
            // The last line may have been cut off in the middle, like everything else.
            string[] lines = $"{first}\n{rest}".Split('\n');
            int before = acknowledged;
            acknowledged = lines[..^1].LastOrDefault(l => l.Length > 0) is { } last ? int.Parse(last) : acknowledged;
            int there = Again().Events(session.Id).Count;
            Assert.InRange(there, acknowledged, acknowledged + 1);
            hits += acknowledged > before ? 1 : 0;
            acknowledged = there;
        }

        Assert.Equal(Enumerable.Range(1, acknowledged), Store.Events(session.Id).Select(e => e.Sequence));
        Assert.Empty(Problems());
        output.WriteLine($"{kills} kills, {hits} of them among writes, {acknowledged} events");
        Assert.True(hits > kills / 2, $"only {hits} of {kills} kills met a writer at work");
    }

    private Process Start(string sessionId) =>
        Process.Start(
            new ProcessStartInfo(
                "dotnet",
                ["exec", Path.Combine(AppContext.BaseDirectory, "Pen.Records.Writer.dll"), Address, KeyPath, sessionId]
            )
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
}
