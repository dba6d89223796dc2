using System;
using System.Threading;
using System.Threading.Tasks;

namespace Pen.Workshop.Calibration;

/// <summary>Which instrument a question asks about.</summary>
public enum Instrument
{
    /// <summary>Depth gauge, in mm; negative is further in than flush.</summary>
    DepthGauge,

    /// <summary>Counter or strobe, in Hz.</summary>
    Counter,

    /// <summary>Ammeter in line with the motor, in mA.</summary>
    Ammeter,

    /// <summary>Voltmeter at the cell, in V.</summary>
    Voltmeter,
}

/// <summary>The technician, or a script in their place.</summary>
public interface ICalibrationTalk
{
    /// <summary>Says something.</summary>
    void Say(string line);

    /// <summary>Asks what an instrument shows.</summary>
    /// <param name="instrument">Which.</param>
    /// <param name="question">The question, with its unit.</param>
    /// <param name="problem">What is wrong with a number; null when it can be.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="CalibrationException">No number that can be was given.</exception>
    /// <exception cref="CalibrationLeftException">The technician has left.</exception>
    Task<double> AskAsync(Instrument instrument, string question, Func<double, string?> problem, CancellationToken ct);

    /// <summary>Gives an instruction and waits until it is done.</summary>
    /// <exception cref="CalibrationLeftException">The technician has left.</exception>
    Task DoneAsync(string instruction, CancellationToken ct);

    /// <summary>Asks for yes or no.</summary>
    /// <exception cref="CalibrationLeftException">The technician has left.</exception>
    Task<bool> AgreesAsync(string question, CancellationToken ct);
}
