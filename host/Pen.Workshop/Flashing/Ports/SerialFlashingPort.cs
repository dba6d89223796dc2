using Pen.Client.Transports;

namespace Pen.Workshop.Flashing.Ports;

/// <summary>A serial port of this machine, through the same transport that speaks with pens.</summary>
internal sealed class SerialFlashingPort(ITransport transport) : IFlashingPort
{
    public string Address => transport.Address;

    public int Read(byte[] buffer, int offset, int count, int timeoutMs)
    {
        try
        {
            return transport.Read(buffer, offset, count, timeoutMs);
        }
        catch (TransportLostException lost)
        {
            throw FlashingPort.Lost(Address, lost);
        }
    }

    public void Write(byte[] bytes, int timeoutMs)
    {
        try
        {
            transport.Write(bytes, 0, bytes.Length, timeoutMs);
        }
        catch (TransportLostException lost)
        {
            throw FlashingPort.Lost(Address, lost);
        }
    }

    public void SetBaud(int baud)
    {
        try
        {
            transport.SetBaud(baud);
        }
        catch (TransportLostException lost)
        {
            throw FlashingPort.Lost(Address, lost);
        }
    }

    public bool SetLines(bool dtr, bool rts)
    {
        try
        {
            return transport.SetLines(dtr, rts);
        }
        catch (TransportLostException lost)
        {
            throw FlashingPort.Lost(Address, lost);
        }
    }

    public void Dispose() => transport.Dispose();
}
