using System;
using System.IO;

namespace Pen.Companion.Pens;

/// <summary>Where an address leads, so that one place under two names is opened once: a link to a port, "localhost" and 127.0.0.1.</summary>
internal static class PenPlace
{
    private const int UsualTcpPort = 7117;

    /// <summary>The place itself. An address that leads nowhere yet is taken as it is written.</summary>
    public static string Of(string address)
    {
        if (Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && uri.Scheme == "pen")
        {
            string host = uri.IsLoopback ? "127.0.0.1" : uri.DnsSafeHost.ToLowerInvariant();
            return $"pen://{host}:{(uri.Port < 0 ? UsualTcpPort : uri.Port)}";
        }

        try
        {
            return Path.IsPathRooted(address) && File.ResolveLinkTarget(address, returnFinalTarget: true) is { } target
                ? target.FullName
                : address;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return address;
        }
    }
}
