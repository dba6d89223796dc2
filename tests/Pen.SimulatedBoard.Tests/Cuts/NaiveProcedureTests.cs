using System.Collections.Generic;
using System.Linq;
using Pen.SimulatedBoard.Boot;
using Pen.SimulatedBoard.Images;
using Xunit.Abstractions;

namespace Pen.SimulatedBoard.Tests.Cuts;

/// <summary>Why a partition is made blank before it is written: what nanoCLR makes of a half-written one.</summary>
public class NaiveProcedureTests(ITestOutputHelper output)
{
    [Fact]
    public void WrittenSectorBySectorAnotherBuildOfTheSameVersionCanLeaveAMixtureThatRuns()
    {
        List<string> left = CutBetweenSectors(FirmwareImage.Make(TestImages.Rebuilt));
        Assert.Contains("a mixture", left);
        Assert.Equal("the new one", left[^1]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void RecordsOfTwoMinorNumbersDoNotLinkAndThoseOfTwoBuildsDo(int first)
    {
        IReadOnlyList<NanoRecord> next = NanoClr.Crawl(TestImages.New);
        byte[] minors = FirmwareImage.Make([.. next.Take(first).Select(r => r.Code), .. TestImages.Assemblies.Skip(first)]);
        byte[] builds = FirmwareImage.Make([.. TestImages.Rebuilt.Take(first), .. TestImages.Assemblies.Skip(first)]);
        Assert.Empty(NanoClr.Link(NanoClr.Crawl(minors), new()));
        Assert.Equal(3, NanoClr.Link(NanoClr.Crawl(builds), new()).Count);
    }

    [Fact]
    public void AnApplicationThatWantsWhatAChipDoesNotHaveIsNotLinked()
    {
        var said = new System.Text.StringBuilder();
        byte[] ofTheHost = System.IO.File.ReadAllBytes(typeof(Pen.Client.PenClient).Assembly.Location);
        byte[] image = [.. TestImages.Old, .. NanoRecord.Make(ofTheHost)];
        Assert.Empty(NanoClr.Link(NanoClr.Crawl(image), said));
        Assert.Contains("Assembly: Pen.Client", said.ToString());
        Assert.Contains("needs assembly 'System.", said.ToString());
    }

    [Fact]
    public void ASmallerImageLeavesItsPredecessorsTailAndNanoClrRunsIt()
    {
        // The new image has no application; the old one's lies behind it, where the search goes on.
        byte[] smaller = FirmwareImage.Make(TestImages.Rebuilt.Take(2));
        byte[] flash = [.. smaller, .. TestImages.Old[smaller.Length..]];
        IReadOnlyList<NanoRecord> runs = NanoClr.Link(NanoClr.Crawl(flash), new());
        Assert.Equal("Pen.Board", runs[^1].Name);
        Assert.Equal(TestImages.Assemblies[2], runs[^1].Code);
        Assert.Equal(TestImages.Rebuilt[1], runs[1].Code);
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(116, false)]
    [InlineData(120, true)]
    public void ATailIsFoundOnlyAWholeNumberOfHeadersBehind(int gap, bool found)
    {
        byte[] board = NanoRecord.Make(TestImages.Assemblies[2]);
        byte[] flash = [.. NanoRecord.Make(TestImages.Assemblies[0]), .. Enumerable.Repeat((byte)0xFF, gap), .. board];
        Assert.Equal(found, NanoClr.Crawl(flash).Any(r => r.Name == "Pen.Board"));
    }

    private List<string> CutBetweenSectors(byte[] image)
    {
        var left = new List<string>();
        using var board = new Esp32Board(new BoardOptions { Deployment = TestImages.Old });
        DirectClient client = DirectClient.SwitchOnInLoader(board);
        foreach (bool done in Procedures.SectorBySector(client, image))
        {
            Assert.True(done);
            IReadOnlyList<NanoRecord> runs = BootChain.Start(board.Flash.Bytes, ResetReason.PowerOn).Assemblies;
            left.Add(
                runs.Count == 0 ? "nothing"
                : IsOf(runs, image) ? "the new one"
                : IsOf(runs, TestImages.Old) ? "the old one"
                : "a mixture"
            );
        }

        output.WriteLine(string.Join(", ", left.GroupBy(l => l).Select(g => $"{g.Key} {g.Count()}")));
        return left;
    }

    private static bool IsOf(IReadOnlyList<NanoRecord> runs, byte[] image) =>
        NanoClr.Crawl(image).Zip(runs).All(p => p.First.Code.SequenceEqual(p.Second.Code));
}
