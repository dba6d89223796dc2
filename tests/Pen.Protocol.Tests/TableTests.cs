using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Pen.Protocol.Messages;

namespace Pen.Protocol.Tests;

/// <summary>The tables of the wire language are complete and agree with each other.</summary>
public sealed class TableTests
{
    private const FaultId NoSuchFault = (FaultId)(FaultText.Count + 1);

    public static TheoryData<FaultId> Faults => [.. Enum.GetValues<FaultId>().Where(fault => fault != FaultId.None)];

    public static TheoryData<SettingId> Settings => [.. Enum.GetValues<SettingId>().Where(id => id != SettingId.None)];

    public static TheoryData<Type> Enums => [.. typeof(FaultId).Assembly.GetExportedTypes().Where(type => type.IsEnum)];

    [Theory]
    [MemberData(nameof(Faults))]
    public void EveryFaultHasWordsOfItsOwn(FaultId fault)
    {
        Assert.NotEqual(FaultText.Name(NoSuchFault), FaultText.Name(fault));
        Assert.NotEqual(FaultText.Cause(NoSuchFault), FaultText.Cause(fault));
        Assert.NotEqual(FaultText.Advice(NoSuchFault), FaultText.Advice(fault));
        Assert.True(Enum.IsDefined(FaultText.Severity(fault)));
        OneSentence(FaultText.Cause(fault));
        OneSentence(FaultText.Advice(fault));
    }

