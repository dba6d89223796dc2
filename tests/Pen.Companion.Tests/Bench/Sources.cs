using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace Pen.Companion.Tests.Bench;

/// <summary>A sentence as it stands in a source file.</summary>
/// <param name="File">In which file.</param>
/// <param name="Pattern">With {0}, {1} … where values stand.</param>
internal sealed record WrittenSentence(string File, string Pattern);

/// <summary>The project's own source text, for checks that nothing in it is forgotten.</summary>
internal static partial class Sources
{
    /// <summary>The project's folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Pages and code of the companion.</summary>
    public static IEnumerable<string> Companion() =>
        Files("host/Pen.Companion").Where(f => Path.GetExtension(f) is ".cs" or ".cshtml");

    /// <summary>All text from which sentences for people come.</summary>
    public static string Text() =>
        string.Join('\n', SaidBy().Concat(Files("simulator/Pen.Simulator/Scenario")).Select(File.ReadAllText));

    /// <summary>Every text that is given to an exception for people, to what makes one, or to a sentence.</summary>
    public static IEnumerable<WrittenSentence> Sentences() =>
        SaidBy()
            .SelectMany(file =>
                Begin()
                    .Matches(WithoutComments(File.ReadAllText(file)))
                    .SelectMany(m => Literals(WithoutComments(File.ReadAllText(file)), m.Index + m.Length - 1))
                    .Select(pattern => new WrittenSentence(Path.GetFileName(file), pattern))
            )
            .Where(s => s.Pattern.Contains(' ', StringComparison.Ordinal));

    private static IEnumerable<string> SaidBy() =>
        new[] { "host/Pen.Client", "host/Pen.Records", "firmware/Protocol" }
            .SelectMany(Files)
            .Where(f => f.EndsWith(".cs", StringComparison.Ordinal))
            // What these find is told at a terminal alone.
            .Where(f => Path.GetFileName(f) is not ("LogDates.cs" or "LogTotals.cs"));

    private static IEnumerable<string> Files(string folder) =>
        Directory
            .EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal))
            .Where(f => !f.Contains("/node_modules/", StringComparison.Ordinal));

    private static string WithoutComments(string source) => Comment().Replace(source, "");

    /// <summary>The texts between a bracket and its partner, those within values left out.</summary>
    private static List<string> Literals(string source, int open)
    {
        var found = new List<string>();
        int depth = 0;
        for (int i = open; i < source.Length; i++)
        {
            depth +=
                source[i] is '(' ? 1
                : source[i] is ')' ? -1
                : 0;
            if (depth == 0)
            {
                break;
            }

            if (source[i] == '"')
            {
                (string pattern, i) = Literal(source, i, source[i - 1] == '$');
                found.Add(pattern);
            }
        }

        return found;
    }

    private static (string Pattern, int End) Literal(string source, int quote, bool hasValues)
    {
        var pattern = new StringBuilder();
        int values = 0;
        int i = quote + 1;
        for (; source[i] != '"'; i++)
        {
            if (source[i] == '\\')
            {
                pattern.Append(source[++i]);
            }
            else if (hasValues && source[i] == '{')
            {
                pattern.Append('{').Append(values++).Append('}');
                i = EndOfValue(source, i);
            }
            else
            {
                pattern.Append(source[i]);
            }
        }

        return (pattern.ToString(), i);
    }

    private static int EndOfValue(string source, int brace)
    {
        bool inText = false;
        for (int i = brace; ; i++)
        {
            inText ^= source[i] == '"';
            if (source[i] == '}' && !inText)
            {
                return i;
            }
        }
    }

    private static string FindRoot()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(here.FullName, "PenFirmware.sln")))
        {
            here = here.Parent!;
        }

        return here.FullName;
    }

    /// <summary>
    /// Exceptions for people by their names, the methods that make them or name a step of a session, and sentences within sentences. Problems
    /// of protocol files are lists for whoever writes such files, and stay in English.
    /// </summary>
    [GeneratedRegex(
        @"(?:new (?:Pen|Store|Treatment|Screening|Photo|Export)\w*Exception|Sentence\.Of|: base|RefusalWords\w*|PhotoCleaner\.Broken|throw Broken|throw Altered|Expect|throw Refused|\bReason|=>\s+new|return new|new LogDamage)\((?=\s*[$""]|\s*\w+[.,]|\s*$)",
        RegexOptions.Multiline
    )]
    private static partial Regex Begin();

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
