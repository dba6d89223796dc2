using NanoFramework.StandIns;

namespace System.Device.Adc;

/// <summary>One analogue input.</summary>
public class AdcChannel : AdcChannelBase, IDisposable
{
    /// <summary>Logical channel 9 was the hall sensor, which the chip's driver no longer reads.</summary>
    private const int HallSensorChannel = 9;

    private readonly ChipHardware chip;
    private readonly int channel;
    private bool disposed;

    internal AdcChannel(ChipHardware chip, AdcController controller, int channel)
    {
        this.chip = chip;
        Controller = controller;
        this.channel = channel;
    }

    /// <summary>One conversion, 0 … 4095.</summary>
    /// <exception cref="ArgumentException">The channel is the hall sensor (9).</exception>
    /// <exception cref="ObjectDisposedException">The channel was disposed.</exception>
    public override int ReadValue()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (channel == HallSensorChannel)
        {
            throw new ArgumentException("The hall sensor cannot be read.");
        }

        return chip.ReadAdc(channel);
    }

    /// <summary>Closes the channel.</summary>
    public void Dispose() => disposed = true;
}
