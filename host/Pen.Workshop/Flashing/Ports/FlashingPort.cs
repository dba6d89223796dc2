using System;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Client.Transports;

namespace Pen.Workshop.Flashing.Ports;

/// <summary>Opens flashing ports: a serial port of this machine, or one behind a network (RFC 2217).</summary>
public static class FlashingPort
{
    internal const string NetworkScheme = "rfc2217";

    /// <summary>Opens <paramref name="address"/>: "/dev/ttyUSB0", "COM5" or "rfc2217://host:port".</summary>
    /// <exception cref="FlashingException">It is missing, busy, not permitted or no such address.</exception>
    public static async Task<IFlashingPort> OpenAsync(string address, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.StartsWith(NetworkScheme + "://", StringComparison.OrdinalIgnoreCase))
        {
            return await Rfc2217Port.OpenAsync(address, ct).ConfigureAwait(false);
        }

        if (address.Contains("://", StringComparison.Ordinal))
        {
            throw new FlashingException(
                FlashingFailure.Port,
                $"'{address}' is not an address of a flashing port.",
                "Give a serial port such as /dev/ttyUSB0 or COM5, or rfc2217://host:port."
            );
        }

        try
        {
            return new SerialFlashingPort(await PenAddress.OpenAsync(address, ct).ConfigureAwait(false));
        }
        catch (PenPortException problem)
        {
            throw new FlashingException(FlashingFailure.Port, problem.Problem, problem.Cure, problem);
        }
    }

    internal static FlashingException Lost(string address, Exception? inner = null) =>
        new(
            FlashingFailure.Port,
            $"The flashing port {address} is gone.",
            "Plug the cable in again, and try once more with another cable or socket if it happens again.",
            inner
        );
}
