using System.Threading;

namespace Pen.Board;

/// <summary>Where the chip starts. The simulator calls <see cref="PenApp"/> itself; only this endless loop is the chip's alone.</summary>
public static class Program
{
    /// <summary>The shortest sleep: it ends at the scheduler's next 10 ms edge.</summary>
    private const int ToNextEdgeMs = 1;

    /// <summary>Opens the pen and ticks for ever.</summary>
    public static void Main()
    {
        var app = new PenApp();
        app.Open();
        while (true)
        {
            app.Tick();
            Thread.Sleep(ToNextEdgeMs);
        }
    }
}
