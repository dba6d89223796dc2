namespace Pen.Control.Run;

/// <summary>The figures of one run, gathered tick by tick. Speed errors count once the ramp is over and has settled.</summary>
public sealed class RunStatistics
{
    /// <summary>Time after the ramp before speed errors count, in ms: the mean that people see spans 100 ms.</summary>
    private const int SettleMs = 250;

    private int settledMs;
    private float errorPermilleMs;
    private int errorMs;
    private float currentMs;

    /// <summary>Duration in ms.</summary>
    public int DurationMs;

    /// <summary>Worst speed error in ‰ of set, without sign.</summary>
    public int WorstSpeedErrorPermille;

    /// <summary>Peak current in mA.</summary>
    public int PeakCurrentMilliamps;

    /// <summary>Worst depth error in µm, signed, the one furthest from 0.</summary>
    public int WorstDepthErrorMicrons;

    /// <summary>Mean speed error in ‰ of set, signed.</summary>
    public int MeanSpeedErrorPermille
    {
        get { return errorMs > 0 ? (int)(errorPermilleMs / errorMs) : 0; }
    }

    /// <summary>Mean current in mA.</summary>
    public int MeanCurrentMilliamps
    {
        get { return DurationMs > 0 ? (int)(currentMs / DurationMs) : 0; }
    }

    /// <summary>A new run.</summary>
    public void Reset()
    {
        settledMs = 0;
        errorPermilleMs = 0f;
        errorMs = 0;
        currentMs = 0f;
        DurationMs = 0;
        WorstSpeedErrorPermille = 0;
        PeakCurrentMilliamps = 0;
        WorstDepthErrorMicrons = 0;
    }

    /// <summary>Takes one tick.</summary>
    public void Step(int setHz, bool atSet, int meanCentiHz, int currentMilliamps, int tickMs)
    {
        DurationMs += tickMs;
        currentMs += (float)currentMilliamps * tickMs;
        if (currentMilliamps > PeakCurrentMilliamps)
        {
            PeakCurrentMilliamps = currentMilliamps;
        }

        settledMs = atSet ? settledMs + tickMs : 0;
        if (settledMs < SettleMs || setHz <= 0)
        {
            return;
        }

        int permille = ((meanCentiHz - (setHz * 100)) * 10) / setHz;
        errorPermilleMs += (float)permille * tickMs;
        errorMs += tickMs;
        permille = permille < 0 ? -permille : permille;
        if (permille > WorstSpeedErrorPermille)
        {
            WorstSpeedErrorPermille = permille;
        }
    }

    /// <summary>Takes one verified depth error in µm.</summary>
    public void Depth(int errorMicrons)
    {
        int magnitude = errorMicrons < 0 ? -errorMicrons : errorMicrons;
        int worst = WorstDepthErrorMicrons < 0 ? -WorstDepthErrorMicrons : WorstDepthErrorMicrons;
        if (magnitude > worst)
        {
            WorstDepthErrorMicrons = errorMicrons;
        }
    }
}
