using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Pen.Hardware.Tests.Bench;
using Pen.Simulator.Parts;
using Xunit;

namespace Pen.Hardware.Tests.Mechanics;

/// <summary>The budgets of the note add up to what the simulator and the requirements take.</summary>
public class BudgetTests
{
    private const string Play = "Play between potentiometer and carriage";
    private const string Error = "Error after verification";
    private const string Tips = "From the stop to the tips";

    /// <summary>CTL-5 in µm.</summary>
    private const double MostErrorMicrons = 50;

    [Fact]
    public async Task TheBudgetsAddUp()
    {
        Assert.Empty(Problems(Note.Read(), await Drawing.Drawn));
    }

    [Theory]
    [InlineData("| 0.022 | 0.4545 |", "| 0.032 | 0.4545 |", "pot_slider_play_mm is not the parameter")]
    [InlineData("| 0.020 | 0.5455 | 0.0109 |", "| 0.020 | 0.5455 | 0.0209 |", "pivot_play_mm: share times clearance")]
    [InlineData("| 0.020 | 0.5455 | 0.0109 |", "| 0.020 | 0.8000 | 0.0160 |", "pivot_play_mm: share")]
    [InlineData("| sum | | | 0.0600 |", "| sum | | | 0.0700 |", "the play's sum")]
    [InlineData("| noise of the converter | 5 |", "| noise of the converter | 15 |", "the error's sum")]
    [InlineData("| cartridge: seat to rim | 0.05 |", "| cartridge: seat to rim | 0.10 |", "the tips' sum")]
    public async Task AChangedRowIsFound(string before, string after, string problem)
    {
        string text = Note.Read().Text;
        Assert.Contains(before, text, StringComparison.Ordinal);
        var changed = new Note(text.Replace(before, after, StringComparison.Ordinal));
        Assert.Contains(Problems(changed, await Drawing.Drawn), p => p.StartsWith(problem, StringComparison.Ordinal));
    }

    [Fact]
    public async Task MoreErrorThanTheRequirementAllowsIsFound()
    {
        string text = Note.Read().Text.Replace("calibration | 12 |", "calibration | 32 |", StringComparison.Ordinal);
        var changed = new Note(text.Replace("| sum | 45 | |", "| sum | 65 | |", StringComparison.Ordinal));
        Assert.Contains("the error is more than CTL-5 allows", Problems(changed, await Drawing.Drawn));
    }

    private static List<string> Problems(Note note, IReadOnlyDictionary<string, double> parameters)
    {
        var problems = new List<string>();
        CheckPlay(note, parameters, problems);
        IReadOnlyList<string[]> error = note.Table(Error);
        CheckSum("the error's sum", error, 1, problems);
        if (MarkdownTable.Number(error[^1][1]) > MostErrorMicrons)
        {
            problems.Add("the error is more than CTL-5 allows");
        }

        IReadOnlyList<string[]> tips = note.Table(Tips);
        CheckSum("the tips' sum", [.. tips.Where(row => row[2] != "yes")], 1, problems);
        return problems;
    }

    private static void CheckPlay(Note note, IReadOnlyDictionary<string, double> parameters, List<string> problems)
    {
        double byPot = parameters["lever_stop_arm_mm"] / parameters["lever_pot_arm_mm"];
        var shares = new Dictionary<string, double>
        {
            ["stop_joint_play_mm"] = 1,
            ["pivot_play_mm"] = 1 - byPot,
            ["pot_joint_play_mm"] = byPot,
            ["pot_slider_play_mm"] = byPot,
            ["carriage_tilt_play_mm"] = 1,
        };
        IReadOnlyList<string[]> rows = note.Table(Play);
        Assert.Equal(shares.Keys, rows.SkipLast(1).Select(row => row[0].Split('`')[1]));
        foreach (string[] row in rows.SkipLast(1))
        {
            string name = row[0].Split('`')[1];
            double clearance = MarkdownTable.Number(row[1]);
            double share = MarkdownTable.Number(row[2]);
            Expect(clearance, parameters[name], 1e-6, $"{name} is not the parameter", problems);
            Expect(share, shares[name], 1e-4, $"{name}: share", problems);
            Expect(MarkdownTable.Number(row[3]), clearance * share, 1e-4, $"{name}: share times clearance", problems);
        }

        CheckSum("the play's sum", rows, 3, problems);
        Expect(MarkdownTable.Number(rows[^1][3]), new DepthStop().PlayMm, 1e-4, "the simulator's play", problems);
        Expect(parameters["play_mm"], new DepthStop().PlayMm, 1e-4, "the drawing's play", problems);
    }

    private static void CheckSum(string what, IReadOnlyList<string[]> rows, int column, List<string> problems) =>
        Expect(
            MarkdownTable.Number(rows[^1][column]),
            rows.SkipLast(1).Sum(row => MarkdownTable.Number(row[column])),
            1e-4,
            what,
            problems
        );

    private static void Expect(double stated, double right, double tolerance, string what, List<string> problems)
    {
        if (Math.Abs(stated - right) > tolerance)
        {
            problems.Add($"{what}: {stated} instead of {right}");
        }
    }
}
