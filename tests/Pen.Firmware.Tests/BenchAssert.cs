using Pen.Protocol;
using Pen.Protocol.Messages;
using Pen.TestBench;

namespace Pen.Firmware.Tests;

internal static class BenchAssert
{
    public static void Refused(Bench bench, RefusalCode code, RequestField field, LimitOrigin origin, int limit)
    {
        Assert.Equal(FrameKind.Refusal, bench.Kind);
        Assert.Equal(code, (RefusalCode)bench.Payload[RefusalData.Code]);
        Assert.Equal(field, (RequestField)bench.Payload[RefusalData.Field]);
        Assert.Equal(origin, (LimitOrigin)bench.Payload[RefusalData.Origin]);
        Assert.Equal(limit, Wire.GetI32(bench.Payload, RefusalData.Limit));
    }

    /// <summary>The physics broke no invariant and the firmware is well.</summary>
    public static void Sound(Bench bench)
    {
        Assert.Empty(bench.World.Watch.Violations);
        Assert.Equal("", bench.Pen.FirmwareFailure);
    }
}
