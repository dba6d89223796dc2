using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using Pen.Records.Knowledge;
using Pen.Records.Screening;
using Pen.Records.Store;
using Pen.Records.Store.Model;
using Pen.Records.Texts;
using Pen.Records.Treatments;

namespace Pen.Companion.Tests.Bench;

/// <summary>
/// The companion as a user has it: a process of its own, with records, key and settings of its own in a folder that is gone afterwards. It
/// can be killed and started again at the same address.
/// </summary>
public sealed class Workplace : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(30);

    /// <summary>Variables that would lead it out of the user's home.</summary>
    private static readonly string[] Elsewhere =
    [
        "XDG_DATA_HOME",
        "XDG_CONFIG_HOME",
        "PEN_RECORDS",
        "PEN_RECORDS_KEY",
        "PEN_LOGS",
        "PEN_COMPANION",
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("pen-companion-").FullName;
    private Process? process;
    private bool bare;

    /// <summary>Where it answers.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    /// <summary>Everything that it has printed, both ways.</summary>
    public List<string> Printed { get; } = [];

    /// <summary>Its own folder.</summary>
    public string Home => Path.Combine(folder, "home");

    /// <summary>Where it is started: the current directory.</summary>
    public string Current => folder;

    /// <summary>The user's home, where it was started in an empty one.</summary>
    public string UserHome => Path.Combine(folder, "user");

    /// <summary>The folder of the pens' logs.</summary>
    public string Logs => Path.Combine(folder, "logs");

    /// <summary>The records that it works on, for a test that prepares or checks them.</summary>
    public RecordStore Records => RecordsAt(TimeProvider.System);

    /// <summary>The process, for one that measures or kills it.</summary>
    public Process Process => process!;

    private string[] Places =>
        ["--records", Path.Combine(folder, "records.db"), "--key", Path.Combine(folder, "key"), "--logs", Logs, "--home", Home];

    private static string Program
    {
        get
        {
            var here = new DirectoryInfo(AppContext.BaseDirectory);
            string framework = here.Name;
            string configuration = here.Parent!.Name;
            DirectoryInfo? root = here;
            while (root is not null && !File.Exists(Path.Combine(root.FullName, "PenFirmware.sln")))
            {
                root = root.Parent;
            }

            return Path.Combine(root!.FullName, "host", "Pen.Companion", "bin", configuration, framework, "pen-companion.dll");
        }
    }

    /// <summary>Starts it, with a simulated pen unless told otherwise.</summary>
    public static async Task<Workplace> OpenAsync(params string[] arguments)
    {
        var place = new Workplace();
        await place.StartAsync(arguments.Length == 0 ? ["--simulate", "yes"] : arguments);
        return place;
    }

    /// <summary>Starts it as somebody does who has just moved in: an empty home, and nothing said of where its files shall be.</summary>
    public static async Task<Workplace> OpenInEmptyHomeAsync(params string[] arguments)
    {
        var place = new Workplace { bare = true };
        Directory.CreateDirectory(place.UserHome);
        await place.StartAsync(["--simulate", "no", .. arguments]);
        return place;
    }

    /// <summary>Starts it, at the address that it had before if it had one.</summary>
    public async Task StartAsync(params string[] arguments)
    {
        string[] listen = arguments.Contains("--listen") ? [] : ["--listen", Address.GetLeftPart(UriPartial.Authority)];
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        IEnumerable<string> all =
        [
            "exec",
            Program,
            "--no-browser",
            "--no-search",
            .. bare ? [] : Places,
            .. listen,
            .. arguments,
        ];
        foreach (string argument in all)
        {
            start.ArgumentList.Add(argument);
        }

        if (bare)
        {
            start.Environment["HOME"] = UserHome;
            foreach (string name in Elsewhere)
            {
                start.Environment.Remove(name);
            }
        }

        process = Process.Start(start)!;
        var ready = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) => Take(line.Data, ready);
        process.ErrorDataReceived += (_, line) => Take(line.Data, ready);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) =>
            ready.TrySetException(new InvalidOperationException("It ended: " + string.Join('\n', Printed)));
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Address = await ready.Task.WaitAsync(StartsWithin);
    }

    /// <summary>Ends it without a chance to say goodbye, as a power cut does.</summary>
    public async Task KillAsync()
    {
        process!.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    /// <summary>A program that asks it, with cookies of its own and without following redirects.</summary>
    public HttpClient Ask() =>
        new(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false })
        {
            BaseAddress = Address,
        };

    /// <summary>The same, by another clock.</summary>
    public RecordStore RecordsAt(TimeProvider clock) =>
        RecordStore.Open(Path.Combine(folder, "records.db"), StoreKey.LoadOrCreate(Path.Combine(folder, "key")), clock);

    /// <summary>A session of a new client that waits for its areas, by the name that is given.</summary>
    public Session SessionAtAreas(string by = "anna", string device = "pen-36") => SessionAt(TreatmentStep.Areas, by, device);

    /// <summary>A session of a new client that waits for a step up to its areas.</summary>
    public Session SessionAt(TreatmentStep step, string by = "anna", string device = "pen-36")
    {
        RecordStore store = Records;
        ProtocolLibrary library = ProtocolLibrary.BuiltIn;
        ClientRecord client = store.AddClient(by);
        Course course = store.PlanCourse(by, client.Id, "acne-scars", 3, 4, library.Version);
        Treatment treatment = Treatment.Begin(store, library, by, course, device);
        if (step > TreatmentStep.Screening)
        {
            treatment.Screen([.. library.Questions.Select(q => new ScreeningAnswer(q.Id, false))]);
        }

        if (step > TreatmentStep.Consent)
        {
            treatment.Consent(TextTable.Load("en"), ConsentForm.Paper);
        }

        if (step > TreatmentStep.Numbing && treatment.Device.Anaesthetic)
        {
            treatment.EndNumbing("none is wanted");
        }

        return treatment.Session;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            await KillAsync();
        }

        process?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private void Take(string? line, TaskCompletionSource<Uri> ready)
    {
        if (line is null)
        {
            return;
        }

        lock (Printed)
        {
            Printed.Add(line);
        }

        if (line.Split("PenFirmware companion: ") is [_, { } address])
        {
            ready.TrySetResult(new Uri(address.Trim()));
        }
    }
}
