using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Pen.Cli.Tests;
using Pen.SimulatedBoard;

namespace Pen.Workshop.Tests.Doctor;

/// <summary>The command doctor, its exit codes, and a bundle in which nobody's name stands.</summary>
public class BundleTests
{
    private const string Person = "anna-bergerhoff";
    private const string ClientName = "Maria Musterklientin";
    private const string Pseudonym = "KLIENT-7741";

    [Fact]
    [Trait("Covers", "SRV-10")]
    public async Task NoClientNoNameAndNoFolderOfTheUserIsInTheBundle()
    {
        await using DoctorBench bench = await DoctorBench.StartAsync(new BoardOptions { Pty = true });
        await bench.SettleAsync();
        string root = Directory.CreateTempSubdirectory("pen-bundle-").FullName;
        try
        {
            string home = Path.Combine(root, "home", Person);
            Directory.CreateDirectory(home);
            var pen = new CommandLine(
                ("HOME", home),
                ("USER", Person),
                ("LOGNAME", Person),
                ("XDG_DATA_HOME", Path.Combine(home, ".local", "share")),
                ("XDG_CONFIG_HOME", Path.Combine(home, ".config"))
            );
            await AddClientAsync(pen);
            string port = Path.Combine(home, "pen-port");
            File.CreateSymbolicLink(port, bench.Board.CompanionPty!);
            string zip = Path.Combine(home, "support.zip");

            (int code, string output, string problem) = await pen.RunAsync("doctor", "--port", port, "--bundle", zip);

            Assert.True(code == 0, output + problem);
            Dictionary<string, string> inside = Unzip(zip);
            Assert.Equal(
                ["computer.json", "faults.txt", "findings.json", "findings.txt", "log.txt", "pen.json"],
                inside.Keys.Order(StringComparer.Ordinal)
            );
            Assert.Contains("SIM-000001", inside["pen.json"], StringComparison.Ordinal);
            Assert.NotEmpty(inside["log.txt"]);
            string[] secrets = [Person, ClientName, "Musterklientin", Pseudonym, home, root, port];
            foreach ((string name, string text) in inside)
            {
                Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));
                Assert.DoesNotMatch($@"\b{Regex.Escape(Environment.UserName)}\b", text);
                Assert.DoesNotMatch($@"\b{Regex.Escape(Environment.MachineName)}\b", text);
                Assert.False(name.Contains('/', StringComparison.Ordinal));
            }

            Assert.True(new FileInfo(zip).Length < 1024 * 1024);
            Assert.Equal(8, (await pen.RunAsync("doctor", "--port", port, "--bundle", zip)).Code);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Fact]
    public async Task TheExitCodeSaysWhetherSomethingIsWrongOrNothingCouldBeAsked()
    {
        await using DoctorBench bench = await DoctorBench.StartAsync();
        await bench.SettleAsync();
        var pen = new CommandLine();

        (int code, string output, _) = await pen.RunAsync("doctor", "--port", bench.Board.CompanionAddress);
        Assert.Equal(0, code);
        Assert.Contains("✓ well", output, StringComparison.Ordinal);
        Assert.Contains("All is well.", output, StringComparison.Ordinal);

        await bench.Board.InjectAsync("cell", 3.1);
        await Task.Delay(300);
        (code, output, _) = await pen.RunAsync("doctor", "--port", bench.Board.CompanionAddress, "--json");
        Assert.Equal(1, code);
        Assert.Contains(
            JsonDocument.Parse(output).RootElement.GetProperty("findings").EnumerateArray(),
            f => f.GetProperty("level").GetString() == "trouble" && f.GetProperty("cure").GetString()!.Length > 0
        );

        Assert.Equal(4, (await pen.RunAsync("doctor", "--port", "/dev/ttyNONE")).Code);
        await bench.Board.CutPowerAsync();
        Assert.Equal(6, (await pen.RunAsync("doctor", "--port", bench.Board.CompanionAddress)).Code);
        Assert.Equal(2, (await pen.RunAsync("doctor", "--listen", "0")).Code);
    }

    private static async Task AddClientAsync(CommandLine pen)
    {
        (int code, _, string problem) = await pen.RunAsync("records", "add", Pseudonym, "--by", "technician");
        Assert.True(code == 0, problem);
        using Process naming = pen.Start("records", "name", Pseudonym, "--by", "technician");
        await naming.StandardInput.WriteLineAsync(ClientName);
        naming.StandardInput.Close();
        await naming.WaitForExitAsync();
        Assert.Equal(0, naming.ExitCode);
    }

    private static Dictionary<string, string> Unzip(string path)
    {
        using ZipArchive zip = ZipFile.OpenRead(path);
        return zip.Entries.ToDictionary(
            entry => entry.FullName,
            entry =>
            {
                using var reader = new StreamReader(entry.Open());
                return reader.ReadToEnd();
            }
        );
    }
}
