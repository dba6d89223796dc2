using System;
using NanoFramework.StandIns;
using Pen.Board;

namespace Pen.Simulator.Chip;

/// <summary>The ESP32 as the stand-ins see it, wired to the world as <see cref="PinMap"/> says.</summary>
public sealed class SimulatedChip : ChipHardware
{
    private const double CountsPerVolt = BoardScaling.AdcMaxCounts * 1000.0 / BoardScaling.AdcFullScaleMillivolts;

    /// <summary>Noise of the converter in counts (ESP32 without averaging: a few LSB).</summary>
    private const double NoiseCounts = 4;

    /// <summary>Chance and size of a jump in the converter's reading.</summary>
    private const double SpikeChance = 1.0 / 2000;

    private const double SpikeCounts = 60;

    /// <summary>How long a transfer waits on a bus that is held low, in µs (nf-interpreter gives ESP-IDF's driver a second).</summary>
    private const int StuckBusMicros = 1_000_000;

    private readonly PenWorld world;
    private readonly long origin;

    /// <summary>Creates the chip at the world's present time.</summary>
    public SimulatedChip(PenWorld world, int mostI2cHz = 1_000_000)
    {
        this.world = world;
        MostI2cHz = mostI2cHz;
        origin = world.Micros;
    }

    /// <inheritdoc />
    public override int MostI2cHz { get; }

    /// <summary>The world's time in µs; the chip's own timer began at 0 when it was switched on.</summary>
    public long WorldMicros => origin + NowMicros;

    /// <summary>Without power nothing answers and nothing is driven.</summary>
    public bool Powered { get; set; } = true;

    /// <summary>The firmware asked for a reboot.</summary>
    public bool RebootAsked { get; private set; }

    /// <inheritdoc />
    public override void Spend(long micros)
    {
        NowMicros += micros;
        world.AdvanceTo(WorldMicros);
    }

    /// <summary>Time moves to the next edge of the scheduler, and <paramref name="jitterMicros"/> beyond it.</summary>
    public void SleepToNextEdge(int jitterMicros)
    {
        long edge = ((NowMicros / ChipCosts.EdgeMicros) + 1) * ChipCosts.EdgeMicros;
        Spend(edge + jitterMicros - NowMicros);
    }

    /// <inheritdoc />
    public override void ConfigurePin(int gpio, int mode) { }

    /// <inheritdoc />
    public override void WritePin(int gpio, bool high)
    {
        if (!Powered)
        {
            return;
        }

        Spend(ChipCosts.GpioMicros);
        switch (gpio)
        {
            case PinMap.MotorEnable:
                world.Gate.SetEnable(high);
                break;
            case PinMap.WatchdogKick:
                world.Gate.SetKick(high, WorldMicros);
                break;
            case PinMap.GateReset:
                world.Gate.SetReset(high);
                break;
            case PinMap.StatusLed:
                world.Led = high;
                break;
            case PinMap.Buzzer:
                world.Buzzer = high;
                break;
        }
    }

    /// <inheritdoc />
    public override bool ReadPin(int gpio)
    {
        Spend(ChipCosts.GpioMicros);
        return gpio switch
        {
            PinMap.Trigger => !world.Gate.Pressed,
            PinMap.CartridgeSwitch => !world.Slot.SwitchClosed,
            PinMap.DockContact => !world.Dock.Closed,
            _ => false,
        };
    }

    /// <inheritdoc />
    public override void WritePwm(int gpio, int frequencyHz, double duty)
    {
        if (!Powered)
        {
            return;
        }

        Spend(ChipCosts.PwmMicros);
        if (gpio == PinMap.MotorPwm)
        {
            world.SetMotorDuty(duty);
        }
        else if (gpio == PinMap.ServoPwm)
        {
            world.Depth.SetPulse(frequencyHz > 0 ? duty * 1e6 / frequencyHz : 0);
        }
    }

    /// <inheritdoc />
    public override int ReadAdc(int channel)
    {
        Spend(ChipCosts.AdcMicros);
        double counts = channel switch
        {
            PinMap.DepthPotChannel => world.Depth.PotCounts,
            PinMap.MotorCurrentChannel => ((world.FilteredAmps * world.CurrentSensorGain) + world.CurrentSensorOffsetAmps)
                * (BoardScaling.CurrentMillivoltsPerAmp / 1000.0)
                * CountsPerVolt,
            PinMap.MotorThermistorChannel when world.Heat.CaseThermistorOpen => BoardScaling.AdcMaxCounts,
            PinMap.BoardThermistorChannel when world.Heat.BoardThermistorShorted => 0,
            PinMap.MotorThermistorChannel => Temperature(world.Heat.CaseCelsius, ref caseCelsius, ref caseCounts),
            PinMap.BoardThermistorChannel => Temperature(world.Heat.BoardCelsius, ref boardCelsius, ref boardCounts),
            PinMap.BatteryChannel => world.Cell.SensedVolts / BoardScaling.BatteryDivider * CountsPerVolt,
            PinMap.GateMonitorChannel => (world.Gate.WatchdogOk ? BoardScaling.GateWatchdogCounts : 0)
                + (world.Gate.On ? BoardScaling.GateOnCounts : 0),
            _ => 0,
        };
        ulong bits = world.Noise.Bits();
        counts += (((bits & 0xFFFF) + ((bits >> 16) & 0xFFFF)) / 65536.0 - 1) * (NoiseCounts * 2.449);
        if ((bits >> 32) < (ulong)(SpikeChance * 4294967296.0))
        {
            counts += (bits & 1) == 0 ? SpikeCounts : -SpikeCounts;
        }

        return counts <= 0 ? 0
            : counts >= BoardScaling.AdcMaxCounts ? BoardScaling.AdcMaxCounts
            : (int)counts;
    }

