using System;
using System.Diagnostics;
using System.Threading.Tasks;

namespace Pen.Simulator.Tests.Endpoints;

/// <summary>Waits for conditions of the wall clock's world.</summary>
internal static class Wait
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    public static async Task UntilAsync(Func<bool> condition, string what)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Limit, $"Waited {Limit.TotalSeconds} s in vain for: {what}");
            await Task.Delay(2);
        }
    }
}
