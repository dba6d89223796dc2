namespace System.Device.Adc;

/// <summary>What every analogue-digital converter offers.</summary>
public abstract class AdcControllerBase
{
    /// <summary>How many logical channels there are.</summary>
    public abstract int ChannelCount { get; }

    /// <summary>Against what channels measure.</summary>
    public abstract AdcChannelMode ChannelMode { get; set; }

    /// <summary>The largest reading.</summary>
    public abstract int MaxValue { get; }

    /// <summary>The smallest reading.</summary>
    public abstract int MinValue { get; }

    /// <summary>Bits of a reading.</summary>
    public abstract int ResolutionInBits { get; }

    /// <summary>True when the converter can measure so.</summary>
    public abstract bool IsChannelModeSupported(AdcChannelMode channelMode);

    /// <summary>Opens a logical channel.</summary>
    public abstract AdcChannel OpenChannel(int channelNumber);
}
