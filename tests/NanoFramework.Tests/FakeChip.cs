using System;
using NanoFramework.StandIns;

namespace NanoFramework.Tests;

/// <summary>A chip without a world around it: remembers what it was told and answers what the test has set. Allocates nothing.</summary>
internal sealed class FakeChip : ChipHardware
{
    private readonly byte[] received = new byte[4096];
    private int receivedCount;

    public int[] Modes { get; } = new int[40];

    public bool[] Levels { get; } = new bool[40];

    public long[] Edges { get; } = new long[40];

    public double[] Duties { get; } = new double[40];

    public int[] Frequencies { get; } = new int[40];

    public int PwmWrites { get; private set; }

    public int[] AdcValues { get; } = new int[20];

    public bool GlitchNext { get; set; }

    public bool Acknowledges { get; set; } = true;

    public int I2cTransfers { get; private set; }

    public int LastI2cBus { get; private set; }

    public int LastI2cAddress { get; private set; }

    public byte[] I2cWritten { get; } = new byte[256];

    public int I2cWrittenCount { get; private set; }

    public byte[] I2cAnswer { get; } = new byte[4096];

    public int OpenBaud { get; private set; }

    public int OpenBufferBytes { get; private set; }

    public int OpenedUart { get; private set; }

    public byte[] Sent { get; } = new byte[4096];

    public int SentCount { get; private set; }

    public long SentAtMicros { get; private set; }

    /// <summary>Bytes that arrive while time passes: one each so many µs; 0 for none.</summary>
    public long ArrivalMicros { get; set; }

    public bool Rebooted { get; private set; }

    public static FakeChip Boot()
    {
        var chip = new FakeChip();
        Current = chip;
        return chip;
    }

    public void Receive(params byte[] bytes)
    {
        bytes.CopyTo(received, receivedCount);
        receivedCount += bytes.Length;
    }

    public void PullReset() => ResetPlatform();

    public override void Spend(long micros)
    {
        if (ArrivalMicros > 0)
        {
            receivedCount += (int)((NowMicros + micros) / ArrivalMicros - NowMicros / ArrivalMicros);
        }

        NowMicros += micros;
    }

    public override void ConfigurePin(int gpio, int mode) => Modes[gpio] = mode;

    public override void WritePin(int gpio, bool high) => Levels[gpio] = high;

    public override bool ReadPin(int gpio) => Levels[gpio];

    public override void WritePwm(int gpio, int frequencyHz, double duty)
    {
        PwmWrites++;
        Frequencies[gpio] = frequencyHz;
        Duties[gpio] = duty;
    }

    public override int ReadAdc(int channel) => AdcValues[channel];

    public override long CountEdges(int gpio) => Edges[gpio];

    public override bool TakePulseCounterGlitch()
    {
        bool glitch = GlitchNext;
        GlitchNext = false;
        return glitch;
    }

    public override bool TransferI2c(int bus, int address, ReadOnlySpan<byte> write, Span<byte> read)
    {
        I2cTransfers++;
        LastI2cBus = bus;
        LastI2cAddress = address;
        if (!Acknowledges)
        {
            return false;
        }

        write.CopyTo(I2cWritten);
        I2cWrittenCount = write.Length;
        I2cAnswer.AsSpan(0, read.Length).CopyTo(read);
        return true;
    }

    public override void OpenUart(int uart, int baud, int receiveBufferBytes)
    {
        OpenedUart = uart;
        OpenBaud = baud;
        OpenBufferBytes = receiveBufferBytes;
    }

    public override void CloseUart(int uart) => OpenedUart = 0;

    public override int UartAvailable(int uart) => receivedCount;

    public override int ReadUart(int uart, byte[] buffer, int offset, int count)
    {
        int taken = Math.Min(count, receivedCount);
        Array.Copy(received, 0, buffer, offset, taken);
        receivedCount -= taken;
        Array.Copy(received, taken, received, 0, receivedCount);
        return taken;
    }

    public override void WriteUart(int uart, byte[] buffer, int offset, int count)
    {
        Array.Copy(buffer, offset, Sent, 0, count);
        SentCount = count;
        SentAtMicros = NowMicros;
    }

    public override void Reboot() => Rebooted = true;
}
