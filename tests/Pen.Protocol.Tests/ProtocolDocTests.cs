using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace Pen.Protocol.Tests;

/// <summary>docs/protocol.md tells what the source says. UPDATE_DOCS=1 writes its generated parts anew.</summary>
public partial class ProtocolDocTests
{
    internal static readonly string DocPath = Path.Combine(FindRoot(), "docs", "protocol.md");

    [Fact]
    public void TheGeneratedPartsAreWhatTheSourceSays()
    {
        string doc = File.ReadAllText(DocPath);
        string fresh = Marked()
            .Replace(doc, m => $"<!-- generated:{m.Groups[1].Value} -->\n{Generate(m.Groups[1].Value)}<!-- end -->");
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(DocPath, fresh);
        }

        Assert.Equal(fresh, doc);
    }

    [Fact]
    public void EveryLayoutAndEveryListStandsInTheDocument()
    {
        string doc = File.ReadAllText(DocPath);
        Assert.All(WireDoc.Layouts, layout => Assert.Contains($"generated:{layout.Name} -->", doc));
        var lists = typeof(FrameFormat).Assembly.GetTypes().Where(t => t.IsEnum && t.IsPublic);
        Assert.All(lists, list => Assert.Contains($"generated:{list.Name} -->", doc));
    }

    [Fact]
    public void EveryRefusalStandsInTheTableOfRefusals()
    {
        string doc = File.ReadAllText(DocPath);
        var codes = Enum.GetValues<RefusalCode>().Where(code => code != RefusalCode.None);
        Assert.All(codes, code => Assert.Matches($@"(?m)^\| [\w, ]+ \| {code} \| ", doc));
    }

    private static string Checks()
    {
        var text = new StringBuilder("| check | finding | what a technician does |\n|---|---|---|\n");
        foreach (SelfTestCheck check in Enum.GetValues<SelfTestCheck>().Where(c => c != SelfTestCheck.None))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {check} | {SelfTestText.Finding(check)} | {SelfTestText.Advice(check)} |\n"
            );
        }

        return text.ToString();
    }

    private static string Areas()
    {
        var text = new StringBuilder("| area | depth in µm | beyond it |\n|---|---|---|\n");
        foreach (TreatmentArea area in Enum.GetValues<TreatmentArea>())
        {
            string beyond = Limits.AreaConfirmable(area) ? "with a reason" : "never";
            text.Append(CultureInfo.InvariantCulture, $"| {area} | {Limits.AreaDepthMicrons(area)} | {beyond} |\n");
        }

        return text.ToString();
    }

    private static string Generate(string name)
    {
        if (name.StartsWith("transcript-", StringComparison.Ordinal))
        {
            return Transcripts.Generate(name["transcript-".Length..]);
        }

        Type type = typeof(FrameFormat).Assembly.GetTypes().Single(t => t.Name == name);
        return type.IsEnum ? Values(type)
            : type == typeof(FaultText) ? Faults()
            : type == typeof(SettingTable) ? Settings()
            : type == typeof(Limits) ? Areas()
            : type == typeof(SelfTestText) ? Checks()
            : type == typeof(Messages.StatusFlags) ? Flags(type)
            : Layout(type);
    }

    private static string Layout(Type type)
    {
        var text = new StringBuilder($"{WireDoc.TextOf(type)}\n\n");
        text.Append("| offset | field | type | unit | range | meaning |\n|---|---|---|---|---|---|\n");
        foreach (WireField f in WireDoc.FieldsOf(type))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {f.Offset} | {f.Name} | {f.Type} | {f.Unit} | {f.Range} | {f.Text} |\n"
            );
        }

        if (type.GetField("Length") is { } length)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\nLength: {length.GetRawConstantValue()}. Bytes that no field names are 0.\n"
            );
        }

        return text.ToString();
    }

    private static string Flags(Type type)
    {
        var text = new StringBuilder($"{WireDoc.TextOf(type)}\n\n| bit | name | meaning |\n|---|---|---|\n");
        foreach (var field in type.GetFields())
        {
            int bit = System.Numerics.BitOperations.Log2((uint)(int)field.GetRawConstantValue()!);
            text.Append(CultureInfo.InvariantCulture, $"| {bit} | {field.Name} | {WireDoc.TextOf(type, field.Name)} |\n");
        }

        return text.ToString();
    }

    private static string Values(Type type)
    {
        var text = new StringBuilder($"{WireDoc.TextOf(type)}\n\n| value | name | meaning |\n|---|---|---|\n");
        foreach (object value in Enum.GetValues(type))
        {
            int number = Convert.ToInt32(value, CultureInfo.InvariantCulture);
            string shown = type == typeof(MessageId) ? $"0x{number:X2}" : number.ToString(CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture, $"| {shown} | {value} | {WireDoc.TextOf(type, value.ToString()!)} |\n");
        }

        return text.ToString();
    }

    private static string Faults()
    {
        var text = new StringBuilder("| fault | name | severity | cause | advice |\n|---|---|---|---|---|\n");
        foreach (FaultId fault in Enum.GetValues<FaultId>().Where(f => f != FaultId.None))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| FLT-{(int)fault} | {FaultText.Name(fault)} | {FaultText.Severity(fault)} | {FaultText.Cause(fault)} | {FaultText.Advice(fault)} |\n"
            );
        }

        return text.ToString();
    }

    private static string Settings()
    {
        var text = new StringBuilder(
            "| id | name | unit | lowest | highest | new pen | step |\n|---|---|---|---|---|---|---|\n"
        );
        foreach (SettingId id in Enum.GetValues<SettingId>().Where(i => i != SettingId.None))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {(int)id} | {SettingTable.Name(id)} | {SettingTable.Unit(id)} | {SettingTable.Min(id)} | {SettingTable.Max(id)} | {SettingTable.Default(id)} | {SettingTable.Resolution(id)} |\n"
            );
        }

        return text.ToString();
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PenFirmware.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("PenFirmware.sln is above none of these folders.");
    }

    [GeneratedRegex(@"<!-- generated:([\w-]+) -->\n.*?<!-- end -->", RegexOptions.Singleline)]
    private static partial Regex Marked();
}
