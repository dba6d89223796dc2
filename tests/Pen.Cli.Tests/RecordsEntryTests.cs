using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Pen.Protocol;
using Pen.Records.Store;
using Pen.Records.Store.Model;
using Pen.Records.Treatments;

namespace Pen.Cli.Tests;

/// <summary>records add, name, plan, correct, csv, fhir and photo, as somebody types them.</summary>
public sealed class RecordsEntryTests : IDisposable
{
    /// <summary>A PNG of one pixel with a caption in it.</summary>
    private static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAAEnRFWHRDb21tZW50AE1hcmdhcmV0aGUAIf8JAAAADElEQVR4nGM4kWIEAANWAV/oF4RSAAAAAElFTkSuQmCC"
    );

    private readonly string folder = Directory.CreateTempSubdirectory("pen-records-").FullName;

    private string Address => Path.Combine(folder, "data", "records.db");

    private string KeyPath => Path.Combine(folder, "settings", "records.key");

    private CommandLine Typed => new(("PEN_RECORDS", Address), ("PEN_RECORDS_KEY", KeyPath));

    private RecordStore Store => RecordStore.Open(Address, StoreKey.LoadOrCreate(KeyPath));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task AClientIsAddedNamedAndPlannedFor()
    {
        (int code, string output, _) = await RunAsync("", "add", "Rose", "--by", "anna");
        Assert.Equal((0, true), (code, output.StartsWith("Client Rose is in ", StringComparison.Ordinal)));
        (code, _, string problem) = await RunAsync("", "add", "Rose", "--by", "anna");
        Assert.Equal((3, "There is a client Rose already. Choose another pseudonym.\n"), (code, problem));
        (_, output, _) = await RunAsync("", "add", "--by", "anna", "--json");
        Assert.StartsWith("C-", JsonDocument.Parse(output).RootElement.GetProperty("pseudonym").GetString());
        (code, output, problem) = await RunAsync(
            "Margarethe Beispiel\r\n030 1234567\nHauptstraße 1\n",
            "name",
            "Rose",
            "--by",
            "anna"
        );
        Assert.Equal(0, code);
        Assert.DoesNotContain("Margarethe", output + problem);
        Assert.Equal(
            new Identity("Margarethe Beispiel", "030 1234567\nHauptstraße 1"),
            Store.ReadIdentity(Store.FindClient("Rose")!.Id)
        );
        (_, output, _) = await RunAsync("Somebody\n", "name", "Rose", "--by", "anna", "--json");
        Assert.DoesNotContain("Somebody", output);
        (code, output, _) = await RunAsync("", "plan", "Rose", "acne-scars", "--by", "anna");
        Assert.Equal(0, code);
        Assert.Matches(@"sessions: \d+, proposed: the fewest that a source gives \(\w+", output);
        Assert.Matches(@"weeks between two: \d+, proposed: the most that a source gives \(\w+", output);
        (_, output, _) = await RunAsync(
            "",
            "plan",
            "Rose",
            "lines",
            "--by",
            "anna",
            "--sessions",
            "5",
            "--weeks",
            "7",
            "--json"
        );
        JsonElement course = JsonDocument.Parse(output).RootElement;
        Assert.Equal(
            (5, 7),
            (course.GetProperty("plannedSessions").GetInt32(), course.GetProperty("intervalWeeks").GetInt32())
        );
        Assert.Equal(2, Store.Courses(Store.FindClient("Rose")!.Id).Count);
        Assert.Empty(Store.Verify().Problems);
    }

    [Fact]
    public async Task ACorrectionStandsBehindItsSession()
    {
        Session session = Treat("Rose");
        (int code, string output, string problem) = await RunAsync(
            "It was the left\ncheek.\n",
            "correct",
            "Rose",
            "--session",
            "1",
            "--by",
            "ben"
        );
        Assert.Equal((0, ""), (code, problem));
        Assert.DoesNotContain("left", output);
        NoteWritten last = Assert.Single(TreatmentFacts.From(Store.Events(session.Id)).Corrections).What;
        Assert.Equal("It was the left\ncheek.", last.Text);
        (code, _, problem) = await RunAsync("x", "correct", "Rose", "--session", "2", "--by", "ben");
        Assert.Equal((8, true), (code, problem.StartsWith("There is no session 2 in that course.", StringComparison.Ordinal)));
        (code, _, _) = await RunAsync("x", "correct", "Rose", "--session", "1", "--course", "7", "--by", "ben");
        Assert.Equal(8, code);
        Assert.Empty(Store.Verify().Problems);
    }

    [Fact]
    public async Task FilesForOthersAreWrittenAndNeverReplaced()
    {
        Treat("Rose");
        await RunAsync("Margarethe Beispiel", "name", "Rose", "--by", "anna");
        string csv = Path.Combine(folder, "csv");
        (int code, string output, _) = await RunAsync("", "csv", csv);
        Assert.Equal((0, $"1 sessions, 0 runs and 0 cartridges are in {csv}.\n"), (code, output));
        Assert.DoesNotContain("Margarethe", File.ReadAllText(Path.Combine(csv, "sessions.csv")));
        (code, _, string problem) = await RunAsync("", "csv", csv);
        Assert.Equal(8, code);
        Assert.EndsWith("sessions.csv is there already. Give another name: nothing is ever replaced.\n", problem);
        (code, output, _) = await RunAsync("", "csv", csv + "2", "--with-names");
        Assert.Contains("There are names in it", output);
        Assert.Contains("Margarethe", File.ReadAllText(Path.Combine(csv + "2", "sessions.csv")));
        string fhir = Path.Combine(folder, "rose.json");
        (code, output, _) = await RunAsync("", "fhir", "Rose", fhir, "--json");
        Assert.Equal((0, 1), (code, JsonDocument.Parse(output).RootElement.GetProperty("sessions").GetInt32()));
        Assert.Contains("\"Procedure\"", File.ReadAllText(fhir));
        Assert.DoesNotContain("Margarethe", File.ReadAllText(fhir));
        Assert.Equal(8, (await RunAsync("", "fhir", "Rose", fhir)).Code);
        Assert.Equal(0, (await RunAsync("", "fhir", "Rose", fhir + "2", "--session", "1", "--with-name")).Code);
        Assert.Contains("Margarethe", File.ReadAllText(fhir + "2"));
        Assert.Equal(8, (await RunAsync("", "fhir", "Rose", fhir + "3", "--session", "9")).Code);
        Assert.Equal(8, (await RunAsync("", "fhir", "Rose", Path.Combine(folder, "no", "folder"))).Code);
        Assert.False(File.Exists(fhir + "3"));
    }

    [Fact]
    public async Task APhotoIsKeptListedAndGot()
    {
        Session session = Treat("Rose");
        string file = Path.Combine(folder, "IMG_0001.txt");
        File.WriteAllBytes(file, Png);
        (int code, string output, string problem) = await RunAsync(
            "",
            [
                "photo",
                "add",
                "Rose",
                file,
                "--by",
                "anna",
                "--session",
                "1",
                "--area",
                "cheek",
                "--taken",
                "2026-03-04T09:30+01:00",
                "--json",
            ]
        );
        Assert.Equal((0, ""), (code, problem));
        JsonElement added = JsonDocument.Parse(output).RootElement;
        string id = added.GetProperty("id").GetString()!;
        Assert.Equal(
            (session.Id, "cheek"),
            (added.GetProperty("sessionId").GetString(), added.GetProperty("area").GetString())
        );
        (_, output, _) = await RunAsync("", "photo", "list", "Rose");
        Assert.Contains($"{id}  added ", output);
        Assert.Contains("taken 2026-03-04  image/png  cheek", output);
        string got = Path.Combine(folder, "got.png");
        (code, output, _) = await RunAsync("", "photo", "get", id, got);
        Assert.Equal(0, code);
        Assert.Equal(-1, File.ReadAllBytes(got).AsSpan().IndexOf("Margarethe"u8));
        Assert.Equal(8, (await RunAsync("", "photo", "get", id, got)).Code);
        await RunAsync("", "erase", "Rose", "--by", "anna", "--yes");
        (_, output, _) = await RunAsync("", "photo", "list", "Rose");
        Assert.Contains("erased", output);
        Assert.Equal(3, (await RunAsync("", "photo", "get", id, got + "2")).Code);
        (code, _, problem) = await RunAsync("", "photo", "add", "Rose", file, "--by", "anna");
        Assert.Equal(
            (3, "Everything personal of Rose was erased, and nothing can be added. Add a new client.\n"),
            (code, problem)
        );
    }

    /// <summary>One sentence on what is wrong, one on what to do, and a code that is documented.</summary>
    [Theory]
    [InlineData(8, "", "name", "Nobody", "--by", "anna")]
    [InlineData(2, "", "name", "Rose", "--by", "anna")]
    [InlineData(2, "\n \n", "name", "Rose", "--by", "anna")]
    [InlineData(2, "\u001b[31m", "name", "Rose", "--by", "anna")]
    [InlineData(2, "", "name", "Rose")]
    [InlineData(2, "", "name", "Rose", "--by", " ")]
    [InlineData(2, "", "add", "", "--by", "anna")]
    [InlineData(2, "", "add", "a\u001b[31mb", "--by", "anna")]
    [InlineData(2, "", "add", "a pseudonym that is longer than anybody would write", "--by", "anna")]
    [InlineData(2, "", "plan", "Rose", "hunger", "--by", "anna")]
    [InlineData(2, "", "plan", "Rose", "lines", "--by", "anna", "--sessions", "0")]
    [InlineData(2, "", "plan", "Rose", "lines", "--by", "anna", "--weeks", "200")]
    [InlineData(2, "", "plan", "Rose", "lines", "--by", "anna", "--weeks", "many")]
    [InlineData(2, "x", "correct", "Rose", "--by", "anna")]
    [InlineData(2, "", "correct", "Rose", "--session", "1", "--by", "anna")]
    [InlineData(8, "", "photo", "add", "Rose", "nowhere.jpg", "--by", "anna")]
    [InlineData(8, "", "photo", "add", "Rose", ".", "--by", "anna")]
    [InlineData(2, "", "photo", "add", "Rose", "nowhere.jpg", "--by", "anna", "--area", "elbow")]
    [InlineData(8, "", "photo", "get", "nothing", "file")]
    [InlineData(8, "", "photo", "list", "Nobody")]
    [InlineData(8, "", "fhir", "Nobody", "file")]
    [InlineData(8, "", "csv", "/dev/null/folder")]
    public async Task WhatCannotBeIsSaidInTwoSentences(int expected, string input, params string[] arguments)
    {
        Treat("Rose");
        (int code, _, string problem) = await RunAsync(input, arguments);
        Assert.Equal(expected, code);
        Assert.DoesNotContain("   at ", problem);
        Assert.DoesNotContain('\u001b', problem);
        Assert.Matches(@"\w", problem);
        Assert.Empty(Store.Photos(Store.FindClient("Rose")!.Id));
        Assert.Equal(0, (await RunAsync("", "verify")).Code);
    }

    [Fact]
    public async Task WhatIsNoPhotoIsRefusedAndTooMuchTextIsNotCutOff()
    {
        Treat("Rose");
        string file = Path.Combine(folder, "photo.jpg");
        File.WriteAllText(file, "this is no photo");
        (int code, _, string problem) = await RunAsync("", "photo", "add", "Rose", file, "--by", "anna");
        Assert.Equal((8, "This is neither a JPEG nor a PNG. Save the photo as one of them.\n"), (code, problem));
        File.WriteAllBytes(file, Png[..60]);
        (code, _, problem) = await RunAsync("", "photo", "add", "Rose", file, "--by", "anna");
        Assert.Equal(8, code);
        Assert.Contains("cut off or malformed", problem);
        (code, _, _) = await RunAsync("", "photo", "add", "Rose", "/dev/zero", "--by", "anna");
        Assert.Equal(8, code);
        (code, _, problem) = await RunAsync(new string('x', 100_000), "name", "Rose", "--by", "anna");
        Assert.Equal(2, code);
        Assert.Contains("Give 1 to 4000 signs", problem);
        Assert.False(Store.FindClient("Rose")!.HasIdentity);
    }

    private Session Treat(string pseudonym)
    {
        ClientRecord client = Store.AddClient("anna", pseudonym);
        Course course = Store.PlanCourse("anna", client.Id, "acne-scars", 3, 8, "2026.1");
        Session session = Store.OpenSession("anna", course.Id, "roller");
        Store.AddEvent("anna", session.Id, 1, EventKind.ByHand, new AreaByHand("anna", TreatmentArea.Cheek, 300, 4));
        Store.EndSession("anna", session.Id, SessionState.Closed);
        return session;
    }

    private async Task<(int Code, string Output, string Problem)> RunAsync(string input, params IEnumerable<string> arguments)
    {
        using Process process = Typed.Start(arguments.Prepend("records"));
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> problem = process.StandardError.ReadToEndAsync();
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(input));
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has read enough and ended.
        }

        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return (process.ExitCode, await output, await problem);
    }
}
