using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Pen.Client;
using Pen.Protocol;

namespace Pen.Records.Knowledge;

/// <summary>All that is known of treatments: what stands in one or more packs, checked as a whole.</summary>
public sealed class ProtocolLibrary
{
    private const string Prefix = "protocols/";
    private const int MostFiles = 64;

    private static readonly Lazy<ProtocolLibrary> Known = new(() => FromPacks(Embedded()));

    private readonly Dictionary<string, Indication> indications;

    private ProtocolLibrary(IReadOnlyList<ProtocolPack> packs)
    {
        Version = string.Join("+", packs.Select(p => p.Version).Distinct());
        Sources = packs.SelectMany(p => p.Sources).ToDictionary(s => s.Id);
        Indications = [.. packs.SelectMany(p => p.Indications)];
        indications = Indications.ToDictionary(i => i.Id);
        General = packs.Select(p => p.General).OfType<GeneralCourse>().SingleOrDefault() ?? new GeneralCourse([], []);
        Results = [.. packs.SelectMany(p => p.Results)];
        Areas = [.. packs.SelectMany(p => p.Areas)];
        DepthsByIndication = [.. packs.SelectMany(p => p.DepthsByIndication)];
        Devices = [.. packs.SelectMany(p => p.Devices)];
        Steps = [.. packs.SelectMany(p => p.Steps)];
        SessionMinutes = [.. packs.SelectMany(p => p.SessionMinutes)];
        Combination = [.. packs.SelectMany(p => p.Combination)];
        Aftercare = [.. packs.SelectMany(p => p.Aftercare)];
        Expectations = [.. packs.SelectMany(p => p.Expectations)];
        SideEffects = [.. packs.SelectMany(p => p.SideEffects)];
        Questions = [.. packs.SelectMany(p => p.Questions)];
    }

    /// <summary>What this program brings.</summary>
    public static ProtocolLibrary BuiltIn => Known.Value;

    /// <summary>Version of the content; of several packs all versions, joined by "+".</summary>
    public string Version { get; }

    /// <summary>Sources by id.</summary>
    public IReadOnlyDictionary<string, SourceInfo> Sources { get; }

    /// <summary>What sources say of courses in general.</summary>
    public GeneralCourse General { get; }

    /// <summary>What is treated.</summary>
    public IReadOnlyList<Indication> Indications { get; }

    /// <summary>When results are seen, whatever is treated.</summary>
    public IReadOnlyList<CitedText> Results { get; }

    /// <summary>Places on the body.</summary>
    public IReadOnlyList<AreaInfo> Areas { get; }

    /// <summary>Depths that hold for an indication wherever it is.</summary>
    public IReadOnlyList<IndicationDepths> DepthsByIndication { get; }

    /// <summary>What can be worked with.</summary>
    public IReadOnlyList<DeviceInfo> Devices { get; }

    /// <summary>Steps of a session, in order.</summary>
    public IReadOnlyList<StepInfo> Steps { get; }

    /// <summary>Minutes of a whole session.</summary>
    public IReadOnlyList<CitedRange> SessionMinutes { get; }

    /// <summary>What may go with it.</summary>
    public IReadOnlyList<CitedText> Combination { get; }

    /// <summary>Aftercare by topic.</summary>
    public IReadOnlyList<AftercareTopic> Aftercare { get; }

    /// <summary>What to expect, and when.</summary>
    public IReadOnlyList<Expectation> Expectations { get; }

    /// <summary>Side effects.</summary>
    public IReadOnlyList<SideEffect> SideEffects { get; }

    /// <summary>Questions before a course.</summary>
    public IReadOnlyList<ScreeningQuestion> Questions { get; }

    /// <summary>Puts packs together and checks the whole.</summary>
    /// <param name="packs">Each with the name of its file.</param>
    /// <exception cref="ProtocolFileException">Something is wrong; every problem is named.</exception>
    public static ProtocolLibrary FromPacks(IReadOnlyList<(string Name, ProtocolPack Pack)> packs)
    {
        IReadOnlyList<string> problems = ProtocolCheck.Problems(packs);
        return problems.Count == 0
            ? new ProtocolLibrary([.. packs.Select(p => p.Pack)])
            : throw new ProtocolFileException(problems);
    }

    /// <summary>What this program brings, and beside it a clinic's own files: all that end in ".json" in a folder.</summary>
    /// <exception cref="ProtocolFileException">Something is wrong with them.</exception>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static ProtocolLibrary WithFolder(string folder)
    {
        string[] files = [.. Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal)];
        if (files.Length is 0 or > MostFiles)
        {
            throw new ProtocolFileException([
                $"{folder} holds {files.Length} files of protocols, and 1 to {MostFiles} are looked at.",
            ]);
        }

        var packs = new List<(string, ProtocolPack)>(Embedded());
        var problems = new List<string>();
        foreach (string path in files)
        {
            string name = Path.GetFileName(path);
            bool large = new FileInfo(path).Length > ProtocolReader.MostBytes;
            try
            {
                packs.Add(
                    (name, ProtocolReader.Read(name, large ? new byte[ProtocolReader.MostBytes + 1] : File.ReadAllBytes(path)))
                );
            }
            catch (ProtocolFileException broken)
            {
                problems.AddRange(broken.Problems);
            }
        }

        return problems.Count == 0 ? FromPacks(packs) : throw new ProtocolFileException(problems);
    }

    /// <summary>An indication; null when there is none with this id.</summary>
    public Indication? FindIndication(string id) => indications.GetValueOrDefault(id);

    /// <summary>Id of the device that a cartridge makes of a pen; null where the pen has not accepted it, or there is no such device.</summary>
    public string? DeviceOf(CartridgeInfo cartridge)
    {
        string id = cartridge.Type == CartridgeType.Nano ? "pen-nano" : FormattableString.Invariant($"pen-{cartridge.Needles}");
        return cartridge.State == CartridgeState.Accepted && Devices.Any(d => d.Id == id) ? id : null;
    }

    /// <summary>Sessions of a course for an indication: what sources say of it, and of the others what they say in general.</summary>
    public IReadOnlyList<CitedRange> Sessions(Indication indication) => Applicable(indication.Sessions, General.Sessions);

    /// <summary>Weeks between two sessions, likewise.</summary>
    public IReadOnlyList<CitedRange> IntervalWeeks(Indication indication) =>
        Applicable(indication.IntervalWeeks, General.IntervalWeeks);

    private static IReadOnlyList<CitedRange> Applicable(IReadOnlyList<CitedRange> own, IReadOnlyList<CitedRange> general)
    {
        var said = own.Select(SourceOf).ToHashSet();
        return [.. own, .. general.Where(g => !said.Contains(SourceOf(g)))];
    }

    private static string SourceOf(CitedRange range) => range.From.Split(':')[0];

    private static IReadOnlyList<(string Name, ProtocolPack Pack)> Embedded()
    {
        Assembly here = typeof(ProtocolLibrary).Assembly;
        var packs = new List<(string, ProtocolPack)>();
        foreach (string name in here.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            if (name.EndsWith(".schema.json", StringComparison.Ordinal))
            {
                continue;
            }

            using Stream stream = here.GetManifestResourceStream(name)!;
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            packs.Add((name[Prefix.Length..], ProtocolReader.Read(name[Prefix.Length..], copy.ToArray())));
        }

        return packs;
    }
}
