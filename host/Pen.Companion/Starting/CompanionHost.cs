using System;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pen.Companion.People;
using Pen.Companion.Security;

namespace Pen.Companion.Starting;

/// <summary>Starts the server, says where it is, and ends it in good order.</summary>
internal static class CompanionHost
{
    /// <summary>Runs until Ctrl-C.</summary>
    /// <returns>Exit code: 0 after an orderly end, 1 when it cannot start.</returns>
    public static async Task<int> RunAsync(CompanionOptions options, CancellationToken ct)
    {
        await using WebApplication app = CompanionApp.Build(options);
        if (ListenCheck.Refusal(options, app.Services.GetRequiredService<AccountBook>()) is { } refusal)
        {
            await Console.Error.WriteLineAsync(refusal);
            return 1;
        }

        try
        {
            await app.StartAsync(ct).ConfigureAwait(false);
        }
        catch (Exception problem)
            when (problem is IOException or SocketException or InvalidOperationException or OwnFileException)
        {
            await Console.Error.WriteLineAsync(
                $"The companion cannot listen at {string.Join(", ", options.Listen)}: {Innermost(problem)}"
            );
            await Console.Error.WriteLineAsync(
                "End the program that listens there, or give another address: --listen http://127.0.0.1:5181"
            );
            return 1;
        }

        string[] addresses = ServedAddresses.Of(app.Services);
        string address = addresses[0];
        Console.WriteLine($"PenFirmware companion: {address}");
        foreach (string further in addresses.Skip(1))
        {
            Console.WriteLine($"Also: {further}");
        }

        if (app.Services.GetRequiredService<ServerCertificate>().Fingerprint is { } fingerprint)
        {
            Console.WriteLine($"Fingerprint of its certificate (SHA-256): {fingerprint}");
        }

        Console.WriteLine("Not a medical device. Do not use it on people. Ctrl-C ends it.");
        if (options.OpenBrowser)
        {
            Browser.Open(address);
        }

        await app.WaitForShutdownAsync(ct).ConfigureAwait(false);
        return 0;
    }

    private static string Innermost(Exception problem) => problem.GetBaseException().Message;
}
