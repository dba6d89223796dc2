using System;
using System.Collections.Generic;
using System.Linq;

namespace Pen.Workshop.Trials.BurnIns;

/// <summary>
/// Statistics of one quantity over a time that nobody knows beforehand, in a memory that does not grow: stretches of equal length, which
/// are joined two by two when there are too many.
/// </summary>
internal sealed class Tally
{
    /// <summary>Most stretches; even.</summary>
    public const int MostStretches = 400;

    private readonly List<Stretch> stretches = [];
    private double width = 1;

    /// <summary>Values.</summary>
    public long Count { get; private set; }

    /// <summary>Lowest value.</summary>
    public double Min { get; private set; } = double.PositiveInfinity;

    /// <summary>Highest value.</summary>
    public double Max { get; private set; } = double.NegativeInfinity;

    /// <summary>Their mean; not a number without any.</summary>
    public double Mean => Stretch.MeanOf(stretches);

    /// <summary>The stretches that hold something: middle in s, lowest, mean and highest value.</summary>
    public IEnumerable<(double Seconds, double Min, double Mean, double Max)> Stretches =>
        stretches
            .Select((s, i) => (Seconds: (i + 0.5) * width, Stretch: s))
            .Where(s => s.Stretch.Count > 0)
            .Select(s => (s.Seconds, s.Stretch.Min, s.Stretch.Sum / s.Stretch.Count, s.Stretch.Max));

    /// <summary>Mean of the first tenth of the time in which there are values; not a number without any.</summary>
    public double FirstTenth => Stretch.MeanOf(Filled().Take(Tenth()));

    /// <summary>Mean of the last tenth.</summary>
    public double LastTenth => Stretch.MeanOf(Filled().TakeLast(Tenth()));

    /// <summary>Takes a value.</summary>
    /// <param name="seconds">When, from the beginning, not negative.</param>
    /// <param name="value">Finite.</param>
    public void Add(double seconds, double value)
    {
        if (!double.IsFinite(value) || !double.IsFinite(seconds) || seconds < 0 || seconds > 1e9)
        {
            return;
        }

        while (seconds / width >= MostStretches)
        {
            Join();
        }

        int at = (int)(seconds / width);
        while (stretches.Count <= at)
        {
            stretches.Add(new Stretch());
        }

        stretches[at].Add(value);
        Count++;
        Min = Math.Min(Min, value);
        Max = Math.Max(Max, value);
    }

    private IEnumerable<Stretch> Filled() => stretches.Where(s => s.Count > 0);

    private int Tenth() => Math.Max(1, Filled().Count() / 10);

    private void Join()
    {
        width *= 2;
        var joined = stretches.Chunk(2).Select(pair => Stretch.Of(pair)).ToList();
        stretches.Clear();
        stretches.AddRange(joined);
    }

    private sealed class Stretch
    {
        public long Count { get; private set; }

        public double Sum { get; private set; }

        public double Min { get; private set; } = double.PositiveInfinity;

        public double Max { get; private set; } = double.NegativeInfinity;

        public static Stretch Of(IReadOnlyCollection<Stretch> parts) =>
            new()
            {
                Count = parts.Sum(p => p.Count),
                Sum = parts.Sum(p => p.Sum),
                Min = parts.Min(p => p.Min),
                Max = parts.Max(p => p.Max),
            };

        public static double MeanOf(IEnumerable<Stretch> parts)
        {
            Stretch whole = Of([.. parts.DefaultIfEmpty(new Stretch())]);
            return whole.Count == 0 ? double.NaN : whole.Sum / whole.Count;
        }

        public void Add(double value)
        {
            Count++;
            Sum += value;
            Min = Math.Min(Min, value);
            Max = Math.Max(Max, value);
        }
    }
}
