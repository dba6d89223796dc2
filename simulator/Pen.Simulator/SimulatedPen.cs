using System;
using NanoFramework.StandIns;
using Pen.Board;
using Pen.Protocol;
using Pen.Simulator.Chip;
using Pen.Simulator.Endpoints;
using Pen.Simulator.Invariants;
using Pen.Simulator.Parts;

namespace Pen.Simulator;

/// <summary>
/// A pen: the real firmware on a simulated chip in a simulated world. Virtual time moves only inside its calls. Not for use by
/// two threads at once; memories survive a loss of power, the firmware's RAM does not.
/// </summary>
public sealed class SimulatedPen : IPacedPen, IPenClaim
{
    private readonly SimulationOptions options;
    private PenApp? app;

    /// <summary>Creates a pen and, unless the options say otherwise, switches it on.</summary>
    public SimulatedPen(SimulationOptions? options = null)
    {
        this.options = options ?? new SimulationOptions();
        World = new PenWorld(this.options);
        Chip = new SimulatedChip(World, this.options.MostI2cHz);
        World.Watch.Claim = this;
        if (this.options.PoweredAtStart)
        {
            PowerOn();
        }
        else
        {
            PowerOff();
        }
    }

    /// <summary>Everything outside the chip.</summary>
    public PenWorld World { get; }

    /// <summary>The chip of this power-on.</summary>
    public SimulatedChip Chip { get; private set; }

    /// <summary>How long the firmware took to open everything at the last power-on, in µs of the chip's time.</summary>
    public long OpenedMicros { get; private set; }

    /// <summary>Virtual time in µs since the pen was made.</summary>
    public long NowMicros => Chip.WorldMicros;

    /// <summary>Injected: the interpreter hangs; no ticks, while PWM and pins stay as they are.</summary>
    public bool Frozen { get; set; }

    /// <summary>Whether it has power.</summary>
    public bool IsOn => app is not null && Chip.Powered;

    /// <summary>The firmware of this power-on, for tests that measure what it takes; null without power.</summary>
    public PenApp? Firmware => app;

    /// <summary>What ended the firmware; empty while it is well.</summary>
    public string FirmwareFailure => app?.Failure ?? "";

    /// <inheritdoc />
    PenState IPenClaim.State => app is { Failure: "", Controller: { } controller } ? controller.State : PenState.Boot;

    /// <inheritdoc />
    bool IPenClaim.DepthVerified => app is { Parts: { } parts } && parts.DepthLoop.Verified;

    /// <inheritdoc />
    int IPenClaim.SetDepthMicrons => app is { Parts: { } parts } ? parts.Preparation.DepthMicrons : 0;

    /// <inheritdoc />
    TreatmentArea IPenClaim.Area => app is { Parts: { } parts } ? parts.Preparation.Area : TreatmentArea.Unspecified;

    /// <inheritdoc />
    ConfirmReason IPenClaim.Reason => app is { Parts: { } parts } ? parts.Preparation.Reason : ConfirmReason.None;

    /// <inheritdoc />
    uint IPenClaim.LatchedFaults => app is { Parts: { } parts } ? parts.Latch.Mask : 0;

    /// <inheritdoc />
    bool IPenClaim.IsHung => Frozen || FirmwareFailure.Length > 0;

    /// <inheritdoc />
    bool IPenClaim.IsDeadMan => app is not { Parts: { } parts } || parts.Settings.Get(SettingId.TriggerMode) == 0;

    /// <inheritdoc />
    bool IPenClaim.NeedsTags => app is not { Parts: { } parts } || parts.Settings.Get(SettingId.CartridgeTags) != 0;

    /// <summary>Gives it power: a new chip, the firmware from its beginning.</summary>
    /// <param name="framCutAfterBytes">Injected: the power goes again after so many bytes written to the FRAM; -1 never.</param>
    public void PowerOn(long framCutAfterBytes = -1)
    {
        PowerOff();
        World.Powered = true;
        World.BootedMicros = NowMicros;
        World.Fram.CutAfterBytes = framCutAfterBytes;
        World.Slot.CutAfterBytes = -1;
        Chip = new SimulatedChip(World, this.options.MostI2cHz);
        World.Gate.PowerOn(NowMicros);
        ChipHardware.Current = Chip;
        app = new PenApp();
        app.Open();
        OpenedMicros = Chip.NowMicros;
    }

    /// <summary>Takes its power away: pins float, the gate closes, the servo gets no pulses.</summary>
    public void PowerOff()
    {
        app = null;
        World.Powered = false;
        Chip.Powered = false;
        World.Gate.PowerOn(NowMicros);
        World.SetMotorDuty(0);
        World.Depth.SetPulse(0);
    }

    /// <summary>Resets the chip.</summary>
    public void Reset() => PowerOn();

    /// <summary>One tick of the firmware and the time up to the next.</summary>
    public void RunTick()
    {
        ChipHardware.Current = Chip;
        if (IsOn && !Frozen)
        {
            app!.Tick();
        }

        if (app is not null && !Chip.Powered)
        {
            PowerOff();
        }

        int most = options.TickJitterMaxMicros;
        Chip.SleepToNextEdge(most == 0 ? 0 : (int)(World.Noise.Uniform() * most));
    }

    /// <summary>Runs for this many ms of virtual time, in whole ticks.</summary>
    public void RunMillis(int ms)
    {
        long end = NowMicros + (ms * 1000L);
        while (NowMicros < end)
        {
            RunTick();
        }
    }

    /// <summary>Runs until a condition holds.</summary>
    /// <returns>False when it did not within the time-out in ms of virtual time.</returns>
    public bool RunUntil(Func<bool> condition, int timeoutMs)
    {
        long end = NowMicros + (timeoutMs * 1000L);
        while (!condition())
        {
            if (NowMicros >= end)
            {
                return false;
            }

            RunTick();
        }

        return true;
    }

    /// <summary>The hand presses the trigger.</summary>
    public void PressTrigger() => World.Trigger.Set(true, NowMicros);

    /// <summary>The hand lets go of it.</summary>
    public void ReleaseTrigger() => World.Trigger.Set(false, NowMicros);

    /// <summary>A cartridge is put in.</summary>
    public void Insert(CartridgeImage cartridge) => World.Slot.Insert(cartridge, NowMicros);

    /// <summary>The cartridge is pulled out.</summary>
    public void RemoveCartridge() => World.Slot.Remove(NowMicros);

    /// <summary>The pen is put into its dock, or taken out of it.</summary>
    public void Dock(bool docked) => World.Dock.Set(docked, NowMicros);

    /// <summary>Bytes from the host.</summary>
    /// <param name="bytes">What the host sends.</param>
    /// <param name="agoMicros">How long ago it began to send, in µs.</param>
    public void HostWrite(ReadOnlySpan<byte> bytes, int agoMicros = 0) => World.Line.HostWrite(bytes, NowMicros - agoMicros);

    /// <summary>Bytes that came while the last tick went by on the wall clock.</summary>
    void IPacedPen.HostWrite(ReadOnlySpan<byte> bytes) => HostWrite(bytes, ChipCosts.EdgeMicros);

    /// <summary>Bytes to the host.</summary>
    /// <returns>How many were put into <paramref name="buffer"/>.</returns>
    public int HostRead(Span<byte> buffer) => World.Line.HostRead(buffer);
}
