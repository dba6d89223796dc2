using Pen.Protocol;
using Pen.Protocol.Messages;
using Pen.TestBench;
using Xunit.Abstractions;

namespace Pen.Firmware.Tests;

public class SmokeTests(ITestOutputHelper output)
{
    [Fact]
    public void Treat()
    {
        var b = Bench.Ready();
        output.WriteLine($"standby at {b.Pen.NowMicros / 1000} ms");
        b.Start(1000, 120);
        long t0 = b.Pen.NowMicros;
        for (int i = 0; i < 60; i++)
        {
            if (i == 30)
                b.World.Skin.Press(50);
            b.Pen.RunTick();
            output.WriteLine(
                $"{(b.Pen.NowMicros - t0) / 1000} ms {b.World.Motor.SpeedHz:F1} Hz {b.World.Motor.Volts:F2} V {b.World.Motor.Amps:F3} A stop {b.World.Depth.StopMm:F3}"
            );
        }
        b.Run(2000);
        output.WriteLine($"{b.State} {b.FirstFault} {b.Pen.FirmwareFailure}");
        b.Pen.ReleaseTrigger();
        b.Run(500);
        output.WriteLine(
            $"{b.State} {b.FirstFault} strokes {Wire.GetU32(b.Ask(MessageId.Status), StatusAnswer.RunStrokes)} true {b.World.Motor.Strokes:F1}"
        );
    }
}
