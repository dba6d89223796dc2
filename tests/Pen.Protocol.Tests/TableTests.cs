using System;
using System.Linq;
using System.Reflection;
using Pen.Protocol.Messages;

namespace Pen.Protocol.Tests;

/// <summary>The tables of the wire language are complete and do not contradict each other.</summary>
public class TableTests
{
    [Fact]
    public void EveryFaultHasNameCauseAndAdviceInOneSentenceEach()
    {
        foreach (FaultId fault in Enum.GetValues<FaultId>().Where(f => f != FaultId.None))
        {
            Assert.NotEqual("unknown fault", FaultText.Name(fault));
            foreach (string text in new[] { FaultText.Cause(fault), FaultText.Advice(fault) })
            {
                Assert.EndsWith(".", text);
                Assert.DoesNotContain("does not know", text);
            }

            Assert.True(Enum.IsDefined(FaultText.Severity(fault)));
        }

        Assert.Equal(FaultText.Count, (int)Enum.GetValues<FaultId>().Max());
    }

    [Fact]
    public void EverySettingHasANameAndADefaultWithinItsRange()
    {
        var ids = Enum.GetValues<SettingId>().Where(i => i != SettingId.None).ToList();
        Assert.Equal(SettingTable.Count, ids.Count);
        Assert.Equal(ids.Count, ids.Select(SettingTable.Name).Where(n => n != "").Distinct().Count());
        foreach (SettingId id in ids)
        {
            Assert.InRange(SettingTable.Default(id), SettingTable.Min(id), SettingTable.Max(id));
            Assert.Equal(0, SettingTable.Default(id) % SettingTable.Resolution(id));
        }
    }

    [Fact]
    public void TheSpeedCeilingFallsWithDepthAndStaysInRange()
    {
        int before = Limits.SpeedMaxHz;
        for (int depth = 0; depth <= Limits.DepthMaxMicrons; depth += Limits.DepthResolutionMicrons)
        {
            int ceiling = Limits.SpeedCeilingHz(depth);
            Assert.InRange(ceiling, Limits.SpeedMinHz, before);
            before = ceiling;
        }
    }

    [Fact]
    public void FieldsDoNotOverlapAndFitTheirMessage()
    {
        int seen = 0;
        foreach (Type layout in WireDoc.Layouts)
        {
            int end = 0;
            foreach (WireField field in WireDoc.FieldsOf(layout).OrderBy(f => f.Offset))
            {
                Assert.True(field.Offset >= end, $"{layout.Name}.{field.Name} overlaps the field before it");
                end = field.Offset + field.Bytes;
                seen++;
            }

            FieldInfo? length = layout.GetField("Length");
            if (length is not null)
            {
                Assert.InRange(end, 0, (int)length.GetRawConstantValue()!);
                Assert.True((int)length.GetRawConstantValue()! <= FrameFormat.MaxPayload, layout.Name);
            }
        }

        Assert.True(seen > 100, "the documentation file was not found");
        Assert.Equal(FrameFormat.MaxPayload, LogReadAnswer.Records + (LogReadRequest.MaxCount * LogRecord.Length));
    }
}
