using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;
using Pen.Workshop.Calibration;

namespace Pen.Workshop.Tests.Calibration;

/// <summary>Records on disk: whole, one program at a time, and believed only as far as they can be true.</summary>
public sealed class CalibrationRecordTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("pen-calibrate-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    private static CalibrationRecord Record(string serial = "PEN-1", int old = 1000, int value = 1010) =>
        new()
        {
            Kind = CalibrationKind.Battery,
            Serial = serial,
            Firmware = "0.1.0",
            By = "anna",
            At = DateTimeOffset.UtcNow,
            Outcome = CalibrationOutcome.Storing,
            Unit = "V",
            Points = [new CalibrationPoint("cell", 3.9, 3861, 3.9, 0.039)],
            Figures = new Dictionary<string, double> { ["gain"] = 1.01 },
            Settings = [new SettingChange(SettingId.BatteryGainPermille, old, value)],
        };

    [Fact]
    public void WhatIsSavedIsReadBack()
    {
        string path = Path.Combine(root, "new", "a.calibration.json");
        CalibrationRecord record = Record();
        record.Save(path);
        (record with { Outcome = CalibrationOutcome.Stored }).Save(path);
        CalibrationRecord read = CalibrationRecord.Load(path);
        Assert.Equal((record with { Outcome = CalibrationOutcome.Stored }).ToJson(), read.ToJson());
        Assert.Equal([Path.GetFileName(path)], Directory.GetFiles(Path.Combine(root, "new")).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[1,2,3]")]
    [InlineData("{}")]
    [InlineData("{\"kind\":99}")]
    public void WhatIsNoRecordIsSaidToBeNone(string text)
    {
        string path = Path.Combine(root, "x.json");
        File.WriteAllText(path, text);
        Assert.Throws<IOException>(() => CalibrationRecord.Load(path));
    }

    [Theory]
    [InlineData("\"format\": 1", "\"format\": 2")]
    [InlineData("\"new\": 1010", "\"new\": 5000")]
    [InlineData("\"new\": 1010", "\"new\": 1e99")]
    [InlineData("\"id\": \"batteryGainPermille\"", "\"id\": 99")]
    [InlineData("\"id\": \"batteryGainPermille\"", "\"id\": \"presetSpeedHz\"")]
    [InlineData("\"serial\": \"PEN-1\"", "\"serial\": null")]
    [InlineData("\"serial\": \"PEN-1\"", "\"serial\": \"PEN-1-PEN-1-PEN-1\"")]
    [InlineData("\"points\": [", "\"points\": [ null, ")]
    [InlineData("\"kind\": \"battery\"", "\"kind\": \"soul\"")]
    public void WhatCannotBeTrueIsNotBelieved(string from, string to)
    {
        string text = Record().ToJson();
        Assert.Contains(from, text, StringComparison.Ordinal);
        string path = Path.Combine(root, "x.json");
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
        Assert.Throws<IOException>(() => CalibrationRecord.Load(path));
        File.WriteAllText(path, text + new string(' ', 300_000));
        Assert.Throws<IOException>(() => CalibrationRecord.Load(path));
    }

    [Fact]
    public void OnePenOneProgramAndNoOtherPensRecords()
    {
        using (CalibrationFolder folder = CalibrationFolder.Open(root, "PEN-1"))
        {
            var busy = Assert.Throws<IOException>(() => CalibrationFolder.Open(root, "PEN-1"));
            Assert.Contains("in use by another program", busy.Message, StringComparison.Ordinal);
            CalibrationRecord record = Record();
            record.Save(folder.NewFile(record));
            Record("PEN-2").Save(Path.Combine(folder.Path, "0.calibration.json"));
            File.WriteAllText(Path.Combine(folder.Path, "1.calibration.json"), "{");
        }

        CalibrationFolder.Open(root, "PEN-1").Dispose();
        var damaged = new List<string>();
        Assert.Equal("PEN-1", Assert.Single(CalibrationFolder.Records(root, "PEN-1", damaged.Add)).Record.Serial);
        Assert.Equal(2, damaged.Count);
        Assert.Empty(CalibrationFolder.Records(root, "PEN-9"));
        // A serial number comes from the wire, and leads nowhere else.
        using CalibrationFolder strange = CalibrationFolder.Open(root, "../../up");
        Assert.Equal(Path.Combine(root, "______up"), strange.Path);
    }

    [Fact]
    public async Task WhatWasBrokenOffWhileItWasStoredCanBeTakenBack()
    {
        await using CalibrationBench b = await CalibrationBench.StartAsync();
        CalibrationRecord record = Record("SIM-000001") with
        {
            Settings =
            [
                new SettingChange(SettingId.CurrentOffsetMilliamps, 0, 20),
                new SettingChange(SettingId.CurrentGainPermille, 1000, 1030),
            ],
        };
        record.Save(b.Open.NewFile(record));
        await b.Client.SetSettingAsync(SettingId.CurrentGainPermille, 1030, SettingActor.Technician);
        CalibrationRecord undone = await new CalibrationUndo(b.Bench, b.Hand, b.Job()).RunAsync(null);
        Assert.Equal(CalibrationOutcome.Undone, undone.Outcome);
        Assert.Equal(1000, await b.SettingAsync(SettingId.CurrentGainPermille));
        await b.Client.SetSettingAsync(SettingId.CurrentGainPermille, 1020, SettingActor.Technician);
        record.Save(b.Open.NewFile(record));
        await Assert.ThrowsAsync<CalibrationException>(() => new CalibrationUndo(b.Bench, b.Hand, b.Job()).RunAsync(null));
    }
}
