using System;
using System.CommandLine;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Records;
using Pen.Records.Export;
using Pen.Records.Photos;
using Pen.Records.Treatments;

namespace Pen.Cli;

/// <summary>What every command that talks to a pen shares: its options, its connection, its exit codes.</summary>
internal sealed class PenCommand : Command
{
    /// <summary>Where the pen is, when no --port says so.</summary>
    private const string PortVariable = "PEN_PORT";

    private readonly Option<string?> port = PortOption();

    private readonly Option<bool> json = new("--json") { Description = "Print JSON for scripts." };

    /// <summary>Creates a command whose action gets a connected pen.</summary>
    public PenCommand(string name, string description, Func<PenContext, Task<int>> action)
        : base(name, description)
    {
        Options.Add(port);
        Options.Add(json);
        SetAction((parsed, ct) => RunAsync(parsed, action, ct));
    }

    /// <summary>Where the pen is.</summary>
    public static Option<string?> PortOption() =>
        new("--port", "-p")
        {
            Description =
                $"Where the pen is: /dev/ttyUSB0, COM5 or pen://host:port. Default: ${PortVariable}, or the only pen found.",
        };

    /// <summary>The address of the pen: as given, by the environment, or of the only one that answers. Null, and why is said, where there is none.</summary>
    public static async Task<string?> AddressAsync(string? given, CancellationToken ct) =>
        given ?? Environment.GetEnvironmentVariable(PortVariable) ?? await FindAsync(ct);

    /// <summary>Runs something that may fail in known ways, and says how it did.</summary>
    public static async Task<int> GuardAsync(bool asJson, Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Cancelled;
        }
        catch (PenException problem)
        {
            Output.Error(problem, asJson);
            return problem switch
            {
                PenRefusedException => ExitCode.Refused,
                PenPortException => ExitCode.Port,
                PenLogMismatchException => ExitCode.Mismatch,
                PenLinkException => ExitCode.Link,
                _ => ExitCode.WrongDevice,
            };
        }
        catch (RecordsException problem)
        {
            Console.Error.WriteLine(problem.Message);
            return problem switch
            {
                TreatmentException => ExitCode.Refused,
                ExportException or PhotoException => ExitCode.File,
                _ => ExitCode.Damaged,
            };
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"{problem.Message} Check the path and its permissions.");
            return ExitCode.File;
        }
    }

    private Task<int> RunAsync(ParseResult parsed, Func<PenContext, Task<int>> action, CancellationToken ct)
    {
        bool asJson = parsed.GetValue(json);
        return GuardAsync(
            asJson,
            async () =>
            {
                if (await AddressAsync(parsed.GetValue(port), ct) is not { } address)
                {
                    return ExitCode.Port;
                }

                await using PenClient pen = await PenClient.ConnectAsync(address, null, ct);
                return await action(new PenContext(pen, parsed, asJson, ct));
            }
        );
    }

    private static async Task<string?> FindAsync(CancellationToken ct)
    {
        string? found = null;
        foreach (PortCandidate candidate in await PenFinder.FindAsync(ct: ct))
        {
            if (candidate.Pen is null)
            {
                continue;
            }

            if (found is not null)
            {
                Console.Error.WriteLine("More than one pen is connected. Say which with --port; \"pen ports\" lists them.");
                return null;
            }

            found = candidate.Address;
        }

        if (found is null)
        {
            Console.Error.WriteLine(
                "No pen was found. Plug one in and switch it on, name its port with --port, or start \"pen simulate\"."
            );
        }

        return found;
    }
}

/// <summary>What a command's action works with.</summary>
internal sealed record PenContext(PenClient Pen, ParseResult Parsed, bool Json, CancellationToken Cancel);
