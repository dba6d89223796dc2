using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pen.Client;
using Pen.Companion.Pens;
using Pen.Protocol;

namespace Pen.Companion.Live;

/// <summary>What is known of a pen, for pages and for other programs: codes and numbers; words are put to them by whoever shows them.</summary>
public static class PenJson
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>As text.</summary>
    public static string Of(PenDesk desk) => JsonSerializer.Serialize(Model(desk), Json);

    /// <summary>As an object, for the programs' interface.</summary>
    public static PenView Model(PenDesk desk)
    {
        PenSnapshot now = desk.Now;
        PenStatus? status = now.Status;
        CartridgeInfo? cartridge = now.Cartridge;
        return new PenView(
            now.Identity?.Serial,
            desk.Address,
            now.Stage,
            now.Identity?.IsSimulated ?? false,
            now.Identity?.FirmwareVersion.ToString(),
            status?.State,
            status is not null && status.Flags.HasFlag(PenFlags.Prepared),
            status is not null && status.Flags.HasFlag(PenFlags.DepthVerified),
            status?.SetDepthMicrons,
            status?.MeasuredDepthMicrons,
            status?.SetSpeedHz,
            status?.MeasuredSpeedHz,
            status?.Area,
            status?.StopReason,
            status?.LatchedFaults.Select(f => (int)f).ToArray() ?? [],
            status?.ActiveFaults.Select(f => (int)f).ToArray() ?? [],
            status?.BatteryMillivolts,
            status?.MotorCelsius,
            status?.BoardCelsius,
            status?.RunStrokes,
            cartridge is null
                ? null
                : new CartridgeView(
                    cartridge.State,
                    cartridge.Refusal,
                    cartridge.Type,
                    cartridge.Needles,
                    cartridge.MaxDepthMicrons,
                    cartridge.StrokeLife,
                    cartridge.StrokesUsed,
                    cartridge.Expiry?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                    cartridge.Lot,
                    cartridge.Serial,
                    cartridge.Verified
                ),
            now.LastRun is { } run
                ? new RunView((long)run.Uptime.TotalMilliseconds, run.Strokes, (long)run.Duration.TotalMilliseconds, run.Reason)
                : null,
            now.Problem?.Problem,
            now.Problem?.Cure,
            now.Note,
            desk.Seat.Holder?.Name,
            desk.Seat.Holder?.Screen is { } screen ? Short(screen) : null
        );
    }

    /// <summary>Enough of a screen's id to know one's own by, and too little to pass for it.</summary>
    public static string Short(string screen) => screen[..System.Math.Min(6, screen.Length)];
}

/// <summary>A pen at one moment.</summary>
/// <param name="Serial">Serial number; null until it has answered once.</param>
/// <param name="Address">Port or address.</param>
/// <param name="Stage">How far this program has come with it.</param>
/// <param name="Simulated">Whether it is a simulated pen.</param>
/// <param name="Firmware">Version of its firmware.</param>
/// <param name="State">What it is doing; null while it is not known.</param>
/// <param name="Prepared">Whether depth and speed are prepared.</param>
/// <param name="DepthVerified">Whether the depth stop was measured to be where it was sent.</param>
/// <param name="SetDepthMicrons">Set depth, µm.</param>
/// <param name="MeasuredDepthMicrons">Measured position of the depth stop, µm.</param>
/// <param name="SetSpeedHz">Set speed, Hz.</param>
/// <param name="MeasuredSpeedHz">Measured speed, Hz.</param>
/// <param name="Area">Area that it is prepared for.</param>
/// <param name="StopReason">Why the last run or readiness ended.</param>
/// <param name="Faults">Numbers of the latched faults.</param>
/// <param name="ActiveFaults">Numbers of those whose cause is present now.</param>
/// <param name="BatteryMillivolts">Cell voltage, mV.</param>
/// <param name="MotorCelsius">Motor temperature, °C.</param>
/// <param name="BoardCelsius">Board temperature, °C.</param>
/// <param name="RunStrokes">Strokes of the run in progress or of the last one.</param>
/// <param name="Cartridge">What is in its slot.</param>
/// <param name="LastRun">The run that ended last since the connection was made.</param>
/// <param name="Problem">What is wrong with it, in one sentence.</param>
/// <param name="Cure">What to do about it, in one sentence.</param>
/// <param name="Note">Key of a text on what this program did by itself.</param>
/// <param name="SeatName">Who commands it.</param>
/// <param name="SeatScreen">The beginning of the id of the screen that does.</param>
public sealed record PenView(
    string? Serial,
    string Address,
    PenStage Stage,
    bool Simulated,
    string? Firmware,
    PenState? State,
    bool Prepared,
    bool DepthVerified,
    int? SetDepthMicrons,
    int? MeasuredDepthMicrons,
    int? SetSpeedHz,
    double? MeasuredSpeedHz,
    TreatmentArea? Area,
    StopReason? StopReason,
    int[] Faults,
    int[] ActiveFaults,
    int? BatteryMillivolts,
    double? MotorCelsius,
    double? BoardCelsius,
    uint? RunStrokes,
    CartridgeView? Cartridge,
    RunView? LastRun,
    string? Problem,
    string? Cure,
    string? Note,
    string? SeatName,
    string? SeatScreen
);

/// <summary>A run that has ended.</summary>
/// <param name="EndedMs">When, by the pen's time since its start, ms.</param>
/// <param name="Strokes">Strokes.</param>
/// <param name="DurationMs">How long it took, ms.</param>
/// <param name="Reason">Why it ended.</param>
public sealed record RunView(long EndedMs, uint Strokes, long DurationMs, StopReason Reason);

/// <summary>What is in a pen's slot.</summary>
/// <param name="State">Whether something is there and may be used.</param>
/// <param name="Refusal">Why not.</param>
/// <param name="Type">Type.</param>
/// <param name="Needles">Number of needles; 0 for a nano tip.</param>
/// <param name="MaxDepthMicrons">Deepest that it may go, µm.</param>
/// <param name="StrokeLife">Strokes that it is made for.</param>
/// <param name="StrokesUsed">Strokes made with it.</param>
/// <param name="Expiry">Last day, yyyy-MM-dd; null without one.</param>
/// <param name="Lot">Lot.</param>
/// <param name="Serial">Factory serial of its memory.</param>
/// <param name="Verified">Whether its tag was made with this pen's key.</param>
public sealed record CartridgeView(
    CartridgeState State,
    CartridgeRefusal Refusal,
    CartridgeType Type,
    int Needles,
    int MaxDepthMicrons,
    uint StrokeLife,
    uint StrokesUsed,
    string? Expiry,
    string Lot,
    string Serial,
    bool Verified
);
