namespace Pen.Control.Motion;

/// <summary>
/// Speed and strokes from the encoder's edges. One tick's reading is quick and coarse (one edge is 0.8 Hz in 10 ms); the mean
/// of the last ten ticks is what people and the log see. A count that no motor can make is the pulse counter's overflow glitch
/// and is dropped; a third one in a row is believed to be a broken sensor and reads as standstill.
/// </summary>
public sealed class SpeedSensor
{
    /// <summary>Edges a stroke: 64 lines, both edges.</summary>
    public const int EdgesPerStroke = 128;

    private const int WindowTicks = 10;

    /// <summary>No-load speed of the motor at 6 V is 235 Hz (14,100 rpm, data sheet); a third above that is a glitch.</summary>
    private const float ImpossibleHz = 310f;

    private const int GlitchesBelieved = 3;

    private readonly int[] windowEdges = new int[WindowTicks];
    private readonly int[] windowMicros = new int[WindowTicks];
    private int windowIndex;
    private int windowEdgeSum;
    private int windowMicrosSum;
    private int glitches;

    /// <summary>Speed over the last tick in Hz.</summary>
    public float TickHz;

    /// <summary>Edges in the last tick, glitches dropped.</summary>
    public int TickEdges;

    /// <summary>Speed over the last ten ticks in 0.01 Hz.</summary>
    public int MeanCentiHz;

    /// <summary>Edges since the start, glitches dropped; wraps.</summary>
    public uint TotalEdges;

    /// <summary>Edges since <see cref="ResetCount"/>.</summary>
    public int Edges;

    /// <summary>Strokes since <see cref="ResetCount"/>.</summary>
    public int Strokes
    {
        get { return Edges / EdgesPerStroke; }
    }

    /// <summary>Starts counting strokes anew.</summary>
    public void ResetCount()
    {
        Edges = 0;
    }

    /// <summary>Takes one reading: <paramref name="edges"/> in <paramref name="micros"/>.</summary>
    public void Update(int edges, int micros)
    {
        if (micros <= 0)
        {
            return;
        }

        float hz = edges * (1000000f / EdgesPerStroke) / micros;
        if (hz < 0f || hz > ImpossibleHz)
        {
            glitches++;
            if (glitches < GlitchesBelieved)
            {
                return;
            }

            edges = 0;
            hz = 0f;
        }
        else
        {
            glitches = 0;
        }

        TickEdges = edges;
        TickHz = hz;
        Edges += edges;
        TotalEdges += (uint)edges;
        Average(edges, micros);
    }

    private void Average(int edges, int micros)
    {
        windowEdgeSum += edges - windowEdges[windowIndex];
        windowMicrosSum += micros - windowMicros[windowIndex];
        windowEdges[windowIndex] = edges;
        windowMicros[windowIndex] = micros;
        windowIndex = windowIndex + 1 == WindowTicks ? 0 : windowIndex + 1;
        MeanCentiHz = (int)(windowEdgeSum * (100f * 1000000f / EdgesPerStroke) / windowMicrosSum);
    }
}
