using System;
using System.IO;
using System.IO.Ports;
using Pen.Client.Transports;

namespace Pen.Client.Tests;

/// <summary>The transport for Windows and macOS, against the facade. It has never been run against the real package.</summary>
public class SerialPortTransportTests
{
    [Fact]
    public void DtrAndRtsAreOffBeforeAndAfterOpening()
    {
        using SerialPortTransport _ = Open("COM5");
        Assert.Equal(["DTR False closed", "RTS False closed", "DTR False open", "RTS False open"], SerialPort.Last!.History);
        Assert.Equal("COM5 115200 None 8 One", SerialPort.Last.Settings);
    }

    [Fact]
    public void BytesGoBothWaysAndSilenceIsZero()
    {
        using SerialPortTransport transport = Open("COM6");
        SerialPort port = SerialPort.Last!;
        byte[] buffer = new byte[8];
        Assert.Equal(0, transport.Read(buffer, 0, 8, 10));
        port.Arrive(1, 2, 3);
        Assert.Equal(3, transport.Read(buffer, 2, 6, 100));
        Assert.Equal([0, 0, 1, 2, 3, 0, 0, 0], buffer);
        transport.Write([9, 8, 7], 1, 2, 100);
        Assert.Equal([8, 7], port.Written);
    }

    [Fact]
    public void AnUnpluggedPortIsALostLine()
    {
        using SerialPortTransport transport = Open("COM7");
        SerialPort.Last!.Unplug();
        Assert.Throws<TransportLostException>(() => transport.Read(new byte[4], 0, 4, 10));
    }

    [Fact]
    public void AfterDisposeNothingIsReadOrWritten()
    {
        SerialPortTransport transport = Open("COM8");
        transport.Dispose();
        transport.Dispose();
        Assert.Throws<TransportLostException>(() => transport.Read(new byte[4], 0, 4, 10));
        Assert.Throws<TransportLostException>(() => transport.Write([1], 0, 1, 10));
    }

    [Fact]
    public void AMissingPortSaysSo() =>
        Assert.Equal(PortProblem.Missing, Assert.Throws<PenPortException>(() => SerialPortTransport.Open("COM99")).Kind);

    [Theory]
    [InlineData(true, PortProblem.Busy)]
    [InlineData(false, PortProblem.NotPermitted)]
    public void DeniedAccessMeansBusyOnWindowsAndNotPermittedElsewhere(bool isWindows, PortProblem kind) =>
        Assert.Equal(kind, SerialPortTransport.Explain("COM5", new UnauthorizedAccessException(), isWindows).Kind);

    [Fact]
    public void AnyOtherFailureIsAFailureWithoutAStackTrace()
    {
        PenPortException failed = SerialPortTransport.Explain("COM5", new IOException("x"), true);
        Assert.Equal(PortProblem.Failed, failed.Kind);
        Assert.DoesNotContain("   at ", failed.Message);
    }

    private static SerialPortTransport Open(string name)
    {
        SerialPort.Ports[name] = () => null;
        return SerialPortTransport.Open(name);
    }
}
