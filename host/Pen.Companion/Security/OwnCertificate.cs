using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Pen.Companion.Security;

/// <summary>
/// A certificate that this program makes for itself, for https in a practice's own network. No browser trusts it by itself: people compare its
/// fingerprint once. It vouches for this program alone, so a stolen key opens nothing else.
/// </summary>
public static class OwnCertificate
{
    /// <summary>Days that it holds: browsers take no longer ones.</summary>
    public const int Days = 397;

    private const int RenewDaysBefore = 30;

    /// <summary>The kept one; a new one where there is none, it ends soon, or the names have changed.</summary>
    /// <param name="home">Folder that keeps it, with its key, in "certificate.pem".</param>
    /// <param name="names">Names and addresses that it is for.</param>
    /// <exception cref="OwnFileException">It cannot be kept.</exception>
    public static X509Certificate2 Take(string home, IReadOnlyCollection<string> names)
    {
        string path = Path.Combine(home, "certificate.pem");
        if (Read(path) is { } kept)
        {
            if (IsGood(kept, names))
            {
                return kept;
            }

            kept.Dispose();
        }

        (string pem, X509Certificate2 made) = Make(names);
        OwnFile.Write(path, System.Text.Encoding.ASCII.GetBytes(pem));
        return made;
    }

    /// <summary>By which people tell it from another: SHA-256, in pairs as browsers show it.</summary>
    public static string Fingerprint(X509Certificate2 certificate) =>
        string.Join(':', certificate.GetCertHash(HashAlgorithmName.SHA256).Select(b => b.ToString("X2")));

    private static X509Certificate2? Read(string path)
    {
        try
        {
            if (!File.Exists(path) || new FileInfo(path).Length > 64 * 1024)
            {
                return null;
            }

            string pem = File.ReadAllText(path);
            using X509Certificate2 read = X509Certificate2.CreateFromPem(pem, pem);
            return Usable(read);
        }
        catch (Exception problem) when (problem is CryptographicException or IOException or UnauthorizedAccessException)
        {
            // Damaged, or not ours to read: a new one takes its place, and says so by its fingerprint.
            return null;
        }
    }

    private static bool IsGood(X509Certificate2 certificate, IReadOnlyCollection<string> names)
    {
        DateTime now = DateTime.Now;
        if (certificate.NotBefore > now || certificate.NotAfter < now.AddDays(RenewDaysBefore))
        {
            return false;
        }

        var alternative = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        IEnumerable<string> said = alternative is null
            ? []
            : alternative.EnumerateDnsNames().Concat(alternative.EnumerateIPAddresses().Select(a => a.ToString()));
        return said.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(names);
    }

    private static (string Pem, X509Certificate2 Certificate) Make(IReadOnlyCollection<string> names)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=PenFirmware companion", key, HashAlgorithmName.SHA256);
        var alternative = new SubjectAlternativeNameBuilder();
        foreach (string name in names)
        {
            if (IPAddress.TryParse(name, out IPAddress? address))
            {
                alternative.AddIpAddress(address);
            }
            else
            {
                alternative.AddDnsName(name);
            }
        }

        request.CertificateExtensions.Add(alternative.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        // An hour back, for a tablet whose clock is a little late.
        DateTimeOffset from = DateTimeOffset.UtcNow.AddHours(-1);
        using X509Certificate2 made = request.CreateSelfSigned(from, from.AddDays(Days));
        string pem = made.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n";
        return (pem, Usable(made));
    }

    /// <summary>Not every system can serve with a key that is only in memory as it was read; taken in anew it can.</summary>
    private static X509Certificate2 Usable(X509Certificate2 certificate) =>
        X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
}
