using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Pen.Workshop.Doctor;

/// <summary>Takes out of a text who sits at this computer and where their folders are.</summary>
public sealed partial class Scrubber
{
    private static readonly string[] NameVariables = ["USER", "LOGNAME", "USERNAME", "SUDO_USER", "HOSTNAME", "COMPUTERNAME"];
    private static readonly string[] FolderVariables = ["HOME", "USERPROFILE"];

    private readonly List<(Regex Pattern, string Word)> rules = [];

    /// <summary>For this computer and user, and the addresses that were used.</summary>
    public Scrubber(IEnumerable<string> addresses)
    {
        foreach (string address in addresses.Where(a => !PlainPort().IsMatch(a)).Distinct())
        {
            Add(address, "(port)", wholeWord: false);
        }

        IEnumerable<string?> folders = FolderVariables
            .Select(Environment.GetEnvironmentVariable)
            .Append(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));
        foreach (string folder in folders.OfType<string>().Where(f => f.Length > 1).Distinct())
        {
            Add(folder, "(home)", wholeWord: false);
        }

        IEnumerable<string?> names = NameVariables
            .Select(Environment.GetEnvironmentVariable)
            .Append(Environment.UserName)
            .Append(Environment.MachineName);
        foreach (string name in names.OfType<string>().Where(n => n.Length > 0).Distinct())
        {
            Add(name, "(name)", wholeWord: true);
        }
    }

    /// <summary>The text without them.</summary>
    public string Clean(string text) =>
        rules.Aggregate(
            text,
            (cleaned, rule) => rule.Pattern.Replace(cleaned, rule.Word.Replace("$", "$$", StringComparison.Ordinal))
        );

    private void Add(string what, string word, bool wholeWord)
    {
        string pattern = Regex.Escape(what);
        rules.Add(
            (
                new Regex(
                    wholeWord ? $@"(?<![\p{{L}}\p{{N}}]){pattern}(?![\p{{L}}\p{{N}}])" : pattern,
                    RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
                ),
                word
            )
        );
    }

    /// <summary>Names that say nothing of anybody: /dev/ttyUSB0, COM5, and loopback addresses of a simulator.</summary>
    [GeneratedRegex(@"^(/dev/(tty(USB|ACM)\d+|pts/\d+)|COM\d+|(pen|rfc2217)://(127\.0\.0\.1|localhost)(:\d+)?)$")]
    private static partial Regex PlainPort();
}
