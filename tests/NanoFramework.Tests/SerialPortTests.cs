using System;
using System.IO.Ports;
using System.Linq;
using nanoFramework.Hardware.Esp32;

namespace NanoFramework.Tests;

public class SerialPortTests
{
    [Fact]
    public void DefaultsAreThePlatforms()
    {
        FakeChip.Boot();
        var port = new SerialPort("COM2");
        Assert.Equal((9600, 8, Parity.None, StopBits.One), (port.BaudRate, port.DataBits, port.Parity, port.StopBits));
        Assert.Equal((256, -1, Handshake.None), (port.ReadBufferSize, port.ReadTimeout, port.Handshake));
        Assert.False(port.IsOpen);
    }

    [Fact]
    public void TheChipHearsOfBaudRateAndBufferSize()
    {
        (FakeChip chip, SerialPort port) = Open();
        Assert.Equal((2, 115200, 256), (chip.OpenedUart, chip.OpenBaud, chip.OpenBufferBytes));
        port.BaudRate = 921600;
        Assert.Equal((921600, 256), (chip.OpenBaud, chip.OpenBufferBytes));
        port.Close();
        Assert.Equal(0, chip.OpenedUart);
    }

    [Fact]
    public void TheReadBufferIsToBeSetBeforeOpeningAndLargerThanTheFifo()
    {
        FakeChip chip = Wired();
        var port = new SerialPort("COM2", 115200) { ReadBufferSize = 128 };
        Assert.Throws<ArgumentException>(port.Open);
        port.ReadBufferSize = 1024;
        port.Open();
        Assert.Equal(1024, chip.OpenBufferBytes);
        Assert.Throws<InvalidOperationException>(() => port.ReadBufferSize = 2048);
    }

    [Fact]
    public void Com1BelongsToTheDebugger()
    {
        FakeChip.Boot();
        var port = new SerialPort("COM1", 115200);
        Assert.Throws<ArgumentException>(port.Open);
        Assert.False(port.IsOpen);
    }

    [Fact]
    public void WithoutPinsThePortDoesNotOpen()
    {
        FakeChip.Boot();
        var port = new SerialPort("COM2", 115200);
        Assert.Throws<Exception>(port.Open);
        Configuration.SetPinFunction(17, DeviceFunction.COM2_TX);
        Assert.Throws<Exception>(port.Open);
        Configuration.SetPinFunction(16, DeviceFunction.COM2_RX);
        port.Open();
        Assert.True(port.IsOpen);
        Assert.Throws<InvalidOperationException>(port.Open);
    }

    [Fact]
    public void ThereAreNoLinesForDtrAndRts()
    {
        string[] members = [.. typeof(SerialPort).GetMembers().Select(member => member.Name)];
        Assert.DoesNotContain(members, name => name.Contains("Dtr") || name.Contains("Rts"));
    }

    [Fact]
    public void APortExistsOnce()
    {
        FakeChip.Boot();
        var port = new SerialPort("COM2");
        Assert.Throws<ArgumentException>(() => new SerialPort("COM2"));
        port.Dispose();
        Assert.Equal("COM2", new SerialPort("COM2").PortName);
        Assert.Throws<ArgumentException>(() => new SerialPort("COM4"));
    }

    [Fact]
    public void ReadTakesExactlyTheCount()
    {
        (FakeChip chip, SerialPort port) = Open();
        chip.Receive(1, 2, 3, 4);
        byte[] buffer = new byte[8];
        Assert.Equal(4, port.BytesToRead);
        Assert.Equal(3, port.Read(buffer, 2, 3));
        Assert.Equal([0, 0, 1, 2, 3, 0, 0, 0], buffer);
        Assert.Equal(4, port.ReadByte());
        Assert.Equal(0, chip.NowMicros);
    }

