using System.Device.Gpio;

namespace Pen.Board.Drivers;

/// <summary>The motor's encoder, counted in hardware: one read a tick, differences of a running count.</summary>
public sealed class Tachometer
{
    private const int NoSecondPin = -1;

    private readonly GpioPulseCounter counter;
    private long lastCount;

    /// <summary>Opens and starts the counter, both edges.</summary>
    public Tachometer()
    {
        counter = new GpioPulseCounter(PinMap.Tachometer, NoSecondPin);
        counter.Polarity = GpioPulsePolarity.Both;
        counter.Start();
    }

    /// <summary>Edges since the last reading. An overflow glitch of the chip shows here and is judged by the speed sensor.</summary>
    public int ReadEdges()
    {
        long count = counter.Read().Count;
        long edges = count - lastCount;
        lastCount = count;
        return (int)edges;
    }
}
