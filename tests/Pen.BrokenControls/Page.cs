using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Pen.BrokenControls;

/// <summary>The list as a page of the safety file.</summary>
public static class Page
{
    private const int MostNamed = 3;

    /// <summary>docs/safety/broken-controls.md.</summary>
    public static string Of(IReadOnlyList<BrokenControl> list)
    {
        var page = new StringBuilder();
        page.Append(
            $"""
            # Controls broken on purpose

            Written by `dotnet run -c Release --project tests/Pen.BrokenControls` from [broken-controls.json](broken-controls.json), which holds
            each change to the letter. It copies the source, makes one change, builds, runs the firmware's tests, the campaign of 500 treatments
            where those found nothing, and goes on to the next. A test holds that every change still fits the source and that every test named
            here exists. {list.Count} controls; {list.Count(c => c.NoticedBy.Count == 0)} of them noticed by nothing.

            | what was broken | where | noticed by |
            |---|---|---|

            """
        );
        foreach (BrokenControl control in list)
        {
            string noticed = control.NoticedBy.Count switch
            {
                0 => "nothing",
                <= MostNamed => string.Join(", ", control.NoticedBy.Select(n => $"`{n}`")),
                int count => string.Join(", ", control.NoticedBy.Take(MostNamed).Select(n => $"`{n}`"))
                    + $" and {count - MostNamed} more",
            };
            string note = control.Note.Length == 0 ? "" : $" {control.Note}";
            page.Append($"| {control.What} | `{control.File}` | {noticed}.{note} |\n");
        }

        return page.ToString();
    }
}
