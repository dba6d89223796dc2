using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace Pen.Companion.Tests.Bench;

/// <summary>A connection without any library.</summary>
public static class RawBytes
{
    /// <summary>Sends bytes as they are, which no client library would.</summary>
    public static async Task<string> AskAsync(int port, string request)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, port);
        await using NetworkStream stream = connection.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        var answer = new StringBuilder();
        byte[] buffer = new byte[8192];
        try
        {
            while (await stream.ReadAsync(buffer).AsTask().WaitAsync(TimeSpan.FromSeconds(5)) is > 0 and int read)
            {
                answer.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
        }
        catch (IOException)
        {
            // Cut off; what came before counts.
        }

        return answer.ToString();
    }
}
