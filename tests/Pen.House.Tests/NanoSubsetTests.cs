using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;
using Xunit.Abstractions;

namespace Pen.House.Tests;

/// <summary>
/// The firmware uses nothing that nanoFramework 1.x lacks. The allow-list nano-members.txt holds the platform members in use, each
/// of which stands in the platform's public API lists; UPDATE_NANO_MEMBERS=1, with those lists in ../shared/nanoframework/api,
/// writes it anew.
/// </summary>
public class NanoSubsetTests(ITestOutputHelper output)
{
    private const string ListPath = "tests/Pen.House.Tests/nano-members.txt";
    private const int IlBudgetBytes = 60 * 1024;
    private const int DataBudgetBytes = 60 * 1024;
    private static readonly string[] Firmware = ["Pen.Protocol", "Pen.Control", "Pen.Board"];

    [Fact]
    public void TheFirmwareStandsOnNanoFramework()
    {
        HashSet<string>? api = ReadApi();
        if (api is not null && Environment.GetEnvironmentVariable("UPDATE_NANO_MEMBERS") == "1")
        {
            NanoSubset every = Inspect(api);
            File.WriteAllLines(Path.Combine(Repository.Root, ListPath), every.Used.Where(api.Contains));
        }

        var allowed = Repository
            .Read(ListPath)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ToHashSet(StringComparer.Ordinal);
        NanoSubset found = Inspect(allowed);
        Assert.Empty(found.Faults);
        Assert.Empty(allowed.Except(found.Used));
        if (api is not null)
        {
            Assert.Empty(allowed.Except(api));
        }
    }

    [Fact]
    public void TheFirmwareFitsOneAssembly()
    {
        NanoSubset found = Inspect(new HashSet<string>());
        output.WriteLine(
            $"{found.IlBytes} bytes of IL of {IlBudgetBytes}, {found.StringBytes} of strings, {found.StaticDataBytes} of static arrays"
        );
        Assert.InRange(found.IlBytes, 10_000, IlBudgetBytes);
        Assert.InRange(found.StringBytes, 1_000, DataBudgetBytes);
        Assert.InRange(found.StaticDataBytes, 0, DataBudgetBytes);
    }

    [Theory]
    [InlineData("UsesGenericList", "generic System.Collections.Generic.List")]
    [InlineData("OwnGeneric`1", "generic type")]
    [InlineData("UsesMissingMember", "member System.String::Replace")]
    [InlineData("UsesMissingType", "type System.Half")]
    [InlineData("UsesSpan", "generic call AsSpan")]
    [InlineData("UsesGrid", "multidimensional array")]
    [InlineData("UsesStackalloc", "stackalloc")]
    [InlineData("IHasDefault", "default interface method")]
    [InlineData("HasStaticField", "static field initialiser")]
    [InlineData("UsesFunctionPointer", "calli")]
    [InlineData("UsesClock", "member System.DateTime::get_UtcNow")]
    [InlineData("OwnGenericMethod", "generic method")]
    [InlineData("UsesNullable", "generic System.Nullable")]
    [InlineData("HasStaticConstructor", "static constructor")]
    [InlineData("UsesVolatile", "volatile")]
    [InlineData("UsesThreadStatic", "thread-static field")]
    [InlineData("HasExplicitLayout", "explicit layout")]
    public void TheCheckFlagsWhatTheChipLacks(string type, string what)
    {
        var some = new HashSet<string> { "System.Object", "System.Object::.ctor()", "System.DateTime", "System.String" };
        var check = new NanoSubset(some, new HashSet<string>());
        using ModuleDefinition module = Open("Pen.House.Samples");
        check.Check(module);
        Assert.Contains(
            check.Faults,
            f => f.StartsWith("Pen.House.Samples." + type, StringComparison.Ordinal) && f.Contains(what)
        );
    }

    private static NanoSubset Inspect(IReadOnlySet<string> allowed)
    {
        var check = new NanoSubset(allowed, Firmware.ToHashSet());
        foreach (string name in Firmware)
        {
            using ModuleDefinition module = Open(name);
            check.Check(module);
        }

        return check;
    }

    private static ModuleDefinition Open(string name) =>
        ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, name + ".dll"));

    private static HashSet<string>? ReadApi()
    {
        string folder = Path.Combine(Repository.Root, "..", "shared", "nanoframework", "api");
        if (!Directory.Exists(folder))
        {
            return null;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (
            string line in Directory
                .GetFiles(folder, "*.txt")
                .SelectMany(File.ReadLines)
                .Where(l => l.Length > 0 && l[0] != '#')
        )
        {
            int colons = line.IndexOf("::", StringComparison.Ordinal);
            if (colons < 0)
            {
                names.Add(line[..line.IndexOf(' ')]);
                continue;
            }

            int close = line.IndexOf(')');
            int space = line.IndexOf(' ', colons);
            names.Add(
                close > 0 && line[colons..].Contains('(') ? line[..(close + 1)]
                : space > 0 ? line[..space]
                : line
            );
        }

        return names;
    }
}
