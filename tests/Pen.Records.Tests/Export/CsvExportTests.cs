using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using Dapper;
using Pen.Records.Export;
using Pen.Records.Store;
using Pen.Records.Store.Database;
using Pen.Records.Store.Model;

namespace Pen.Records.Tests.Export;

/// <summary>Files for a spreadsheet, read by somebody else's reader: Python's.</summary>
public sealed class CsvExportTests : ExportBench
{
    private const string Reader =
        "import csv,json,sys\n"
        + "print(json.dumps(list(csv.DictReader(open(sys.argv[1],encoding='utf-8-sig',newline=''),strict=True))))";

    [Fact]
    public void SessionsRunsAndCartridgesStandInTheirFiles()
    {
        Session session = Treat("Rose");
        Assert.Equal(new CsvCounts(1, 3, 2), CsvExport.Write(Store, Out));
        Dictionary<string, string> row = Assert.Single(Rows("sessions.csv"));
        Assert.Equal(
            (session.Id, "Rose", "acne-scars", "1"),
            Of(row, "session_id", "pseudonym", "indication", "session_number")
        );
        Assert.Equal(("closed", "pen-36", "yes", "caution"), Of(row, "state", "device", "simulated", "screening_outcome"));
        // The chin was only prepared.
        Assert.Equal(("forehead cheek neck", "3", "1", "1500"), Of(row, "areas", "runs", "runs_without_known_end", "strokes"));
        Assert.Equal(("54000", "1500"), (row["punctures"], row["deepest_set_depth_um"]));
        Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$", row["opened_utc"]);
        List<Dictionary<string, string>> runs = Rows("runs.csv");
        Assert.Equal(3, runs.Count);
        Assert.Equal(
            ("1500", "1490", "12.34", "1100"),
            Of(runs[0], "set_depth_um", "measured_stop_um", "duration_s", "strokes")
        );
        Assert.Equal(
            ("-7", "-20", "99.3", "200"),
            Of(runs[0], "mean_speed_error_permille", "worst_depth_error_um", "mean_speed_hz", "mean_current_ma")
        );
        Assert.Equal(("power-lost", "FLT-1", "cheek", "yes"), Of(runs[1], "ending", "faults", "area", "simulated"));
        Assert.Equal(
            ("PEN-7", "00000000000000AB", "needles36", "0.1.0"),
            Of(runs[1], "pen_serial", "cartridge_serial_start", "cartridge_type", "firmware")
        );
        // What is not known is not zero.
        Assert.Equal(("missing", "", "", ""), Of(runs[2], "ending", "strokes", "duration_s", "stop_reason"));
        Assert.Equal(
            ("A17", "00000000000000CD", "needles36", "yes"),
            Of(Rows("cartridges.csv")[1], "lot", "serial", "type", "verified")
        );
    }

