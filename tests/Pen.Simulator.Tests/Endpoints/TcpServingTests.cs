using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Pen.Simulator.Endpoints;

namespace Pen.Simulator.Tests.Endpoints;

[Collection("Endpoints")]
public sealed class TcpServingTests
{
    [Fact]
    public async Task Every_byte_value_passes_unchanged_both_ways()
    {
        await using PenServer server = Serve(new EchoPen());
        using Socket client = await ConnectAsync(server);
        byte[] all = Enumerable.Range(0, 256).Select(value => (byte)value).ToArray();

        await client.SendAsync(all);

        Assert.Equal(all, await ReadAsync(client, all.Length));
    }

    [Fact]
    public async Task Clients_that_leave_in_order_or_by_reset_are_followed_by_the_next()
    {
        await using PenServer server = Serve(new EchoPen());
        for (byte round = 1; round <= 6; round++)
        {
            using Socket client = await ConnectAsync(server);
            await client.SendAsync(new[] { round });
            Assert.Equal([round], await ReadAsync(client, 1));
            if (round % 2 == 0)
            {
                client.LingerState = new LingerOption(true, 0); // closing now sends a reset
            }
        }
        Assert.Null(server.Failure);
    }

    [Fact]
    public async Task A_new_client_replaces_the_old_one()
    {
        await using PenServer server = Serve(new EchoPen());
        using Socket old = await ConnectAsync(server);
        await old.SendAsync(new byte[] { 1 });
        Assert.Equal([1], await ReadAsync(old, 1));

        using Socket next = await ConnectAsync(server);
        await next.SendAsync(new byte[] { 2 });

        Assert.Equal([2], await ReadAsync(next, 1));
        Assert.Equal(0, await old.ReceiveAsync(new byte[1]).WaitAsync(Wait.Limit));
    }

    [Fact]
    public async Task A_client_that_never_reads_loses_bytes_and_stops_nothing()
    {
        var pen = new EchoPen { ChatterBytes = 4000 };
        await using PenServer server = Serve(pen, speedFactor: 0);
        using Socket client = await ConnectAsync(server);

        await Wait.UntilAsync(() => server.DroppedBytes > 100_000, "bytes given up");
        long ticks = pen.Ticks;
        await Wait.UntilAsync(() => pen.Ticks > ticks + 1000, "ticks while nobody reads");

        Assert.Null(server.Failure);
    }

    [Fact]
    public async Task A_taken_port_is_refused_with_its_cure()
    {
        await using PenServer first = Serve(new EchoPen());
        IOException refusal = Assert.Throws<IOException>(() =>
            PenServer.Start(new EchoPen(), new PenServerOptions { Pty = false, TcpPort = first.TcpPort })
        );
        Assert.Contains("Choose another port", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(65536)]
    public void A_port_that_does_not_exist_is_refused(int port) =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            PenServer.Start(new EchoPen(), new PenServerOptions { Pty = false, TcpPort = port })
        );

    private static PenServer Serve(EchoPen pen, double speedFactor = 1) =>
        PenServer.Start(
            pen,
            new PenServerOptions
            {
                Pty = false,
                TcpPort = 0,
                SpeedFactor = speedFactor,
            }
        );

    private static async Task<Socket> ConnectAsync(PenServer server)
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, server.TcpPort!.Value).WaitAsync(Wait.Limit);
        return client;
    }

    private static async Task<byte[]> ReadAsync(Socket client, int count)
    {
        var bytes = new byte[count];
        using var stream = new NetworkStream(client, ownsSocket: false);
        await stream.ReadExactlyAsync(bytes).AsTask().WaitAsync(Wait.Limit);
        return bytes;
    }
}
