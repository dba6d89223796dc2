using System;
using System.Threading;
using System.Threading.Tasks;

namespace Pen.Client.Transports;

/// <summary>Tells serial ports from network addresses, and opens either.</summary>
internal static class PenAddress
{
    /// <summary>TCP port of the simulator and of serial servers, where the address names none.</summary>
    public const int DefaultTcpPort = 7117;

    private const string Scheme = "pen";

    /// <summary>Opens the line. Throws <see cref="PenPortException"/> when that cannot be done.</summary>
    public static Task<ITransport> OpenAsync(string address, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (address.Contains("://", StringComparison.Ordinal))
        {
            return OpenTcpAsync(address, ct);
        }

        if (string.IsNullOrWhiteSpace(address) || address.Contains('\0', StringComparison.Ordinal))
        {
            throw PenPortException.BadAddress(address);
        }

        // Drivers of serial ports may block while they open, so this does not run on the caller's thread.
        return Task.Run(() => SerialChoice.Open(address), ct);
    }

    private static async Task<ITransport> OpenTcpAsync(string address, CancellationToken ct)
    {
        bool isUri = Uri.TryCreate(address, UriKind.Absolute, out Uri? uri);
        if (!isUri || uri!.Scheme != Scheme || uri.Host.Length == 0)
        {
            throw PenPortException.BadAddress(address);
        }

        return await TcpTransport
            .OpenAsync(address, uri.DnsSafeHost, uri.Port < 0 ? DefaultTcpPort : uri.Port, ct)
            .ConfigureAwait(false);
    }
}
