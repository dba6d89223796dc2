using System;
using System.Linq;
using System.Security.Cryptography.X509Certificates;

namespace Pen.Companion.Security;

/// <summary>The certificate that this program serves with; made when it is first needed, and never where it listens without https.</summary>
public sealed class ServerCertificate(CompanionOptions options, OurNames names) : IDisposable
{
    private readonly Lazy<X509Certificate2?> certificate = new(() =>
        options.Listen.Any(u => u.Scheme == Uri.UriSchemeHttps) ? OwnCertificate.Take(options.Home, names.All.ToArray()) : null
    );

    /// <summary>The certificate; null without https.</summary>
    public X509Certificate2? Certificate => certificate.Value;

    /// <summary>Its fingerprint; null without https.</summary>
    public string? Fingerprint => Certificate is { } one ? OwnCertificate.Fingerprint(one) : null;

    /// <inheritdoc />
    public void Dispose()
    {
        if (certificate.IsValueCreated)
        {
            certificate.Value?.Dispose();
        }
    }
}
