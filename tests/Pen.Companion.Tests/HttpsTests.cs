using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;
using Pen.Companion.Security;
using Pen.Companion.Tests.Bench;

namespace Pen.Companion.Tests;

/// <summary>Serving others: only with https and accounts, and with a certificate that has all names.</summary>
public sealed class HttpsTests
{
    [Fact]
    public void OneAddressLeavesRoomForOthers()
    {
        var counter = new CountByAddress(mostOfOne: 2, most: 3);
        IDisposable first = counter.TryTake(IPAddress.Parse("10.0.0.1"))!;
        Assert.NotNull(counter.TryTake(IPAddress.Parse("::ffff:10.0.0.1")));
        Assert.Null(counter.TryTake(IPAddress.Parse("10.0.0.1")));
        Assert.NotNull(counter.TryTake(IPAddress.Parse("10.0.0.2")));
        Assert.Null(counter.TryTake(IPAddress.Parse("10.0.0.3")));
        first.Dispose();
        first.Dispose();
        Assert.NotNull(counter.TryTake(IPAddress.Parse("10.0.0.3")));
        Assert.Null(counter.TryTake(IPAddress.Parse("10.0.0.4")));
    }

    [Theory]
    [InlineData("http://0.0.0.0:0", "Use https instead")]
    [InlineData("http://[::]:0", "Use https instead")]
    [InlineData("http://praxis.example:0", "Use https instead")]
    [InlineData("https://0.0.0.0:0", "there are no accounts")]
    public async Task OtherComputersAreNotLetInWithoutHttpsAndAccounts(string listen, string words)
    {
        await using var place = new Workplace();
        await Assert.ThrowsAsync<InvalidOperationException>(() => place.StartAsync("--simulate", "no", "--listen", listen));
        place.Process.WaitForExit();
        Assert.Equal(1, place.Process.ExitCode);
        Assert.Contains(words, string.Join('\n', place.Printed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATabletIsServedByHttpsUnderAllNamesAndTheCertificateStays()
    {
        await using Workplace place = await Workplace.OpenAsync("--simulate", "no");
        using (await Staff.OwnerAsync(place)) { }

        await place.KillAsync();
        await place.StartAsync("--simulate", "no", "--listen", "https://0.0.0.0:0");
        using var tablet = new Caller(place);
        using HttpResponseMessage signed = await tablet.SignInAsync("olga", Staff.OwnerSecret);
        Assert.Equal(HttpStatusCode.Found, signed.StatusCode);
        string cookie = signed.Headers.GetValues("Set-Cookie").Single(c => c.Contains("pen-sitting", StringComparison.Ordinal));
        Assert.StartsWith("__Host-pen-sitting=", cookie, StringComparison.Ordinal);
        Assert.Contains("secure", cookie, StringComparison.Ordinal);
        string print = OwnCertificate.Fingerprint(tablet.Certificate!);
        Assert.Contains(print, await tablet.TextAsync("/settings"), StringComparison.Ordinal);
        Assert.Contains(place.Printed.ToArray(), l => l.Contains("SHA-256): " + print, StringComparison.Ordinal));
        Assert.False(signed.Headers.Contains("Strict-Transport-Security"));

        // The connection's own check of names is on: a name that is not in the certificate would throw.
        foreach (string name in new[] { "localhost", "127.0.0.1" }.Concat(Addresses()))
        {
            using HttpResponseMessage answer = await tablet.GetAsync($"https://{name}:{place.Address.Port}/sign-in");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        string plain = await RawBytes.AskAsync(place.Address.Port, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 400", plain, StringComparison.Ordinal);
        Assert.Contains("https://", plain, StringComparison.Ordinal);

        string pem = Path.Combine(place.Home, "certificate.pem");
        Assert.True(
            OperatingSystem.IsWindows() || File.GetUnixFileMode(pem) == (UnixFileMode.UserRead | UnixFileMode.UserWrite)
        );
        await place.KillAsync();
        await place.StartAsync("--simulate", "no", "--listen", "https://0.0.0.0:0");
        using var again = new Caller(place);
        using HttpResponseMessage later = await again.GetAsync("/sign-in");
        Assert.Equal(print, OwnCertificate.Fingerprint(again.Certificate!));
    }

    [Fact]
    public void TheCertificateIsMadeAnewForOtherNamesAndWhenItIsDamaged()
    {
        string home = Directory.CreateTempSubdirectory("pen-certificate-").FullName;
        try
        {
            using X509Certificate2 first = OwnCertificate.Take(home, ["localhost", "127.0.0.1"]);
            using X509Certificate2 same = OwnCertificate.Take(home, ["127.0.0.1", "localhost"]);
            Assert.Equal(first.Thumbprint, same.Thumbprint);
            Assert.InRange((first.NotAfter - first.NotBefore).TotalDays, 396, 398);
            Assert.True(first.HasPrivateKey);
            using X509Certificate2 other = OwnCertificate.Take(home, ["localhost", "127.0.0.1", "10.0.0.5"]);
            Assert.NotEqual(first.Thumbprint, other.Thumbprint);
            Assert.True(other.MatchesHostname("10.0.0.5"));
            Assert.False(other.MatchesHostname("10.0.0.6"));
            File.WriteAllText(Path.Combine(home, "certificate.pem"), "nothing");
            using X509Certificate2 mended = OwnCertificate.Take(home, ["localhost", "127.0.0.1", "10.0.0.5"]);
            Assert.NotEqual(other.Thumbprint, mended.Thumbprint);
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    private static IEnumerable<string> Addresses() =>
        NetworkInterface
            .GetAllNetworkInterfaces()
            .Where(n => n.OperationalStatus == OperationalStatus.Up)
            .SelectMany(n => n.GetIPProperties().UnicastAddresses)
            .Select(a => a.Address)
            .Where(a => a.AddressFamily == AddressFamily.InterNetwork)
            .Select(a => a.ToString());
}
