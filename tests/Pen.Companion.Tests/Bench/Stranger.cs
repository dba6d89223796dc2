using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Pen.Companion.Tests.Bench;

/// <summary>Something at an address that talks all the time, and not a word of a pen's language.</summary>
public sealed class Stranger : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Task serving;

    /// <summary>Begins to talk to whoever comes.</summary>
    public Stranger()
    {
        listener.Start();
        serving = Task.Run(ServeAsync);
    }

    /// <summary>Where it is.</summary>
    public string Address => $"pen://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    /// <summary>How often somebody has come.</summary>
    public int Visits { get; private set; }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            using TcpClient visitor = await listener.AcceptTcpClientAsync();
            Visits++;
            try
            {
                while (true)
                {
                    await visitor.GetStream().WriteAsync("$GPGGA,123519,4807.038,N,01131.000,E*47\r\n"u8.ToArray());
                    await Task.Delay(50);
                }
            }
            catch (IOException)
            {
                // It has heard enough.
            }
        }
    }
}
