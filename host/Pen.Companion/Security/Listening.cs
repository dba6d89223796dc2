using System;
using System.Buffers;
using System.IO.Pipelines;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Pen.Companion.Security;

/// <summary>How connections are taken: how long somebody may dawdle, how much may come, and how many from one address.</summary>
internal static class Listening
{
    /// <summary>Largest body of a request, in bytes; pictures have a limit of their own.</summary>
    public const long LargestBody = 64 * 1024;

    private const int LargestHeaders = 16 * 1024;
    private const int MostHeaders = 60;
    private const byte TlsHandshake = 0x16;
    private static readonly TimeSpan HeadersWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan HandshakeWithin = TimeSpan.FromSeconds(10);
    private static readonly MinDataRate SlowestBody = new(bytesPerSecond: 500, gracePeriod: TimeSpan.FromSeconds(5));

    /// <summary>Sets the server up.</summary>
    public static void ListenSafely(this IWebHostBuilder host, CompanionOptions options)
    {
        host.UseKestrelHttpsConfiguration();
        host.ConfigureKestrel(kestrel =>
        {
            KestrelServerLimits limits = kestrel.Limits;
            kestrel.AddServerHeader = false;
            limits.MaxRequestBodySize = LargestBody;
            limits.MaxRequestHeadersTotalSize = LargestHeaders;
            limits.MaxRequestHeaderCount = MostHeaders;
            limits.RequestHeadersTimeout = HeadersWithin;
            limits.MinRequestBodyDataRate = SlowestBody;
            limits.MaxConcurrentConnections = 500;
            IServiceProvider services = kestrel.ApplicationServices;
            kestrel.ConfigureHttpsDefaults(https =>
            {
                https.ServerCertificate = services.GetRequiredService<ServerCertificate>().Certificate;
                https.HandshakeTimeout = HandshakeWithin;
            });
            kestrel.ConfigureEndpointDefaults(listen => listen.Use(next => one => TakeAsync(one, next, services)));
        });
        host.UseUrls([.. options.Listen.Select(u => $"{u.Scheme}://{u.Authority}")]);
    }

    private static async Task TakeAsync(ConnectionContext connection, ConnectionDelegate next, IServiceProvider services)
    {
        IPAddress? from = (connection.RemoteEndPoint as IPEndPoint)?.Address;
        using IDisposable? place = services.GetRequiredService<OpenConnections>().TryTake(from);
        if (place is null)
        {
            connection.Abort();
            return;
        }

        if (IsForHttps(connection, services) && await IsPlainAsync(connection).ConfigureAwait(false))
        {
            await AnswerPlainAsync(connection).ConfigureAwait(false);
            return;
        }

        await next(connection).ConfigureAwait(false);
    }

    private static bool IsForHttps(ConnectionContext connection, IServiceProvider services)
    {
        int port = (connection.LocalEndPoint as IPEndPoint)?.Port ?? 0;
        return services
                .GetRequiredService<IServer>()
                .Features.Get<IServerAddressesFeature>()
                ?.Addresses.Any(a =>
                    Uri.TryCreate(a, UriKind.Absolute, out Uri? uri) && uri.Scheme == Uri.UriSchemeHttps && uri.Port == port
                )
            ?? false;
    }

    /// <summary>Whether somebody speaks http where https is spoken. Looks at the first byte and leaves it there.</summary>
    private static async Task<bool> IsPlainAsync(ConnectionContext connection)
    {
        PipeReader input = connection.Transport.Input;
        using var late = new System.Threading.CancellationTokenSource(HandshakeWithin);
        try
        {
            ReadResult read = await input.ReadAsync(late.Token).ConfigureAwait(false);
            bool plain = !read.Buffer.IsEmpty && read.Buffer.FirstSpan[0] != TlsHandshake;
            input.AdvanceTo(read.Buffer.Start);
            return plain;
        }
        catch (OperationCanceledException)
        {
            connection.Abort();
            return false;
        }
    }

    private static async Task AnswerPlainAsync(ConnectionContext connection)
    {
        const string words =
            "This address speaks https. Write https:// in front of it, not http://.\n"
            + "Diese Adresse spricht https. Schreiben Sie https:// davor, nicht http://.\n";
        byte[] body = Encoding.UTF8.GetBytes(words);
        string head =
            "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nX-Content-Type-Options: nosniff\r\n"
            + $"Content-Length: {body.Length}\r\nConnection: close\r\n\r\n";
        connection.Transport.Output.Write(Encoding.ASCII.GetBytes(head));
        connection.Transport.Output.Write(body);
        await connection.Transport.Output.FlushAsync().ConfigureAwait(false);
        await connection.Transport.Output.CompleteAsync().ConfigureAwait(false);
    }
}
