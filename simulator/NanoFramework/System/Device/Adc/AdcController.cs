using NanoFramework.StandIns;

namespace System.Device.Adc;

/// <summary>The ESP32's converters as one: 20 logical channels of 12 bits (0–9 are ADC1 and its inner sensors, 10–19 ADC2).</summary>
public class AdcController : AdcControllerBase
{
    private const int Channels = 20;
    private readonly ChipHardware chip;

    /// <summary>The converter of this thread's chip.</summary>
    public AdcController() => chip = ChipHardware.Current;

    /// <inheritdoc/>
    public override int ChannelCount => Channels;

    /// <inheritdoc/>
    public override AdcChannelMode ChannelMode { get; set; } = AdcChannelMode.SingleEnded;

    /// <inheritdoc/>
    public override int MaxValue => 4095;

    /// <inheritdoc/>
    public override int MinValue => 0;

    /// <inheritdoc/>
    public override int ResolutionInBits => 12;

    /// <inheritdoc/>
    public override bool IsChannelModeSupported(AdcChannelMode channelMode) => channelMode == AdcChannelMode.SingleEnded;

    /// <summary>Opens a logical channel.</summary>
    /// <exception cref="ArgumentException">Not 0 … 19.</exception>
    public override AdcChannel OpenChannel(int channelNumber) =>
        channelNumber is >= 0 and < Channels
            ? new AdcChannel(chip, this, channelNumber)
            : throw new ArgumentException($"The ESP32 has no ADC channel {channelNumber}.");
}
