using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Pen.Companion.Security;

/// <summary>The names and addresses under which this program answers.</summary>
public sealed class OurNames
{
    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "::1"];

    /// <summary>From what it listens at.</summary>
    public OurNames(CompanionOptions options)
    {
        IEnumerable<string> given = options.Listen.Where(u => !IsEverything(u)).Select(u => u.DnsSafeHost);
        IEnumerable<string> found = options.Listen.Any(IsEverything) ? OfThisComputer() : [];
        All = [.. Loopback.Concat(given).Concat(found).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>All, without brackets.</summary>
    public IReadOnlyList<string> All { get; }

    /// <summary>Those that other computers can use.</summary>
    public IEnumerable<string> ForOthers =>
        All.Where(n => n != "localhost" && !(IPAddress.TryParse(n, out IPAddress? ip) && IPAddress.IsLoopback(ip)));

    /// <summary>Whether an address is this computer alone. A name counts as all addresses, for that is what the server listens at then.</summary>
    public static bool IsLoopback(Uri address) =>
        address.DnsSafeHost.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(address.DnsSafeHost, out IPAddress? ip) && IPAddress.IsLoopback(ip));

    /// <summary>Whether an address stands for all of this computer's.</summary>
    public static bool IsEverything(Uri address) =>
        IPAddress.TryParse(address.DnsSafeHost, out IPAddress? ip)
        && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any));

    /// <summary>As it stands in an address: IPv6 in brackets.</summary>
    public static string InAddress(string name) => name.Contains(':', StringComparison.Ordinal) ? $"[{name}]" : name;

    private static IEnumerable<string> OfThisComputer()
    {
        string name = Dns.GetHostName();
        IEnumerable<string> addresses = NetworkInterface
            .GetAllNetworkInterfaces()
            .Where(n => n.OperationalStatus == OperationalStatus.Up)
            .SelectMany(n => n.GetIPProperties().UnicastAddresses)
            .Select(a => a.Address)
            .Where(a => a.AddressFamily == AddressFamily.InterNetwork || (!a.IsIPv6LinkLocal && !a.IsIPv6Multicast))
            .Select(a => a.ToString());
        // "name.local" is how tablets find a computer in a house without a name server.
        return name.Length == 0 ? addresses : addresses.Append(name).Append(name + ".local");
    }
}
