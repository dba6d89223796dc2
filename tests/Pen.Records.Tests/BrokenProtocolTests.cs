using System;
using System.IO;
using System.Text;
using Pen.Records.Knowledge;

namespace Pen.Records.Tests;

/// <summary>Files of a clinic's own that are broken or hostile: each mistake is named with its file, and nothing is used.</summary>
public sealed class BrokenProtocolTests : IDisposable
{
    private const string Head = "{\"format\":1,\"version\":\"1\",";
    private readonly string folder = Directory.CreateTempSubdirectory("pen-protocols-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Refused(string content, string name = "own.json")
    {
        File.WriteAllText(Path.Combine(folder, name), content);
        string message = Assert.Throws<ProtocolFileException>(() => ProtocolLibrary.WithFolder(folder)).Message;
        Assert.Contains(name, message);
        Assert.EndsWith("looks at them without using them.", message);
        return message;
    }

    [Fact]
    public void AFileOfOnesOwnAddsToWhatIsThere()
    {
        File.WriteAllText(
            Path.Combine(folder, "own.json"),
            Head
                + """
                "sources":[{"id":"OURS","kind":"clinic","title":"Our own practice"}],
                "indications":[{"id":"neck-lines","from":["OURS"],"intervalWeeks":[{"min":10,"max":12,"from":"OURS"}]}]}
                """
        );
        ProtocolLibrary library = ProtocolLibrary.WithFolder(folder);
        Assert.Equal($"{ProtocolLibrary.BuiltIn.Version}+1", library.Version);
        Assert.Equal(12, Cautious.Longest(library.IntervalWeeks(library.FindIndication("neck-lines")!))!.Max);
        Assert.Equal(ProtocolLibrary.BuiltIn.Indications.Count + 1, library.Indications.Count);
    }

    [Theory]
    [InlineData("", "JSON")]
    [InlineData("null", "empty")]
    [InlineData("[]", "another kind")]
    [InlineData("{\"format\":1}", "missing")]
    [InlineData("{\"format\":1,\"version\":\"1\",\"version\":\"2\"}", "twice")]
    [InlineData("{\"format\":2,\"version\":\"1\"}", "format 2")]
    [InlineData("{\"format\":1,\"version\":\"\"}", "version")]
    [InlineData("{\"format\":\"1\",\"version\":\"1\"}", "another kind")]
    [InlineData("{\"format\":1,\"version\":\"1\",\"depths\":[]}", "does not know")]
    [InlineData("{\"format\":1,\"version\":\"1\"", "JSON")]
    public void WhatIsNotInTheFormatIsRefused(string content, string said) =>
        Assert.Contains(said, Refused(content), StringComparison.OrdinalIgnoreCase);

    [Theory]
    [InlineData(
        "\"aftercare\":[{\"id\":\"x\",\"rule\":\"avoid\",\"hours\":[{\"min\":48,\"from\":\"S9:1\"}]}]",
        "nobody knows the source S9"
    )]
    [InlineData(
        "\"aftercare\":[{\"id\":\"x\",\"rule\":\"avoid\",\"hours\":[{\"min\":48,\"from\":\"S0\"}]}]",
        "must name a line"
    )]
    [InlineData(
        "\"aftercare\":[{\"id\":\"x\",\"rule\":\"avoid\",\"hours\":[{\"min\":48,\"from\":\"FDA:3\"}]}]",
        "must not name a line"
    )]
    [InlineData(
        "\"aftercare\":[{\"id\":\"x\",\"rule\":\"avoid\",\"hours\":[{\"min\":48,\"from\":\"../../etc\"}]}]",
        "not a source and a line"
    )]
    [InlineData(
        "\"aftercare\":[{\"id\":\"x\",\"rule\":\"avoid\",\"hours\":[{\"min\":172800,\"from\":\"S0:46\"}]}]",
        "Is the unit right?"
    )]
    [InlineData(
        "\"aftercare\":[{\"id\":\"x\",\"rule\":\"avoid\",\"hours\":[{\"min\":48,\"max\":24,\"from\":\"S0:46\"}]}]",
        "not a range"
    )]
    [InlineData("\"aftercare\":[{\"id\":\"x\",\"rule\":\"avoid\",\"hours\":[]}]", "has no source")]
    [InlineData("\"aftercare\":[{\"id\":\"heat\",\"rule\":\"avoid\",\"hours\":[],\"also\":[\"S0:46\"]}]", "stands there twice")]
    [InlineData("\"aftercare\":[{\"id\":\"<script>\",\"rule\":\"avoid\",\"hours\":[],\"also\":[\"S0:46\"]}]", "not an id")]
    [InlineData("\"aftercare\":[{\"id\":\"x\",\"rule\":\"perhaps\",\"hours\":[],\"also\":[\"S0:46\"]}]", "another kind")]
    [InlineData("\"areas\":[{\"id\":\"elbow\",\"from\":[],\"depths\":[]}]", "not an area that the pen knows")]
    [InlineData("\"depthsByIndication\":[{\"id\":\"warts\",\"depths\":[]}]", "is no indication")]
    [InlineData(
        "\"depthsByIndication\":[{\"id\":\"melasma\",\"depths\":[{\"minMicrons\":1,\"maxMicrons\":2,\"from\":\"DRPEN\"}]}]",
        "Is the unit right?"
    )]
    [InlineData(
        "\"depthsByIndication\":[{\"id\":\"melasma\",\"depths\":[{\"minMicrons\":0.5,\"maxMicrons\":1,\"from\":\"DRPEN\"}]}]",
        "another kind"
    )]
    [InlineData("\"questions\":[{\"id\":\"x\",\"outcome\":\"go\",\"also\":[\"FDA\"]}]", "nobody need ask")]
    [InlineData("\"sources\":[{\"id\":\"S0\",\"kind\":\"clinic\",\"title\":\"x\"}]", "stands there twice")]
    [InlineData("\"sources\":[{\"id\":\"ours\",\"kind\":\"clinic\",\"title\":\"x\"}]", "not a source's id")]
    [InlineData("\"general\":{\"sessions\":[],\"intervalWeeks\":[]}", "more than one file")]
    [InlineData("\"expectations\":[{\"text\":\"x\",\"fromHours\":9,\"toHours\":3,\"from\":[\"FDA\"]}]", "no span of time")]
    [InlineData(
        "\"devices\":[{\"id\":\"x\",\"needles\":900,\"telemetry\":true,\"anaesthetic\":true,\"from\":[]}]",
        "900 needles"
    )]
    public void WhatCannotBeIsRefused(string rest, string said)
    {
        File.WriteAllText(Path.Combine(folder, "own.json"), Head + rest + "}");
        Assert.Contains(
            said,
            Assert.Throws<ProtocolFileException>(() => ProtocolLibrary.WithFolder(folder)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void HugeAndDeepFilesAreRefusedBeforeTheyHurt()
    {
        Assert.Contains("larger than any", Refused(new string(' ', ProtocolReader.MostBytes + 1)));
        Refused(new string('[', 100_000));
        Assert.Contains(
            "0 files",
            Assert
                .Throws<ProtocolFileException>(() =>
                    ProtocolLibrary.WithFolder(Directory.CreateTempSubdirectory("pen-none-").FullName)
                )
                .Message
        );
    }

    [Fact]
    public void RandomDamageIsNamedOrHarmless()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        byte[] whole = Encoding.UTF8.GetBytes(
            Head + "\"aftercare\":[{\"id\":\"x\",\"rule\":\"avoid\",\"hours\":[{\"min\":48,\"from\":\"S0:46\"}]}]}"
        );
        for (int i = 0; i < 2000; i++)
        {
            byte[] damaged = [.. whole];
            for (int hit = random.Next(1, 4); hit > 0; hit--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            try
            {
                ProtocolPack pack = ProtocolReader.Read("own.json", damaged);
                Assert.True(pack.Version.Length <= 64, $"seed {seed}");
            }
            catch (ProtocolFileException named)
            {
                Assert.All(named.Problems, p => Assert.StartsWith("own.json", p));
            }
        }
    }
}
