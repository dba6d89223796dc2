using Pen.Control.Cartridge;
using Pen.Control.Faults;
using Pen.Control.Link;
using Pen.Control.Motion;
using Pen.Control.Run;
using Pen.Control.Storage;
using Pen.Protocol;

namespace Pen.Control;

/// <summary>All parts of the pen's mind, made once at start-up. Nothing is made later.</summary>
public sealed class PenParts
{
    /// <summary>Makes them over the two memories.</summary>
    public PenParts(PenMemory memory, CartridgeMemory cartridgeMemory, Checksum checksum)
    {
        Memory = memory;
        Settings = new Settings(memory, checksum);
        Counters = new Counters(memory, checksum);
        Log = new UsageLog(memory, checksum, Counters);
        Queue = new LogQueue(Log, Clock, Counters);
        Odometer = new Odometer(memory, checksum, Log, Queue);
        RunRecovery = new RunRecovery(Log);
        Stream = new LogStream(Log);
        Key = new CartridgeKey(memory, checksum);
        Slot = new CartridgeSlot(cartridgeMemory, checksum, new ProfileCheck(checksum, Key, Settings));
        Serial = new SerialNumber(memory, checksum);
        Slot.PenSerial = Serial.Bytes;
        Calibration = new Calibration(Settings);
        Session = new Session(Counters);
        Depth = new DepthSensor(Settings);
        DepthLoop = new DepthLoop(Settings);
        Conditions = new FaultConditions(Inputs, Outputs, Speed, Depth, DepthLoop, Slot, Settings, Preparation, SpeedLoop, Log);
        Monitor = new FaultMonitor(Conditions);
        PrepareCheck = new PrepareCheck(Slot, Refusal);
        ArmCheck = new ArmCheck(Inputs, Preparation, PrepareCheck, Slot, Settings, Log, Clock, Session, Refusal);
        SelfTest = new SelfTest(DepthLoop, Speed, Settings, Log);
        Recorder = new Recorder(this);
    }

    /// <summary>This tick's measurements.</summary>
    public readonly PenInputs Inputs = new PenInputs();

    /// <summary>This tick's commands to the hardware.</summary>
    public readonly PenOutputs Outputs = new PenOutputs();

    /// <summary>Memory that keeps.</summary>
    public readonly PenMemory Memory;

    /// <summary>Time of day.</summary>
    public readonly PenClock Clock = new PenClock();

    /// <summary>Settings.</summary>
    public readonly Settings Settings;

    /// <summary>Counters.</summary>
    public readonly Counters Counters;

    /// <summary>Usage log.</summary>
    public readonly UsageLog Log;

    /// <summary>Records on their way into it.</summary>
    public readonly LogQueue Queue;

    /// <summary>Totals of the pen's life.</summary>
    public readonly Odometer Odometer;

    /// <summary>Log records on their way to the host.</summary>
    public readonly LogStream Stream;

    /// <summary>Runs that a loss of power has ended.</summary>
    public readonly RunRecovery RunRecovery;

    /// <summary>Session.</summary>
    public readonly Session Session;

    /// <summary>Key that cartridges are verified with.</summary>
    public readonly CartridgeKey Key;

    /// <summary>Serial number of the pen.</summary>
    public readonly SerialNumber Serial;

    /// <summary>What takes the board's errors out of its readings.</summary>
    public readonly Calibration Calibration;

    /// <summary>Cartridge slot.</summary>
    public readonly CartridgeSlot Slot;

    /// <summary>Trigger.</summary>
    public readonly TriggerLogic Trigger = new TriggerLogic();

    /// <summary>Speed sensor.</summary>
    public readonly SpeedSensor Speed = new SpeedSensor();

    /// <summary>Speed loop.</summary>
    public readonly SpeedLoop SpeedLoop = new SpeedLoop();

    /// <summary>Depth sensor.</summary>
    public readonly DepthSensor Depth;

    /// <summary>Depth loop.</summary>
    public readonly DepthLoop DepthLoop;

    /// <summary>What is prepared.</summary>
    public readonly Preparation Preparation = new Preparation();

    /// <summary>Why the last request was refused.</summary>
    public readonly Refusal Refusal = new Refusal();

    /// <summary>Limits on depth and speed.</summary>
    public readonly PrepareCheck PrepareCheck;

    /// <summary>What must hold to arm.</summary>
    public readonly ArmCheck ArmCheck;

    /// <summary>Fault conditions.</summary>
    public readonly FaultConditions Conditions;

    /// <summary>Fault table.</summary>
    public readonly FaultMonitor Monitor;

    /// <summary>Latched faults.</summary>
    public readonly FaultLatch Latch = new FaultLatch();

    /// <summary>Self-test.</summary>
    public readonly SelfTest SelfTest;

    /// <summary>Figures of the run.</summary>
    public readonly RunStatistics Statistics = new RunStatistics();

    /// <summary>Events on their way to the host.</summary>
    public readonly EventQueue Events = new EventQueue();

    /// <summary>Writes log records and events.</summary>
    public readonly Recorder Recorder;

    /// <summary>
    /// A person acknowledges: defaults that replaced damaged settings are accepted and written. A memory that was silent at the start
    /// is asked again at the next start only, where everything in it is read.
    /// </summary>
    /// <returns>False when the memory did not keep them, or its log was never opened.</returns>
    public bool AcknowledgeStorage()
    {
        return Log.IsOpen && (!Settings.Defaulted || Settings.AcceptDefaults());
    }
}
