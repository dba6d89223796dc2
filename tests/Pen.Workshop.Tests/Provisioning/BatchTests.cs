using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Pen.Cli.Tests;
using Pen.Workshop.Provisioning.Batches;
using Pen.Workshop.Trials;

namespace Pen.Workshop.Tests.Provisioning;

/// <summary>A rack of boards at once.</summary>
public class BatchTests
{
    [Fact]
    public async Task OneBrokenBoardOfFourStopsNoneOfTheOthers()
    {
        var boards = new List<BoardBench> { await BoardBench.FreshAsync() };
        string folder = boards[0].Folder;
        try
        {
            for (ulong seed = 2; seed <= 4; seed++)
            {
                boards.Add(await BoardBench.FreshAsync(folder: folder, seed: seed));
            }

            await boards[2].Pen.InjectAsync("stick-depth");
            string ports = string.Join(',', boards.Select(b => b.Pen.Address));
            (int code, string output, string problem) = await new CommandLine().RunAsync(
                "provision",
                "--ports",
                ports,
                "--serials",
                "SIM-0101..",
                "--revision",
                "3",
                "--key",
                boards[0].KeyFile,
                "--by",
                "A. Smith",
                "--out",
                folder
            );
            Assert.True(code == 1, output + problem);
            Assert.Contains("3 of 4 boards passed", output);
            Assert.Equal(3, Directory.GetFiles(folder, "board-*.svg").Length);
            Assert.Equal(4, Directory.GetFiles(folder, "board-*.json").Length);
            string[] lines = File.ReadAllLines(Directory.GetFiles(folder, "batch-*.csv").Single());
            Assert.Equal(5, lines.Length);
            Assert.Contains("\"SIM-0103\",\"failed\",\"SelfTest\"", lines[3]);
            using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Directory.GetFiles(folder, "batch-*.json").Single()));
            Assert.Equal(4, json.RootElement.GetProperty("boards").GetArrayLength());
        }
        finally
        {
            // The first one owns the folder of all.
            foreach (BoardBench board in Enumerable.Reverse(boards))
            {
                await board.DisposeAsync();
            }
        }
    }

    [Theory]
    [InlineData("a,b", "SIM-1,SIM-1", "SIM-1 stands there twice")]
    [InlineData("a,a", "SIM-1,SIM-2", "a stands there twice")]
    [InlineData("a,b", "SIM-1", "2 ports and 1 serial numbers")]
    [InlineData("a,b", "SIM-9..", "cannot|counted up 2 times")]
    [InlineData("a,b", "SIM-..", "counted up")]
    [InlineData("a,b", "SIM-1,sim-2", "is no board")]
    public void ListsThatDoNotFitAreRefused(string ports, string serials, string words)
    {
        var refused = Assert.Throws<TrialRefusedException>(() => BatchPlan.FromLists(ports, serials));
        Assert.Matches(words, refused.Problem);
    }

    [Fact]
    public void NumbersAreCountedUpWithTheirZeros() =>
        Assert.Equal(
            ["SIM-0009", "SIM-0010", "SIM-0011"],
            BatchPlan.FromLists("a,b,c", "SIM-0009..").Boards.Select(b => b.Serial)
        );

    [Theory]
    [InlineData("port,serial,revision\na,SIM-1,4\nb,SIM-2,\n", null)]
    [InlineData("serial\nSIM-1\n", "does not name the columns")]
    [InlineData("port,serial,colour\na,SIM-1,red\n", "does not name the columns")]
    [InlineData("port,serial\na\n", "does not have 2 fields")]
    [InlineData("port,serial,revision\na,SIM-1,x\n", "is no revision")]
    [InlineData("port,serial\na,SIM-1\nb,SIM-1\n", "stands there twice")]
    [InlineData("port,serial\n", "1 to 256 boards")]
    [InlineData("", "does not name the columns")]
    public void AFileOfBoardsIsReadOrRefusedInWords(string text, string? words)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, text);
            if (words is null)
            {
                BatchPlan plan = BatchPlan.FromFile(path);
                Assert.Equal([4, null], plan.Boards.Select(b => b.Revision));
                return;
            }

            Assert.Contains(words, Assert.Throws<TrialRefusedException>(() => BatchPlan.FromFile(path)).Problem);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
