using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Pen.Hardware.Tests.Bench;

namespace Pen.Hardware.Tests.Mechanics;

/// <summary>The tables of kinematics.md.</summary>
internal sealed class Note(string text)
{
    public static Note Read() => new(File.ReadAllText(Repository.Hardware("mechanics", "kinematics.md")));

    /// <summary>Its text.</summary>
    public string Text => text;

    /// <summary>The cells of the table under a heading, without its head.</summary>
    public IReadOnlyList<string[]> Table(string heading)
    {
        string[] lines = text.Split('\n');
        int at = Array.IndexOf(lines, "## " + heading);
        if (at < 0)
        {
            throw new InvalidOperationException($"No heading '{heading}'.");
        }

        return [.. MarkdownTable.First(lines.Skip(at + 1))];
    }
}
