using NanoFramework.StandIns;

namespace System.Device.Pwm;

/// <summary>
/// The chip's PWM as the ESP32 driver sees it: eight timers of two outputs each, and one "started" flag for all of them.
/// </summary>
internal sealed class PwmUnit
{
    internal const int TimerCount = 8;
    private const long ClockHz = 80_000_000;

    /// <summary>The driver tries resolutions from the timer's 20 bits less one downwards.</summary>
    private const int MaxBits = 19;

    private readonly int[] frequencies = new int[TimerCount];
    private readonly uint[] steps = new uint[TimerCount];
    private readonly PwmOutput?[] outputs = new PwmOutput?[TimerCount * 2];

    /// <summary>The flag that serves all channels: set by any Start, cleared by any Stop.</summary>
    internal bool Started { get; set; }

    /// <summary>
    /// Steps of a period at a frequency: the largest power of two at which the 80 MHz clock, in 1/256, is still divided by
    /// more than one.
    /// </summary>
    internal static uint StepsAt(int frequencyHz)
    {
        for (int bits = MaxBits; bits > 0; bits--)
        {
            if ((ClockHz << 8) / frequencyHz / (1L << bits) > 256)
            {
                return 1u << bits;
            }
        }

        return 2;
    }

    /// <summary>The output of a pin on a timer, made when it is not there yet.</summary>
    internal PwmOutput OutputOf(int timer, int gpio)
    {
        for (int slot = timer * 2; slot < timer * 2 + 2; slot++)
        {
            outputs[slot] ??= new PwmOutput(timer, gpio);
            if (outputs[slot]!.Gpio == gpio)
            {
                return outputs[slot]!;
            }
        }

        throw new ArgumentException($"Both outputs of PWM timer {timer} are taken.");
    }

    /// <summary>Sets a timer, and with it both its outputs: the raw duty of the other one stays as it is.</summary>
    internal void SetTimer(ChipHardware chip, int timer, int frequencyHz)
    {
        frequencies[timer] = frequencyHz;
        steps[timer] = StepsAt(frequencyHz);
        for (int slot = timer * 2; slot < timer * 2 + 2; slot++)
        {
            if (outputs[slot] is { Running: true } output)
            {
                Emit(chip, output);
            }
        }
    }

    internal void Emit(ChipHardware chip, PwmOutput output)
    {
        double duty = output.Running ? Math.Min(1.0, (double)output.RawDuty / steps[output.Timer]) : 0;
        chip.WritePwm(output.Gpio, frequencies[output.Timer], duty);
    }
}

/// <summary>One output: the compare register of a pin.</summary>
internal sealed class PwmOutput(int timer, int gpio)
{
    internal int Timer { get; } = timer;

    internal int Gpio { get; } = gpio;

    /// <summary>High time in steps of the timer.</summary>
    internal uint RawDuty { get; set; }

    /// <summary>A channel object holds it.</summary>
    internal bool Mapped { get; set; }

    /// <summary>The pin has been connected to the timer, by a first Start.</summary>
    internal bool Attached { get; set; }

    /// <summary>The signal is on; off, the pin is low.</summary>
    internal bool Running { get; set; }
}