    [Fact]
    public void NothingPersonalStandsInThemUnlessItIsWanted()
    {
        Treat("Rose", note: "Her sister is Margarethe too.");
        CsvExport.Write(Store, Out);
        string all = string.Concat(Directory.GetFiles(Out).Select(File.ReadAllText));
        Assert.All(["Margarethe", "030", "sister", "isotretinoin", "secret"], s => Assert.DoesNotContain(s, all));
        CsvExport.Write(Store, Out + "-names", withNames: true);
        Dictionary<string, string> row = Assert.Single(Rows("sessions.csv", Out + "-names"));
        Assert.Equal(
            ("Margarethe Beispiel", "030 1234567", "Her sister is Margarethe too."),
            (row["name"], row["contact"], row["notes"])
        );
        Assert.Equal("pregnant: no\nisotretinoin: not known", row["screening_answers"]);
        foreach (string file in Directory.GetFiles(Out))
        {
            Assert.True(
                OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite)
            );
        }
    }

    /// <summary>Whatever somebody writes into a pseudonym, a lot or a note, no program takes it for a formula.</summary>
    [Theory]
    [InlineData("=cmd|'/C calc'!A0")]
    [InlineData("+1+1")]
    [InlineData("-2+3")]
    [InlineData("-5")]
    [InlineData("@SUM(1)")]
    [InlineData("＝1+1")]
    [InlineData("＋1")]
    [InlineData("－1")]
    [InlineData("＠x")]
    [InlineData(" =1+1")]
    [InlineData("\u200B=1+1")]
    [InlineData("\uFEFF@x")]
    [InlineData("a;=1+1")]
    [InlineData("a; =1+1")]
    public void NoTextIsTakenForAFormula(string hostile)
    {
        Treat(hostile, lot: hostile, note: hostile + "\n=A1\r\n\t@x\tb");
        CsvExport.Write(Store, Out, withNames: true);
        Dictionary<string, string> row = Assert.Single(Rows("sessions.csv"));
        string[] written = [row["pseudonym"], row["notes"], Rows("cartridges.csv")[0]["lot"], Rows("runs.csv")[0]["pseudonym"]];
        foreach (string text in written)
        {
            // As a program reads it that takes semicolons, tabs and ends of lines for ends of cells, and leaves blanks out.
            Assert.DoesNotContain(
                text.Split(';', '\t', '\r', '\n').Select(c => c.TrimStart(' ', '\u200B', '\uFEFF')),
                c => c.Length > 0 && "=+-@＝＋－＠".Contains(c[0], StringComparison.Ordinal)
            );
            // Nothing is lost of it: a mark is put in front, and that is all.
            Assert.StartsWith(Unmarked(hostile), Unmarked(text));
        }

        // A number stays one.
        Assert.Equal("-20", Rows("runs.csv")[0]["worst_depth_error_um"]);
    }

    [Fact]
    public void TheFilesAreWhatRfc4180Asks()
    {
        Treat("a \"quoted\", pseudonym", note: "two\nlines");
        CsvExport.Write(Store, Out, withNames: true);
        byte[] bytes = File.ReadAllBytes(Path.Combine(Out, "sessions.csv"));
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        string text = File.ReadAllText(Path.Combine(Out, "sessions.csv"));
        Assert.StartsWith("session_id,pseudonym,", text);
        Assert.EndsWith("\r\n", text);
        Assert.Contains(",\"a \"\"quoted\"\", pseudonym\",", text);
        Assert.Contains("\"two\nlines\"", text);
    }

    [Fact]
    public void NothingIsReplacedAndNothingHalfIsLeft()
    {
        Treat("Rose");
        Directory.CreateDirectory(Out);
        string mine = Path.Combine(Out, "runs.csv");
        File.WriteAllText(mine, "mine");
        Assert.Contains("nothing is ever replaced", Assert.Throws<ExportException>(() => CsvExport.Write(Store, Out)).Message);
        Assert.Equal([mine], Directory.GetFiles(Out));
        Assert.Equal("mine", File.ReadAllText(mine));
        File.Delete(mine);
        byte[] broken = [1, .. new byte[60]];
        Alter("UPDATE session_event SET body = @broken WHERE seq = 1", new { broken });
        Assert.Throws<StoreException>(() => CsvExport.Write(Store, Out));
        Assert.Empty(Directory.GetFiles(Out));
        Assert.Throws<ExportException>(() => CsvExport.Write(Store, Path.Combine(KeyPath, "below a file")));
    }

    [Fact]
    public void OthersWriteWhileItReadsAndOneWhoIsForgottenIsOnlyAPseudonym()
    {
        string clientId = Treat("Rose").ClientId;
        for (int i = 2; i < 12; i++)
        {
            Begin();
        }

        Store.EraseClient("anna", clientId);
        using DbConnection other = new SqliteDatabase(Address).Open();
        using (IEnumerator<Session> each = Store.EachSession().GetEnumerator())
        {
            Assert.True(each.MoveNext());
            // In the middle of reading nobody has to wait: the whole right to write can be had at once.
            other.Execute("PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE; COMMIT");
        }

        Assert.Equal(11, CsvExport.Write(Store, Out, withNames: true).Sessions);
        Dictionary<string, string> row = Rows("sessions.csv").Single(r => r["pseudonym"] == "Rose");
        Assert.Equal(("", "", "", ""), Of(row, "name", "notes", "screening_outcome", "screening_answers"));
        Assert.Equal("1500", row["strokes"]);
    }

    private List<Dictionary<string, string>> Rows(string name, string? folder = null)
    {
        var start = new ProcessStartInfo("python3", ["-c", Reader, Path.Combine(folder ?? Out, name)])
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string json = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return JsonSerializer.Deserialize<List<Dictionary<string, string>>>(json)!;
    }

    private static string Unmarked(string text) => text.Replace("'", "", StringComparison.Ordinal).Trim(' ');

    private static (string, string, string, string) Of(
        Dictionary<string, string> row,
        string a,
        string b,
        string c,
        string d
    ) => (row[a], row[b], row[c], row[d]);
}
