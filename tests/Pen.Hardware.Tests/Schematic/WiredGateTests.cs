using System;
using System.Threading.Tasks;
using Pen.Simulator.Parts;
using Xunit;
using Xunit.Abstractions;

namespace Pen.Hardware.Tests.Schematic;

/// <summary>The schematic's gate and the simulator's, side by side: what was proven on the model holds for the circuit.</summary>
public class WiredGateTests(ITestOutputHelper output)
{
    private const int StepMicros = 500;
    private const int Steps = 400_000;

    [Fact]
    [Trait("Covers", "HW-1")]
    public async Task TheNetlistDoesWhatTheModelDoes()
    {
        int seed = Environment.TickCount;
        output.WriteLine($"seed {seed}, {Steps * (long)StepMicros / 1_000_000} s of a random hand");
        (int different, int on) = Compare(await KiCad.Drawn, seed);
        output.WriteLine($"drive in {on} of {Steps} steps");
        Assert.Equal(-1, different);
        // A run in which nothing ever happened would prove nothing.
        Assert.InRange(on, Steps / 200, Steps * 9 / 10);
    }

    [Theory]
    [InlineData("the gate's input from the start latch is open")]
    [InlineData("the watchdog does not reach the latch")]
    public async Task AMistakeInTheGateShows(string mistake)
    {
        using var kicad = new KiCad();
        Mistakes.Plant(kicad, mistake);
        Assert.NotEqual(-1, Compare(await kicad.NetlistAsync(), 1).Different);
    }

    [Fact]
    [Trait("Covers", "HW-2")]
    public async Task AResetOfTheProcessorTakesTheDrive()
    {
        var gate = new WiredGate(await KiCad.Drawn);
        long now = 0;
        bool kick = false;
        void Run(int ms, bool trigger = false)
        {
            for (int i = 0; i < ms; i++)
            {
                now += 1000;
                if (i % 10 == 0)
                {
                    kick = !kick;
                    gate.Set("WATCHDOG_KICK", kick, now);
                }

                gate.Step(now, trigger);
            }
        }

        Run(50);
        gate.Set("GATE_RESET", true, now);
        Run(50, trigger: true);
        gate.Set("MOTOR_ENABLE", true, now);
        gate.Set("MOTOR_PWM", true, now);
        Assert.True(gate.On);
        Assert.True(gate.Drive);
        gate.Set("MOTOR_PWM", false, now);
        Assert.False(gate.Drive);
        gate.Set("MOTOR_PWM", true, now);

        // The supervisor, the flashing tool or the programming header pull EN: even with enable and PWM stuck high the drive is gone.
        gate.Set("EN", false, now);
        Assert.False(gate.On);
        Assert.False(gate.Drive);
        gate.Set("EN", true, now);
        Run(100, trigger: true);
        Assert.False(gate.On);
    }

    /// <summary>A random hand and a random processor on both.</summary>
    /// <returns>The first step in which they differ, or −1; and in how many steps there was drive.</returns>
    private static (int Different, int On) Compare(Netlist netlist, int seed)
    {
        var random = new Random(seed);
        var wired = new WiredGate(netlist);
        var model = new MotorGate();
        model.PowerOn(0);
        bool kick = false;
        bool kicking = true;
        bool enable = false;
        bool reset = false;
        bool trigger = false;
        int on = 0;
        for (int step = 1; step <= Steps; step++)
        {
            long now = step * (long)StepMicros;
            if (random.Next(kicking ? 8000 : 500) == 0)
            {
                kicking = !kicking;
            }

            if (kicking && step % 20 == 0)
            {
                kick = !kick;
                model.SetKick(kick, now);
                wired.Set("WATCHDOG_KICK", kick, now);
            }

            if (random.Next(200) == 0)
            {
                reset = !reset;
                model.SetReset(reset);
                wired.Set("GATE_RESET", reset, now);
            }

            if (random.Next(enable ? 1500 : 300) == 0)
            {
                enable = !enable;
                model.SetEnable(enable);
                wired.Set("MOTOR_ENABLE", enable, now);
            }

            if (random.Next(trigger ? 100 : 400) == 0)
            {
                trigger = !trigger;
            }

            model.Step(now, trigger);
            wired.Step(now, trigger);
            on += model.On ? 1 : 0;
            if (model.On != wired.On || model.WatchdogOk != wired.WatchdogOk)
            {
                return (step, on);
            }
        }

        return (-1, on);
    }
}
