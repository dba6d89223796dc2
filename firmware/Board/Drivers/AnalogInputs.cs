using System.Device.Adc;

namespace Pen.Board.Drivers;

/// <summary>
/// The six analogue inputs. The ESP32's converter is noisy and sometimes jumps, so the depth potentiometer, on which safety
/// hangs, is read four times: the highest and the lowest reading are dropped.
/// </summary>
public sealed class AnalogInputs
{
    private readonly AdcChannel depthPot;
    private readonly AdcChannel motorCurrent;
    private readonly AdcChannel motorThermistor;
    private readonly AdcChannel battery;
    private readonly AdcChannel boardThermistor;
    private readonly AdcChannel gateMonitor;

    /// <summary>Opens the channels.</summary>
    public AnalogInputs()
    {
        var controller = new AdcController();
        depthPot = controller.OpenChannel(PinMap.DepthPotChannel);
        motorCurrent = controller.OpenChannel(PinMap.MotorCurrentChannel);
        motorThermistor = controller.OpenChannel(PinMap.MotorThermistorChannel);
        battery = controller.OpenChannel(PinMap.BatteryChannel);
        boardThermistor = controller.OpenChannel(PinMap.BoardThermistorChannel);
        gateMonitor = controller.OpenChannel(PinMap.GateMonitorChannel);
    }

    /// <summary>Depth potentiometer: the sum of the two middle readings of four, in half counts.</summary>
    public int ReadDepthHalfCounts()
    {
        int lowest = BoardScaling.AdcMaxCounts;
        int highest = 0;
        int sum = 0;
        for (int i = 0; i < 4; i++)
        {
            int reading = depthPot.ReadValue();
            sum += reading;
            lowest = reading < lowest ? reading : lowest;
            highest = reading > highest ? reading : highest;
        }

        return sum - lowest - highest;
    }

    /// <summary>Motor drive current behind its amplifier, in counts.</summary>
    public int ReadCurrent()
    {
        return motorCurrent.ReadValue();
    }

    /// <summary>Motor drive current in mA from counts, by nominal parts.</summary>
    public static int CurrentMilliamps(int counts)
    {
        return Millivolts(counts) * 1000 / BoardScaling.CurrentMillivoltsPerAmp;
    }

    /// <summary>Cell voltage behind its divider, in counts.</summary>
    public int ReadBattery()
    {
        return battery.ReadValue();
    }

    /// <summary>Cell voltage in mV from counts, by nominal parts.</summary>
    public static int BatteryMillivolts(int counts)
    {
        return Millivolts(counts) * BoardScaling.BatteryDivider;
    }

    /// <summary>Motor thermistor in counts.</summary>
    public int ReadMotorThermistor()
    {
        return motorThermistor.ReadValue();
    }

    /// <summary>Board thermistor in counts.</summary>
    public int ReadBoardThermistor()
    {
        return boardThermistor.ReadValue();
    }

    /// <summary>Gate monitor in counts.</summary>
    public int ReadGateMonitor()
    {
        return gateMonitor.ReadValue();
    }

    private static int Millivolts(int counts)
    {
        return counts * BoardScaling.AdcFullScaleMillivolts / BoardScaling.AdcMaxCounts;
    }
}
