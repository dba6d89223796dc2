using System;
using System.CommandLine;
using System.Threading.Tasks;
using Pen.Cli.Treat;
using Pen.Records.Store;
using Pen.Records.Texts;
using Pen.Records.Treatments;

namespace Pen.Cli.Commands;

/// <summary>treat: a session in the terminal, from screening to aftercare. It can be left at any moment and taken up again.</summary>
internal static class TreatCommand
{
    public static Command Create()
    {
        var client = new Argument<string>("client")
        {
            Description = "Pseudonym of the client; a new one is added after a question.",
        };
        var by = new Option<string>("--by") { Description = "Who treats: a name or a sign.", Required = true };
        var device = new Option<string?>("--device")
        {
            Description =
                "What it is done with, where no pen tells: an id of \"pen protocols show procedure\", such as dermaroller.",
        };
        Option<string> language = ProtocolsCommand.LanguageOption("Language of the client: consent and aftercare.");
        Option<string?> folder = ProtocolsCommand.FolderOption();
        Option<string?> port = PenCommand.PortOption();
        Option<string?> records = RecordsCommand.RecordsOption();
        Option<string?> key = RecordsCommand.KeyOption();
        var command = new Command(
            "treat",
            "A session: screening, consent, numbing, areas, aftercare. Left at any moment, it goes on where it was; the motor never does. "
                + "Example: pen treat C-2F --by anna"
        )
        {
            client,
            by,
            device,
            language,
            folder,
            port,
            records,
            key,
        };
        command.SetAction(
            (parsed, ct) =>
                PenCommand.GuardAsync(
                    false,
                    async () =>
                    {
                        var talk = new Talk(ct);
                        await using var pen = new PenLine(parsed.GetValue(port), talk, ct);
                        var context = new TreatContext(
                            RecordsCommand.Open(parsed.GetValue(records), parsed.GetValue(key)),
                            ProtocolsCommand.Library(parsed.GetValue(folder)),
                            TextTable.Load(parsed.GetValue(language)!),
                            parsed.GetValue(by)!,
                            talk,
                            pen,
                            ct
                        );
                        return await RunAsync(context, parsed.GetValue(client)!, parsed.GetValue(device));
                    }
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(TreatContext c, string client, string? device)
    {
        try
        {
            if (await new TreatPlan(c).BeginAsync(client, device) is not { } treatment)
            {
                return ExitCode.Cancelled;
            }

            return await GoOnAsync(c, treatment);
        }
        catch (Exception left) when (left is LeftException or OperationCanceledException)
        {
            Console.WriteLine();
            Console.WriteLine("Left. What was done is kept; the same command goes on where it was.");
            return ExitCode.Cancelled;
        }
    }

    private static async Task<int> GoOnAsync(TreatContext c, Treatment treatment)
    {
        var steps = new TreatSteps(c, treatment);
        while (true)
        {
            switch (treatment.Next)
            {
                case TreatmentStep.Screening:
                    await steps.ScreenAsync();
                    break;
                case TreatmentStep.Stopped:
                    await steps.StoppedAsync();
                    break;
                case TreatmentStep.Consent:
                    await steps.ConsentAsync();
                    break;
                case TreatmentStep.Numbing:
                    await steps.NumbAsync();
                    break;
                case TreatmentStep.Areas when treatment.Device.Telemetry:
                    await new TreatAreas(c, treatment).RunAsync();
                    await steps.AftercareAsync();
                    break;
                case TreatmentStep.Areas:
                    await steps.ByHandAsync();
                    await steps.AftercareAsync();
                    break;
                case TreatmentStep.Closing:
                    treatment.Close();
                    Console.WriteLine($"Session {treatment.Session.Number} is closed.");
                    break;
                default:
                    return treatment.Session.State == Records.Store.Model.SessionState.Closed ? ExitCode.Ok : ExitCode.Refused;
            }
        }
    }
}
