using System;
using System.Globalization;
using System.IO;
using System.Linq;
using Pen.Simulator.Chip;
using Pen.Simulator.Parts;
using Pen.Simulator.Scenario;

namespace Pen.Simulator.Boards;

/// <summary>
/// A simulated pen for a board that loads its firmware out of a flash: each firmware lives in an assembly load context of its own, with
/// its own copy of this assembly. So nothing but framework types passes this door. Not for use by two threads at once.
/// </summary>
public sealed class BoardEntry
{
    private const int KeptVersion = 1;
    private const int MostFramBytes = 256 * 1024;

    private readonly SimulatedPen pen;

    /// <summary>Makes a pen whose firmware has not begun: pins float.</summary>
    /// <param name="seed">Seed of everything random.</param>
    /// <param name="serial">Serial number of a new memory, at most 16 ASCII characters.</param>
    /// <param name="withKey">A new memory holds the public key that simulated cartridges are made with.</param>
    /// <param name="kept">What <see cref="Keep"/> gave; empty for a new pen.</param>
    public BoardEntry(ulong seed, string serial, bool withKey, byte[] kept)
    {
        var options = new SimulationOptions
        {
            Seed = seed,
            SerialNumber = serial,
            CartridgeKey = withKey ? DemoKey.Bytes : null,
            MakerKey = DemoKey.Bytes,
            PoweredAtStart = false,
        };
        pen = new SimulatedPen(options);
        if (kept.Length > 0)
        {
            Restore(kept);
        }
    }

    /// <summary>Virtual time in µs since it was made.</summary>
    public long NowMicros => pen.NowMicros;

    /// <summary>Whether its firmware runs.</summary>
    public bool IsOn => pen.IsOn;

    /// <summary>The firmware asked for a reboot.</summary>
    public bool RebootAsked => pen.Chip.RebootAsked;

    /// <summary>What the firmware says of itself: its state's name; "none" where none runs.</summary>
    public string FirmwareState => pen.Firmware is { Controller: { } controller } ? controller.State.ToString() : "none";

    /// <summary>Measured outside the chip: the gate lets through, the motor turns, or the servo gets pulses.</summary>
    public bool Drives => GateOn || MotorTurns || ServoDriven;

    /// <summary>Measured: the hardware gate lets through.</summary>
    public bool GateOn => pen.World.Gate.On;

    /// <summary>Measured: the motor has a voltage or turns.</summary>
    public bool MotorTurns => pen.World.Motor.Volts > 0 || pen.World.Motor.RadiansPerSecond > 1;

    /// <summary>Measured: pulses reach the servo.</summary>
    public bool ServoDriven => pen.World.Depth.IsDriven;

    /// <summary>Invariants that were broken so far.</summary>
    public string[] Violations => [.. pen.World.Watch.Violations];

    /// <summary>The firmware begins.</summary>
    public void PowerOn() => pen.PowerOn();

    /// <summary>No firmware: without power, in reset, or in a boot loader. Pins float.</summary>
    public void PowerOff() => pen.PowerOff();

    /// <summary>One tick and the time up to the next.</summary>
    public void RunTick() => pen.RunTick();

    /// <summary>Bytes from the host to UART2, that it began to send a tick ago.</summary>
    public void HostWrite(byte[] bytes) => pen.HostWrite(bytes, ChipCosts.EdgeMicros);

    /// <summary>Bytes that UART2 has sent.</summary>
    public int HostRead(byte[] buffer) => pen.HostRead(buffer);

    /// <summary>Puts a new cartridge in.</summary>
    public void InsertCartridge() => InjectionTable.Find("insert")!.Act(pen, 36);

    /// <summary>Does what <see cref="InjectionTable"/> lists under a name.</summary>
    /// <returns>False when nothing is named so.</returns>
    public bool Inject(string name, double number)
    {
        if (InjectionTable.Find(name) is not { } injection)
        {
            return false;
        }

        injection.Act(pen, double.IsNaN(number) ? injection.Default : number);
        return true;
    }

    /// <summary>One line: time, state, what is driven.</summary>
    public string Status() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{pen.NowMicros / 1e6:0.0} s, state {FirmwareState}, gate {(GateOn ? "on" : "off")}, motor {pen.World.Motor.RadiansPerSecond:0} rad/s, servo {(ServoDriven ? "driven" : "free")}, stop {pen.World.Depth.StopMm:0.00} mm"
        );

    /// <summary>
    /// What outlives a change of the firmware: the FRAM, the cartridge, and the contacts. Other physics begins anew, at rest.
    /// </summary>
    public byte[] Keep()
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(KeptVersion);
        writer.Write(pen.World.Fram.Bytes.Length);
        writer.Write(pen.World.Fram.Bytes);
        writer.Write(pen.World.Trigger.IsPressed);
        writer.Write(pen.World.Dock.IsPressed);
        CartridgeImage? cartridge = pen.World.Slot.Cartridge;
        writer.Write(cartridge?.Needles ?? -1);
        if (cartridge is not null)
        {
            writer.Write(cartridge.Serial);
            writer.Write(cartridge.Memory);
            writer.Write(cartridge.WriteProtected);
            writer.Write(cartridge.Silent);
        }

        writer.Flush();
        return stream.ToArray();
    }

    private void Restore(byte[] kept)
    {
        using var reader = new BinaryReader(new MemoryStream(kept));
        int version = reader.ReadInt32();
        int framBytes = reader.ReadInt32();
        if (version != KeptVersion || framBytes != pen.World.Fram.Bytes.Length || framBytes > MostFramBytes)
        {
            throw new ArgumentException("This is not what a pen of this version keeps.", nameof(kept));
        }

        reader.ReadBytes(framBytes).CopyTo(pen.World.Fram.Bytes, 0);
        pen.World.Trigger.Set(reader.ReadBoolean(), pen.NowMicros);
        pen.World.Dock.Set(reader.ReadBoolean(), pen.NowMicros);
        int needles = reader.ReadInt32();
        if (needles >= 0)
        {
            CartridgeImage cartridge = CartridgeImage.Blank(needles);
            reader.ReadBytes(cartridge.Serial.Length).CopyTo(cartridge.Serial, 0);
            reader.ReadBytes(cartridge.Memory.Length).CopyTo(cartridge.Memory, 0);
            cartridge.WriteProtected = reader.ReadBoolean();
            cartridge.Silent = reader.ReadBoolean();
            pen.Insert(cartridge);
        }
    }
}
