using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;
using Pen.Records.Knowledge;
using Pen.Records.Screening;
using Pen.Records.Store;
using Pen.Records.Store.Model;
using Pen.Records.Texts;
using Pen.Records.Treatments;
using Pen.Simulator;
using Pen.Simulator.Endpoints;
using Pen.Simulator.Parts;

namespace Pen.Records.Tests.Treatments;

/// <summary>Records, and a simulated pen behind a line, at real time: an armed pen allows its host 2 s of silence, and they have to be real.</summary>
public abstract class TreatmentPenBench : IAsyncLifetime
{
    private protected static readonly ProtocolLibrary Library = ProtocolLibrary.BuiltIn;
    private protected static readonly Preparation Cheek = new(500, 120, TreatmentArea.Cheek);

    private protected string Folder { get; } = Directory.CreateTempSubdirectory("pen-at-work-").FullName;
    private protected PenServer Server { get; set; } = null!;

    private protected PenClient Client { get; set; } = null!;

    private protected RecordStore Store { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Store = RecordStore.Open(
            Path.Combine(Folder, "records.db"),
            StoreKey.LoadOrCreate(Path.Combine(Folder, "records.key"))
        );
        var simulated = new SimulatedPen();
        simulated.Insert(CartridgeImage.Make(CartridgeType.Needles36, lot: "LOT-36"));
        Server = Serve(simulated);
        Client = await ConnectAsync();
    }

    public async Task DisposeAsync()
    {
        await Client.DisposeAsync();
        await Server.DisposeAsync();
        Assert.Equal([], ((SimulatedPen)Server.Pen).World.Watch.Violations);
        Records.Store.Database.SqliteDatabase.Release();
        Directory.Delete(Folder, recursive: true);
    }

    private protected static PenServer Serve(SimulatedPen simulated) =>
        PenServer.Start(
            simulated,
            new PenServerOptions
            {
                Pty = false,
                TcpPort = 0,
                SpeedFactor = 1,
            }
        );

    private protected async Task<PenClient> ConnectAsync()
    {
        PenClient connected = await PenClient.ConnectAsync($"pen://127.0.0.1:{Server.TcpPort}");
        for (int tries = 0; tries < 200; tries++)
        {
            PenStatus status = await connected.GetStatusAsync();
            if (status.State == PenState.Standby)
            {
                return connected;
            }

            await Task.Delay(50);
        }

        throw new TimeoutException("The pen does not reach standby.");
    }

    private protected Treatment Begin(string device = "pen-36", bool steps = true)
    {
        ClientRecord client = Store.AddClient("anna");
        Course course = Store.PlanCourse("anna", client.Id, "acne-scars", 3, 8, Library.Version);
        Treatment treatment = Treatment.Begin(Store, Library, "anna", course, device);
        if (steps)
        {
            ToAreas(treatment);
        }

        return treatment;
    }

    private protected static void ToAreas(Treatment treatment)
    {
        treatment.Screen([.. Library.Questions.Select(q => new ScreeningAnswer(q.Id, false))]);
        treatment.Consent(TextTable.Load("en"), ConsentForm.Paper);
        if (treatment.Device.Anaesthetic)
        {
            treatment.EndNumbing("none is wanted");
        }
    }

    private protected async Task GlideAsync(int ms)
    {
        await Task.Delay(700);
        await Server.InvokeAsync(p =>
        {
            p.PressTrigger();
            p.World.Skin.Press(300);
        });
        await Task.Delay(ms);
        await Server.InvokeAsync(p =>
        {
            p.World.Skin.Lift();
            p.ReleaseTrigger();
        });
        await Task.Delay(700);
    }

    private protected async Task ExchangeAsync(CartridgeType type = CartridgeType.Needles36)
    {
        await Server.InvokeAsync(p => p.RemoveCartridge());
        await Task.Delay(300);
        await Server.InvokeAsync(p => p.Insert(CartridgeImage.Make(type, serial: 77 + (ulong)type)));
        await Task.Delay(700);
    }

    private protected static async Task UntilAsync(Func<bool> holds, string otherwise)
    {
        var patience = Stopwatch.StartNew();
        while (!holds())
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(20), otherwise);
            await Task.Delay(50);
        }
    }

    private protected static async Task RefusedAsync(Func<Task> step, string why) =>
        Assert.Contains(why, (await Assert.ThrowsAsync<TreatmentException>(step)).Message, StringComparison.Ordinal);
}
