using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Pen.Protocol;
using Pen.Records.Knowledge;
using Pen.Records.Store;
using Pen.Records.Texts;
using Pen.Simulator;
using Pen.Simulator.Endpoints;
using Pen.Simulator.Parts;

namespace Pen.Cli.Tests;

/// <summary>A practice: records, a simulated pen behind a real pseudo-terminal, and somebody who types.</summary>
public abstract class TreatBench : IAsyncLifetime
{
    private static readonly TextTable English = TextTable.Load("en");

    private readonly SimulatedPen pen = new();
    private ulong cartridges = 1;

    private protected string Folder { get; } = Directory.CreateTempSubdirectory("pen-treat-").FullName;

    private protected PenServer Server { get; private set; } = null!;

    private protected abstract string Address { get; }

    private protected RecordStore Store =>
        RecordStore.Open(Address, StoreKey.LoadOrCreate(Path.Combine(Folder, "records.key")));

    private protected CommandLine Typed =>
        new(
            ("PEN_RECORDS", Address),
            ("PEN_RECORDS_KEY", Path.Combine(Folder, "records.key")),
            ("PEN_LOGS", Path.Combine(Folder, "logs")),
            ("PEN_PORT", Server.PtyPath!)
        );

    public async Task InitializeAsync()
    {
        pen.Insert(NewCartridge());
        Server = PenServer.Start(pen, new PenServerOptions { SpeedFactor = 1 });
        await Task.Delay(2000);
    }

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        Assert.Equal([], pen.World.Watch.Violations);
        Directory.Delete(Folder, recursive: true);
    }

    private protected Conversation Treat(params string[] more) => new(Typed.Start(["treat", "Rose", "--by", "anna", .. more]));

    private protected CartridgeImage NewCartridge(CartridgeType type = CartridgeType.Needles36) =>
        CartridgeImage.Make(type, serial: cartridges++);

    /// <summary>The hand takes the used cartridge out and puts another in.</summary>
    private protected async Task ChangeCartridgeAsync(CartridgeType type = CartridgeType.Needles36)
    {
        await Server.InvokeAsync(p => p.RemoveCartridge());
        await Task.Delay(300);
        await Server.InvokeAsync(p => p.Insert(NewCartridge(type)));
        await Task.Delay(700);
    }

    /// <summary>The hand presses, glides over the skin and lets go.</summary>
    private protected async Task GlideAsync(int ms = 2000)
    {
        await PressAsync();
        await Task.Delay(ms);
        await Server.InvokeAsync(p =>
        {
            p.World.Skin.Lift();
            p.ReleaseTrigger();
        });
        await Task.Delay(500);
    }

    private protected Task PressAsync() =>
        Server.InvokeAsync(p =>
        {
            p.PressTrigger();
            p.World.Skin.Press(300);
        });

    private protected Task<double> StrokesInPhysicsAsync() => Server.InvokeAsync(p => p.World.Motor.Strokes);

    private protected static async Task HealthyAsync(Conversation talk, int skip = 0)
    {
        foreach (ScreeningQuestion question in ProtocolLibrary.BuiltIn.Questions.Skip(skip))
        {
            await talk.AnswerAsync(English.Get("question." + question.Id), "n");
        }
    }

    /// <summary>From screening to the areas.</summary>
    private protected static async Task PrepareClientAsync(Conversation talk)
    {
        await talk.UntilAsync("SCREENING");
        await talk.UntilAsync("counts as yes.\n");
        await HealthyAsync(talk);
        await talk.UntilAsync("Outcome: Go.");
        await talk.AnswerAsync("Given how?", "paper");
        await talk.AnswerAsync("Is the cream on?", "");
        await talk.AnswerAsync("Which cream?", "Lidocaine 4 %");
        await talk.AnswerAsync("For how many minutes? [30]", "");
        await talk.AnswerAsync("Press Enter when it is off.", "");
        await talk.AnswerAsync("That is early. Why?", "a trial");
    }

    /// <summary>Prepares an area, up to the armed pen.</summary>
    private protected static async Task ArmAsync(Conversation talk, string area, string depth = "0.5")
    {
        await talk.AnswerAsync("Which area?", area);
        await talk.AnswerAsync("Depth in mm", depth);
        await talk.AnswerAsync("Speed in Hz", "");
        await talk.AnswerAsync("Arm the pen?", "");
        await talk.UntilAsync("Armed.");
        await Task.Delay(700);
    }

    /// <summary>One area, from its name to what the pen has recorded.</summary>
    private protected async Task AreaAsync(Conversation talk, string area, string depth = "0.5")
    {
        await ArmAsync(talk, area, depth);
        await GlideAsync();
        await talk.UntilAsync("Run of ");
        await talk.AnswerAsync("", "");
        await talk.UntilAsync("No longer armed");
        await talk.UntilAsync($"{area}: ");
    }

    /// <summary>From the last area to the end.</summary>
    private protected static async Task EndAsync(Conversation talk)
    {
        await talk.AnswerAsync("Which area?", "done");
        await talk.UntilAsync("The pen has recorded");
        await CloseAsync(talk);
    }

    /// <summary>From the products to the end.</summary>
    private protected static async Task CloseAsync(Conversation talk, string note = "")
    {
        await talk.AnswerAsync("Was a product put on the skin?", "n");
        await talk.AnswerAsync("A note?", note);
        await talk.AnswerAsync("Press Enter when it has been explained and given.", "");
        await talk.UntilAsync(" is closed.");
        (int code, string problem) = await talk.EndAsync();
        Assert.Equal((0, ""), (code, problem));
    }
}