    private double caseCelsius = double.NaN;
    private double caseCounts;
    private double boardCelsius = double.NaN;
    private double boardCounts;

    /// <summary>A temperature moves slowly and an exponential is dear: it is taken anew after every 0.02 K.</summary>
    private static double Temperature(double celsius, ref double last, ref double counts)
    {
        if (!(Math.Abs(celsius - last) < 0.02))
        {
            last = celsius;
            counts = PenWorld.ThermistorCounts(celsius);
        }

        return counts;
    }

    /// <inheritdoc />
    public override long CountEdges(int gpio)
    {
        Spend(ChipCosts.PulseMicros + SlowMicros);
        if (BreakNextTick)
        {
            BreakNextTick = false;
            throw new InvalidOperationException("The pulse counter was taken away.");
        }

        PulseCounterReads++;
        return gpio == PinMap.Tachometer ? world.Motor.Edges : 0;
    }

    /// <summary>Times the pulse counter was read: a native call that a tick can afford once.</summary>
    public int PulseCounterReads { get; private set; }

    /// <summary>Times a block was read from the serial port: likewise.</summary>
    public int SerialReads { get; private set; }

    /// <summary>Injected: the next reading of the pulse counter throws, as a driver of the platform may.</summary>
    public bool BreakNextTick { get; set; }

    /// <summary>Injected: the interpreter takes this much longer for each tick, in µs.</summary>
    public int SlowMicros { get; set; }

    /// <summary>Injected: a line of the FRAM's bus is held low, and every transfer waits in vain.</summary>
    public bool FramBusStuck { get; set; }

    /// <summary>Injected: likewise on the cartridge's bus.</summary>
    public bool CartridgeBusStuck { get; set; }

    /// <summary>Injected: readings of the pulse counter that show its overflow glitch.</summary>
    public int PulseGlitches { get; set; }

    /// <inheritdoc />
    public override bool TakePulseCounterGlitch()
    {
        if (PulseGlitches == 0)
        {
            return false;
        }

        PulseGlitches--;
        return true;
    }

    /// <inheritdoc />
    public override bool TransferI2c(int bus, int address, ReadOnlySpan<byte> write, Span<byte> read)
    {
        if (!Powered)
        {
            return false;
        }

        if (bus == PinMap.FramBus ? FramBusStuck : CartridgeBusStuck)
        {
            Spend(StuckBusMicros);
            return false;
        }

        bool answered = (bus, address) switch
        {
            (PinMap.FramBus, >= PinMap.FramAddress and <= PinMap.FramAddress + 3) => world.Fram.Transfer(
                address - PinMap.FramAddress,
                write,
                read
            ),
            (PinMap.CartridgeBus, PinMap.CartridgeAddress) => world.Slot.TransferMemory(write, read),
            (PinMap.CartridgeBus, PinMap.CartridgeSerialAddress) => world.Slot.TransferSerial(write, read),
            _ => false,
        };
        Powered = Powered && world.Fram.CutAfterBytes != 0 && !world.Slot.PowerCut;
        return answered && Powered;
    }

    /// <inheritdoc />
    public override void OpenUart(int uart, int baud, int receiveBufferBytes) => world.Line.Open(baud, receiveBufferBytes);

    /// <inheritdoc />
    public override void CloseUart(int uart) { }

    /// <inheritdoc />
    public override int UartAvailable(int uart) => world.Line.Available(WorldMicros);

    /// <inheritdoc />
    public override int ReadUart(int uart, byte[] buffer, int offset, int count)
    {
        SerialReads++;
        return world.Line.Read(buffer, offset, count, WorldMicros);
    }

    /// <inheritdoc />
    public override void WriteUart(int uart, byte[] buffer, int offset, int count)
    {
        if (Powered)
        {
            world.Line.Write(buffer, offset, count);
        }
    }

    /// <inheritdoc />
    public override void Reboot() => RebootAsked = true;
}
