using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Pen.Hardware.Tests.Bench;
using Xunit;

namespace Pen.Hardware.Tests.Schematic;

/// <summary>The schematic by KiCad's own check, by the rules that KiCad cannot know, and with mistakes planted in it.</summary>
public class SchematicTests
{
    [Fact]
    public async Task KiCadFindsNoViolation()
    {
        using var kicad = new KiCad();
        (int exit, string report) = await kicad.CheckAsync();
        Assert.True(exit == 0, report);
        Assert.Contains("ERC messages: 0", report, StringComparison.Ordinal);
    }

    [Fact]
    public void NothingIsExcludedFromTheCheck()
    {
        using JsonDocument project = JsonDocument.Parse(
            File.ReadAllText(Repository.Hardware("controller", "controller.kicad_pro"))
        );
        bool excludes =
            project.RootElement.TryGetProperty("erc", out JsonElement erc)
            && (
                (erc.TryGetProperty("erc_exclusions", out JsonElement list) && list.GetArrayLength() > 0)
                || (
                    erc.TryGetProperty("rule_severities", out JsonElement rules)
                    && rules.EnumerateObject().Any(r => r.Value.GetString() == "ignore")
                )
            );
        Assert.False(excludes, "An exclusion from KiCad's check needs a reason here.");
    }

    [Fact]
    [Trait("Covers", "HW-2")]
    [Trait("Covers", "HW-3")]
    [Trait("Covers", "HW-4")]
    [Trait("Covers", "HW-5")]
    public async Task TheRightThingsAreJoined()
    {
        IReadOnlyList<string> problems = NetlistRules.Problems(await KiCad.Drawn);
        Assert.True(problems.Count == 0, string.Join(Environment.NewLine, problems));
    }

    [Fact]
    public void EveryPinOfTheFirmwareHasANet() => Assert.Empty(PinNets.Firmware.Keys.Except(PinNets.Nets.Keys));

    [Theory]
    [Trait("Covers", "HW-2")]
    [Trait("Covers", "HW-4")]
    [Trait("Covers", "HW-5")]
    [InlineData("the gate's input from the start latch is open", "start latch to the gate: U313.3 is not on")]
    [InlineData("PWM and servo are swapped", "PinMap.MotorPwm is IO25")]
    [InlineData("the pull-down of enable is missing", "MOTOR_ENABLE has no pull-down")]
    [InlineData("the watchdog does not reach the latch", "clearing to the cut latch: U304.6 is not on")]
    [InlineData("the bridge is driven past the PWM's gate", "drive to the bridge: U401.5 is not on")]
    [InlineData("the grounds are joined", "The USB side reaches the pen's side")]
    [InlineData("the bridge may sleep", "a sleeping bridge coasts")]
    [InlineData("the motor's supply is not switched", "VM is on")]
    public async Task APlantedMistakeIsFound(string mistake, string words)
    {
        using var kicad = new KiCad();
        Mistakes.Plant(kicad, mistake);
        Assert.Contains(NetlistRules.Problems(await kicad.NetlistAsync()), p => p.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task KiCadsCheckCanFail()
    {
        using var kicad = new KiCad();
        Mistakes.Plant(kicad, "the gate's input from the start latch is open");
        (int exit, _) = await kicad.CheckAsync();
        Assert.Equal(5, exit);
    }
}