    [Fact]
    public void ReadWithTooFewBytesWaitsForTheTimeoutAndLosesNothing()
    {
        (FakeChip chip, SerialPort port) = Open();
        port.ReadTimeout = 50;
        chip.Receive(1, 2, 3);
        Assert.Throws<TimeoutException>(() => port.Read(new byte[8], 0, 4));
        Assert.Equal(50_000, chip.NowMicros);
        Assert.Equal(3, port.BytesToRead);
    }

    [Fact]
    public void ReadReturnsAsSoonAsTheBytesAreThere()
    {
        (FakeChip chip, SerialPort port) = Open();
        port.ReadTimeout = 1000;
        chip.ArrivalMicros = 5_000;
        Assert.Equal(4, port.Read(new byte[8], 0, 4));
        Assert.Equal(20_000, chip.NowMicros);
    }

    [Fact]
    public void ReadWithoutATimeoutEndsTheSimulationAfterAnHour()
    {
        (FakeChip chip, SerialPort port) = Open();
        Assert.Throws<InvalidOperationException>(() => port.Read(new byte[1], 0, 1));
        Assert.Equal(3_600_000_000, chip.NowMicros);
        Assert.Throws<ArgumentOutOfRangeException>(() => port.ReadTimeout = -1);
    }

    [Theory]
    [InlineData(115200, 16, 1389)]
    [InlineData(921600, 64, 695)]
    [InlineData(9600, 1, 1042)]
    public void WriteTakesTenBitsAByte(int baud, int count, long expectedMicros)
    {
        (FakeChip chip, SerialPort port) = Open(baud);
        byte[] bytes = [.. Enumerable.Range(1, 80).Select(i => (byte)i)];
        port.Write(bytes, 3, count);
        Assert.Equal(expectedMicros, chip.NowMicros);
        Assert.Equal(expectedMicros, chip.SentAtMicros);
        Assert.Equal(bytes.Skip(3).Take(count), chip.Sent.Take(chip.SentCount));
    }

    [Fact]
    public void ParityAndASecondStopBitTakeTheirTimeToo()
    {
        FakeChip chip = Wired();
        var port = new SerialPort("COM2", 1000, Parity.Even, 7, StopBits.Two);
        port.Open();
        port.Write(new byte[2], 0, 2);
        Assert.Equal(2 * 11 * 1000, chip.NowMicros);
    }

    [Fact]
    public void AClosedPortNeitherReadsNorWrites()
    {
        FakeChip.Boot();
        var port = new SerialPort("COM2");
        Assert.Throws<InvalidOperationException>(() => port.Read(new byte[1], 0, 1));
        Assert.Throws<InvalidOperationException>(() => port.Write(new byte[1], 0, 1));
        Assert.Equal(0, port.BytesToRead);
        port.Dispose();
        Assert.Throws<ObjectDisposedException>(() => port.BytesToRead);
    }

    [Fact]
    public void ArgumentsBeyondTheBufferAreRefused()
    {
        (_, SerialPort port) = Open();
        byte[] buffer = new byte[8];
        Assert.Throws<ArgumentNullException>(() => port.Read(null!, 0, 1));
        Assert.Throws<InvalidOperationException>(() => port.Read(buffer, 9, 0));
        Assert.Throws<InvalidOperationException>(() => port.Write(buffer, 0, 9));
        Assert.Throws<ArgumentException>(() => port.Write(buffer, 4, 5));
        Assert.Throws<InvalidOperationException>(() => port.Write(buffer, -1, 5));
    }

    private static FakeChip Wired()
    {
        FakeChip chip = FakeChip.Boot();
        Configuration.SetPinFunction(17, DeviceFunction.COM2_TX);
        Configuration.SetPinFunction(16, DeviceFunction.COM2_RX);
        return chip;
    }

    private static (FakeChip Chip, SerialPort Port) Open(int baud = 115200)
    {
        FakeChip chip = Wired();
        var port = new SerialPort("COM2", baud);
        port.Open();
        return (chip, port);
    }
}
