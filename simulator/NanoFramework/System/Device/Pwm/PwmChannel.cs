using NanoFramework.StandIns;

namespace System.Device.Pwm;

/// <summary>
/// One PWM output. Start every channel once with duty 0 and never stop one: the driver keeps a single "started" flag for all.
/// </summary>
public sealed class PwmChannel : IDisposable
{
    private const double DutyUnits = 10000.0;
    private const int FirstPwmFunction = 0x040100;

    private readonly ChipHardware chip;
    private readonly PwmUnit unit;
    private readonly PwmOutput output;
    private readonly int timer;
    private int frequency;
    private uint ownSteps;
    private uint duty;
    private bool disposed;

    /// <summary>A channel by number. On the ESP32 this always fails: the pin stays unknown.</summary>
    /// <exception cref="ArgumentException">Always.</exception>
    public PwmChannel(int chip, int channel, int frequency = 400, double dutyCyclePercentage = 0.5)
        : this(ChipHardware.Current, chip, -1, frequency, dutyCyclePercentage) { }

    private PwmChannel(ChipHardware hardware, int timer, int gpio, int frequency, double dutyCycle)
    {
        if (!PlatformState.CanDrive(gpio))
        {
            throw new ArgumentException($"GPIO {gpio} is no output: make the channel with CreateFromPin.");
        }

        chip = hardware;
        this.timer = timer;
        unit = hardware.Platform.Pwm;
        output = unit.OutputOf(timer, gpio);
        // A new channel only notes its frequency; the timer hears of it at the first Start or the first change.
        Frequency = frequency;
        output.Mapped = true;
        DutyCycle = dutyCycle;
    }

    /// <summary>
    /// Frequency in Hz. It is the timer's: both channels of a timer (PWM1 and PWM2, PWM3 and PWM4 …) change, and the duty of the
    /// other one is off when the resolution changed.
    /// </summary>
    /// <exception cref="ArgumentException">Not 1 … 40,000,000.</exception>
    public int Frequency
    {
        get => frequency;
        set
        {
            if (value is <= 0 or > 40_000_000)
            {
                throw new ArgumentException("A PWM frequency is 1 Hz to 40 MHz.");
            }

            uint stepsBefore = ownSteps;
            frequency = value;
            ownSteps = PwmUnit.StepsAt(value);
            if (!output.Mapped)
            {
                return;
            }

            if (ownSteps != stepsBefore)
            {
                output.RawDuty = RawDuty();
                output.Running = output.Attached;
            }

            unit.SetTimer(chip, timer, value);
        }
    }

    /// <summary>
    /// Share of high time, 0 … 1, kept in 1/10000. While the driver's flag says "stopped" it is only stored; else it goes to the
    /// pin, and switches a stopped channel on again.
    /// </summary>
    /// <exception cref="ArgumentException">Not 0 … 1.</exception>
    public double DutyCycle
    {
        get => duty / DutyUnits;
        set
        {
            if (!(value >= 0.0 && value <= 1.0))
            {
                throw new ArgumentException("A duty is 0 to 1.");
            }

            duty = (uint)(value * DutyUnits);
            if (!unit.Started)
            {
                return;
            }

            if (disposed)
            {
                throw new ArgumentException("The PWM channel was disposed.");
            }

            output.RawDuty = RawDuty();
            output.Running = output.Attached;
            if (output.Running)
            {
                unit.Emit(chip, output);
            }
        }
    }

    /// <summary>A channel by number. On the ESP32 this always fails: the pin stays unknown.</summary>
    /// <exception cref="ArgumentException">Always.</exception>
    public static PwmChannel Create(int chip, int channel, int frequency = 400, double dutyCyclePercentage = 0.5) =>
        new(chip, channel, frequency, dutyCyclePercentage);

    /// <summary>The channel of a pin that <c>Configuration.SetPinFunction</c> has given a PWM function; not started.</summary>
    /// <returns>Null when the pin has none.</returns>
    public static PwmChannel? CreateFromPin(int pin, int frequency = 400, double dutyCyclePercentage = 0.5)
    {
        ChipHardware chip = ChipHardware.Current;
        for (int number = 0; number < PwmUnit.TimerCount * 2; number++)
        {
            if (chip.Platform.FunctionPin(FirstPwmFunction + (number << 8)) == pin && pin >= 0)
            {
                return new PwmChannel(chip, number / 2, pin, frequency, dutyCyclePercentage);
            }
        }

        return null;
    }

    /// <summary>Connects the pin and puts the stored duty out; sets the driver's flag for all channels.</summary>
    public void Start()
    {
        output.Attached = true;
        output.Running = true;
        output.RawDuty = RawDuty();
        unit.Started = true;
        unit.SetTimer(chip, timer, frequency);
    }

    /// <summary>Pin low; clears the driver's flag for all channels.</summary>
    public void Stop()
    {
        output.Running = false;
        unit.Started = false;
        unit.Emit(chip, output);
    }

    /// <summary>Forgets the channel. The signal on the pin goes on.</summary>
    public void Dispose()
    {
        disposed = true;
        output.Mapped = false;
    }

    /// <summary>In 32 bits, as the driver computes it: at 19 bits (below 153 Hz) a duty over 0.819 overflows.</summary>
    private uint RawDuty() => unchecked(ownSteps * duty) / (uint)DutyUnits;
}
