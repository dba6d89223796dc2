using System.Device.Gpio;
using nanoFramework.Hardware.Esp32;
using Pen.Board.Drivers;
using Pen.Control;

namespace Pen.Board;

/// <summary>The pen's hardware: reads every input once, applies every output once.</summary>
public sealed class PenBoard
{
    /// <summary>Between the ladder's steps of a third of full scale.</summary>
    private const int WatchdogThreshold = BoardScaling.AdcMaxCounts / 6;

    /// <summary>Gate on adds two thirds, with or without the watchdog's third.</summary>
    private const int GateThreshold = BoardScaling.AdcMaxCounts / 2;

    /// <summary>Both: more than the gate's two thirds alone.</summary>
    private const int BothThreshold = BoardScaling.AdcMaxCounts * 5 / 6;

    private readonly MotorDrive motor;
    private readonly DepthServo servo;
    private readonly Tachometer tachometer;
    private readonly AnalogInputs analog;
    private readonly Thermistor thermistor;
    private readonly Panel panel;
    private ulong lastMicros;

    /// <summary>Takes the board's errors out of what is read; given before the first reading.</summary>
    public Calibration Calibration;

    /// <summary>Opens everything; the motor first, off.</summary>
    public PenBoard()
    {
        var gpio = new GpioController();
        motor = new MotorDrive(gpio);
        panel = new Panel(gpio);
        servo = new DepthServo();
        tachometer = new Tachometer();
        analog = new AnalogInputs();
        thermistor = new Thermistor();
        lastMicros = HighResTimer.GetCurrent();
    }

    /// <summary>Gives the I2C pins their functions; before the memories are opened.</summary>
    public static void AssignBuses()
    {
        Configuration.SetPinFunction(PinMap.FramData, DeviceFunction.I2C1_DATA);
        Configuration.SetPinFunction(PinMap.FramClock, DeviceFunction.I2C1_CLOCK);
        Configuration.SetPinFunction(PinMap.CartridgeData, DeviceFunction.I2C2_DATA);
        Configuration.SetPinFunction(PinMap.CartridgeClock, DeviceFunction.I2C2_CLOCK);
    }

    /// <summary>Reads every input once.</summary>
    public void Read(PenInputs inputs)
    {
        ulong now = HighResTimer.GetCurrent();
        int elapsed = (int)(now - lastMicros);
        lastMicros = now;
        inputs.BeganMicros = now;
        inputs.UptimeMs = (uint)(now / 1000);
        inputs.TickMicros = elapsed;
        inputs.TachoMicros = elapsed;
        inputs.TachoEdges = tachometer.ReadEdges();
        inputs.CurrentCounts = analog.ReadCurrent();
        inputs.CurrentMilliamps = AnalogInputs.CurrentMilliamps(inputs.CurrentCounts);
        inputs.DepthHalfCounts = analog.ReadDepthHalfCounts();
        inputs.BatteryCounts = analog.ReadBattery();
        inputs.BatteryMillivolts = AnalogInputs.BatteryMillivolts(inputs.BatteryCounts);
        inputs.MotorThermistorCounts = analog.ReadMotorThermistor();
        inputs.MotorDeciCelsius = thermistor.DeciCelsius(inputs.MotorThermistorCounts);
        inputs.BoardThermistorCounts = analog.ReadBoardThermistor();
        inputs.BoardDeciCelsius = thermistor.DeciCelsius(inputs.BoardThermistorCounts);
        int gate = analog.ReadGateMonitor();
        inputs.GateCounts = gate;
        inputs.GateOn = gate > GateThreshold;
        inputs.WatchdogOk = gate > BothThreshold || (gate > WatchdogThreshold && gate <= GateThreshold);
        inputs.TriggerClosed = panel.ReadTrigger();
        inputs.CartridgeSwitchClosed = panel.ReadCartridgeSwitch();
        inputs.DockClosed = panel.ReadDockContact();
        Calibration.Apply(inputs);
    }

    /// <summary>Applies every output once.</summary>
    public void Apply(PenOutputs outputs)
    {
        motor.Apply(outputs.MotorEnable, outputs.MotorDuty);
        servo.Apply(outputs.ServoPulseMicros);
        panel.Apply(outputs.GateReset, outputs.Led, outputs.Buzzer);
    }

    /// <summary>Kicks the watchdog.</summary>
    public void Kick()
    {
        panel.Kick();
    }

    /// <summary>Motor off, whatever state anything is in.</summary>
    public void MakeSafe()
    {
        motor.Apply(false, 0);
    }
}
