namespace System.Device.Adc;

/// <summary>What every analogue channel offers.</summary>
public abstract class AdcChannelBase
{
    private AdcController? controller;

    /// <summary>The converter.</summary>
    public AdcController Controller
    {
        get => controller!;
        private protected init => controller = value;
    }

    /// <summary>One conversion as a share of full scale, 0 … 1.</summary>
    public double ReadRatio() => ReadValue() / (double)Controller.MaxValue;

    /// <summary>One conversion.</summary>
    public abstract int ReadValue();
}