    [Fact]
    public void FaultsAreNumberedWithoutGapsAndFitA32BitMask()
    {
        Assert.Equal(Enumerable.Range(0, FaultText.Count + 1), Enum.GetValues<FaultId>().Select(fault => (int)fault));
        Assert.InRange(FaultText.Count, 1, 31);
        Distinct(Enum.GetValues<FaultId>().Select(FaultText.Name));
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void EverySettingHasANameARangeAndADefaultWithinIt(SettingId id)
    {
        Assert.True(SettingTable.Knows((int)id));
        Assert.NotEqual("", SettingTable.Name(id));
        Assert.True(SettingTable.Min(id) < SettingTable.Max(id));
        Assert.InRange(SettingTable.Default(id), SettingTable.Min(id), SettingTable.Max(id));
        int step = SettingTable.Resolution(id);
        Assert.True(step >= 1);
        Assert.Equal(0, SettingTable.Min(id) % step);
        Assert.Equal(0, SettingTable.Max(id) % step);
        Assert.Equal(0, SettingTable.Default(id) % step);
    }

    [Fact]
    public void SettingsAreNumberedFromOneWithoutGaps()
    {
        Assert.Equal(Enumerable.Range(0, SettingTable.Count + 1), Enum.GetValues<SettingId>().Select(id => (int)id));
        Assert.False(SettingTable.Knows(0));
        Assert.False(SettingTable.Knows(SettingTable.Count + 1));
        Distinct(Enum.GetValues<SettingId>().Select(SettingTable.Name));
    }

    [Fact]
    public void ASettingThatMeasuresSomethingHasAUnitAndAChoiceHasNone()
    {
        foreach (SettingId id in Enum.GetValues<SettingId>().Where(id => id != SettingId.None))
        {
            bool choice = (SettingTable.Min(id) == 0 && SettingTable.Max(id) == 1) || id == SettingId.PresetArea;
            Assert.Equal(choice || id == SettingId.HardwareRevision, SettingTable.Unit(id) == "");
        }
    }

    [Fact]
    public void PresetsStayWithinWhatMayBePreparedWithoutAReason()
    {
        Assert.Equal(Limits.DepthLabelledMicrons, SettingTable.Max(SettingId.PresetDepthMicrons));
        Assert.Equal(Limits.SpeedMinHz, SettingTable.Min(SettingId.PresetSpeedHz));
        Assert.Equal(Limits.SpeedMaxHz, SettingTable.Max(SettingId.PresetSpeedHz));
        Assert.Equal(Limits.SpeedMaxHz, Limits.SpeedCeilingHz(Limits.DepthLabelledMicrons));
    }

    /// <summary>LIM-6: ≤ 1.5 mm 150 Hz, ≤ 2.0 mm 120 Hz, ≤ 2.5 mm 100 Hz, ≤ 3.0 mm 80 Hz.</summary>
    [Theory]
    [InlineData(0, 150)]
    [InlineData(1500, 150)]
    [InlineData(1550, 120)]
    [InlineData(2000, 120)]
    [InlineData(2050, 100)]
    [InlineData(2500, 100)]
    [InlineData(2550, 80)]
    [InlineData(3000, 80)]
    public void TheSpeedCeilingFallsWithDepth(int depthMicrons, int ceilingHz)
    {
        Assert.Equal(ceilingHz, Limits.SpeedCeilingHz(depthMicrons));
    }

    [Fact]
    public void EveryDepthHasAnAllowedSpeedAndLimitsAreMultiplesOfTheirResolution()
    {
        for (int depth = 0; depth <= Limits.DepthMaxMicrons; depth += Limits.DepthResolutionMicrons)
        {
            Assert.InRange(Limits.SpeedCeilingHz(depth), Limits.SpeedMinHz, Limits.SpeedMaxHz);
        }

        Assert.Equal(0, Limits.DepthMaxMicrons % Limits.DepthResolutionMicrons);
        Assert.Equal(0, Limits.DepthLabelledMicrons % Limits.DepthResolutionMicrons);
        Assert.Equal(0, Limits.DepthNanoMicrons % Limits.DepthResolutionMicrons);
    }

    [Theory]
    [MemberData(nameof(Enums))]
    public void EveryEnumIsAByteAndNoNumberStandsTwice(Type type)
    {
        Assert.Equal(typeof(byte), Enum.GetUnderlyingType(type));
        byte[] values = [.. Enum.GetValues(type).Cast<object>().Select(Convert.ToByte)];
        Assert.NotEmpty(values);
        Distinct(values);
    }

    /// <summary>Tables on both sides are indexed by these, so a gap would be a hole in them.</summary>
    [Theory]
    [InlineData(typeof(PenState))]
    [InlineData(typeof(RefusalCode))]
    [InlineData(typeof(RequestField))]
    [InlineData(typeof(LimitOrigin))]
    [InlineData(typeof(StopReason))]
    [InlineData(typeof(SelfTestCheck))]
    [InlineData(typeof(TreatmentArea))]
    [InlineData(typeof(ConfirmReason))]
    [InlineData(typeof(LogKind))]
    [InlineData(typeof(CartridgeState))]
    [InlineData(typeof(CartridgeRefusal))]
    [InlineData(typeof(CartridgeType))]
    public void NumbersRunFromZeroWithoutGaps(Type type)
    {
        int[] values = [.. Enum.GetValues(type).Cast<object>().Select(Convert.ToInt32).Order()];
        Assert.Equal(Enumerable.Range(0, values.Length), values);
    }

    [Fact]
    public void EachCartridgeTypeHasItsNeedlesAndOthersHaveNone()
    {
        Assert.Equal([-1, 12, 24, 36, 42, 0], Enum.GetValues<CartridgeType>().Select(CartridgeProfile.NeedlesOf));
        Assert.Equal(-1, CartridgeProfile.NeedlesOf((CartridgeType)200));
    }

    [Fact]
    public void MagicNumbersReadAsTextInTheOrderOfTheirBytes()
    {
        byte[] bytes = new byte[4];
        Wire.PutU32(bytes, 0, FrameFormat.Magic);
        Assert.Equal("PEN1"u8.ToArray(), bytes);
        Wire.PutU32(bytes, 0, CartridgeProfile.MagicValue);
        Assert.Equal("NDL1"u8.ToArray(), bytes);
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

    private static void OneSentence(string text)
    {
        Assert.EndsWith(".", text, StringComparison.Ordinal);
        Assert.DoesNotContain(". ", text, StringComparison.Ordinal);
        Assert.True(char.IsUpper(text[0]));
    }

    private static void Distinct<T>(IEnumerable<T> items)
    {
        T[] all = [.. items];
        Assert.Equal(all.Length, all.Distinct().Count());
    }
}
