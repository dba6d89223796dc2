using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Pen.Cli;
using Pen.Cli.Tests;
using Pen.Client;
using Pen.Protocol;
using Pen.Simulator;
using Pen.Workshop.Calibration;

namespace Pen.Workshop.Tests.Calibration;

/// <summary>pen calibrate as a technician types it, at a terminal and from scripts.</summary>
public class CalibrateCommandTests
{
    private static CommandLine Typed(CalibrationBench b) => new(("PEN_CALIBRATIONS", b.Root), ("PEN_PORT", b.Address));

    /// <summary>Reads the gauge when the question comes, not before: the stop moves until then.</summary>
    private static async Task GaugeAsync(CalibrationBench b, Conversation talk)
    {
        await talk.UntilAsync("The gauge shows,");
        double stop = 0;
        await b.WorldAsync(w => stop = w.Depth.StopMm);
        await talk.AnswerAsync(" in mm:", stop.ToString("0.00", CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task ATechnicianIsKilledInTheMiddleAndGoesOnAtARealTerminal()
    {
        await using CalibrationBench b = await CalibrationBench.StartAsync(w => w.Depth.PotZeroErrorCounts = 25);
        await b.LetGoAsync();
        string[] words = ["calibrate", "depth", "--by", "anna", "--points", "0.5,1.5", "--repeats", "2"];
        using (
            var first = new Conversation(
                Typed(b).StartInside("script", pen => ["-qec", $"{pen} {string.Join(' ', words)}", "/dev/null"])
            )
        )
        {
            await first.AnswerAsync("press Enter; q leaves.", "");
            for (int i = 0; i < 3; i++)
            {
                await GaugeAsync(b, first);
            }

            await first.UntilAsync("The gauge shows, in mm:");
            await first.KillAsync();
        }

        using var second = new Conversation(
            Typed(b).StartInside("script", pen => ["-qec", $"{pen} calibrate resume --by anna", "/dev/null"])
        );
        await second.UntilAsync("Going on where it was left: 3 of 5 readings are there.");
        await second.AnswerAsync("press Enter; q leaves.", "");
        await second.AnswerAsync("The gauge shows, in mm:", "zero comma five");
        await second.UntilAsync("Type a number with a point");
        await second.AnswerAsync("The gauge shows, in mm:", "0.059");
        await second.UntilAsync("looks like inches");
        for (int i = 0; i < 2; i++)
        {
            await GaugeAsync(b, second);
        }

        await second.AnswerAsync("Store these values in the pen? (y/n)", "y");
        for (int i = 0; i < 2; i++)
        {
            await GaugeAsync(b, second);
        }

        await second.UntilAsync("Depth is calibrated and verified.");
        (int code, _) = await second.EndAsync();
        Assert.Equal(ExitCode.Ok, code);

        (code, string shown, _) = await Typed(b).RunAsync("calibrate", "show", "--json");
        using JsonDocument json = JsonDocument.Parse(shown);
        JsonElement kept = json.RootElement.GetProperty("calibrations")[0];
        Assert.Equal("stored", kept.GetProperty("outcome").GetString());
        Assert.InRange(kept.GetProperty("figures").GetProperty("zeroCounts").GetDouble(), 615, 635);
        (code, shown, _) = await Typed(b).RunAsync("calibrate", "undo", "--by", "bert");
        Assert.Equal((ExitCode.Ok, true), (code, shown.Contains("values from before", StringComparison.Ordinal)));
        (code, _, string problem) = await Typed(b).RunAsync("calibrate", "undo", "--by", "bert");
        Assert.Equal(ExitCode.Senseless, code);
        Assert.Contains("No calibration", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AScriptGetsNumbersAndExitCodes()
    {
        await using CalibrationBench b = await CalibrationBench.StartAsync();
        await b.LetGoAsync();
        CommandLine typed = Typed(b);
        string good = "0.5,0.5,1.5,1.5,-0.08";
        string[] depth = ["calibrate", "depth", "--by", "rack", "--points", "0.5,1.5", "--repeats", "2", "--json"];
        (int code, string output, string problem) = await typed.RunAsync([.. depth, "--dry-run", "--gauge", good]);
        Assert.True(code == ExitCode.Ok, problem);
        using JsonDocument json = JsonDocument.Parse(output);
        Assert.Equal("proposed", json.RootElement.GetProperty("outcome").GetString());
        Assert.Equal(5, json.RootElement.GetProperty("points").GetArrayLength());

        (code, output, problem) = await typed.RunAsync([.. depth, "--fresh", "--gauge", "0.02"]);
        Assert.Equal(ExitCode.Senseless, code);
        Assert.Contains("looks like inches", problem, StringComparison.Ordinal);
        Assert.Contains("CalibrationException", output, StringComparison.Ordinal);
        (code, _, problem) = await typed.RunAsync([.. depth, "--fresh", "--gauge", "0.5,zwei"]);
        Assert.Equal(ExitCode.Senseless, code);
        Assert.Contains("\"zwei\" is no number", problem, StringComparison.Ordinal);
        (code, _, problem) = await typed.RunAsync([.. depth, "--fresh", "--answers", "/nowhere/at/all"]);
        Assert.Equal(ExitCode.File, code);
        (code, _, problem) = await typed.RunAsync([.. depth, "--fresh", "--gauge", "0.5"]);
        Assert.Contains("no answer left", problem, StringComparison.Ordinal);
        (code, _, _) = await typed.RunAsync("calibrate", "depth", "--gauge", good);
        Assert.Equal(ExitCode.Usage, code);

        (code, output, problem) = await typed.RunAsync("calibrate", "battery", "--by", "rack", "--voltmeter", "3.99", "--json");
        Assert.True(code == ExitCode.Ok, problem);
        (code, output, _) = await typed.RunAsync("settings", "battery-gain", "--json");
        Assert.InRange(JsonDocument.Parse(output).RootElement[0].GetProperty("value").GetInt32(), 995, 1010);
        (code, _, problem) = await typed.RunAsync("calibrate", "battery", "--by", "rack", "--voltmeter", "3990");
        Assert.Equal(ExitCode.Senseless, code);
        Assert.Contains("looks like millivolts", problem, StringComparison.Ordinal);
    }
}
