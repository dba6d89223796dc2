using System;
using System.Device.Pwm;

namespace Iot.Device.ServoMotor;

/// <summary>A servo on a PWM channel: pulse width in µs instead of duty. At 50 Hz a step of the duty (1/10000) is 2 µs.</summary>
public sealed class ServoMotor : IDisposable
{
    private PwmChannel? channel;
    private double maximumAngle;
    private double minimumMicros;
    private double microsPerDegree;

    /// <summary>A servo; the channel is neither started nor written.</summary>
    /// <exception cref="ArgumentOutOfRangeException">See <see cref="Calibrate"/>.</exception>
    public ServoMotor(
        PwmChannel pwmChannel,
        double maximumAngle = 180,
        double minimumPulseWidthMicroseconds = 1_000,
        double maximumPulseWidthMicroseconds = 2_000
    )
    {
        channel = pwmChannel;
        Calibrate(maximumAngle, minimumPulseWidthMicroseconds, maximumPulseWidthMicroseconds);
    }

    /// <summary>Sets which pulse widths belong to 0° and to the largest angle.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The angle is not 0 … 360°, or a width is negative or below the other.</exception>
    public void Calibrate(double maximumAngle, double minimumPulseWidthMicroseconds, double maximumPulseWidthMicroseconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maximumAngle);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maximumAngle, 360);
        ArgumentOutOfRangeException.ThrowIfNegative(minimumPulseWidthMicroseconds);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumPulseWidthMicroseconds, minimumPulseWidthMicroseconds);
        this.maximumAngle = maximumAngle;
        minimumMicros = minimumPulseWidthMicroseconds;
        microsPerDegree = (maximumPulseWidthMicroseconds - minimumPulseWidthMicroseconds) / maximumAngle;
    }

    /// <summary>Starts the channel.</summary>
    public void Start() => channel!.Start();

    /// <summary>Stops the channel, with all that this means for the others.</summary>
    public void Stop() => channel!.Stop();

    /// <summary>Sets the angle in degrees, rounded down to whole µs of pulse.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Beyond the calibrated range.</exception>
    public void WriteAngle(double angle)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(angle);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(angle, maximumAngle);
        WritePulseWidth((int)(minimumMicros + angle * microsPerDegree));
    }

    /// <summary>Sets the pulse width in µs; only the length of a period bounds it.</summary>
    /// <exception cref="ArgumentException">Negative, or longer than a period.</exception>
    public void WritePulseWidth(int microseconds)
    {
        // Same order of operations as on the chip: the duty is cut to 1/10000 afterwards, and rounding decides which one.
        double seconds = microseconds / 1_000_000.0;
        channel!.DutyCycle = seconds * channel.Frequency;
    }

    /// <summary>Disposes of the channel; the signal goes on.</summary>
    public void Dispose()
    {
        channel?.Dispose();
        channel = null;
    }
}
