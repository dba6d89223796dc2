using System;

namespace Pen.Board.Drivers;

/// <summary>
/// Counts of a thermistor's divider to tenths of °C, by a table in steps of 5 °C that is made once at start-up: a logarithm in
/// every tick would cost the interpreter more than the rest of the reading.
/// </summary>
public sealed class Thermistor
{
    private const int LowestCelsius = -10;
    private const int StepCelsius = 5;
    private const int Points = 27;
    private const double KelvinAtZeroCelsius = 273.15;
    private const double KelvinAt25Celsius = 298.15;

    private readonly int[] counts = new int[Points];

    /// <summary>Makes the table from the divider's values.</summary>
    public Thermistor()
    {
        for (int i = 0; i < Points; i++)
        {
            double kelvin = LowestCelsius + (i * StepCelsius) + KelvinAtZeroCelsius;
            double exponent = BoardScaling.ThermistorBeta * ((1.0 / kelvin) - (1.0 / KelvinAt25Celsius));
            double ohms = BoardScaling.ThermistorOhms25 * Math.Exp(exponent);
            counts[i] = (int)(BoardScaling.AdcMaxCounts * ohms / (ohms + BoardScaling.ThermistorPullUpOhms));
        }
    }

    /// <summary>Temperature in tenths of °C between −10 and 120 °C; the nearer end outside of that.</summary>
    public int DeciCelsius(int reading)
    {
        if (reading >= counts[0])
        {
            return LowestCelsius * 10;
        }

        int low = 0;
        int high = Points - 1;
        while (high - low > 1)
        {
            int middle = (low + high) / 2;
            if (reading < counts[middle])
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        int span = counts[low] - counts[high];
        if (reading <= counts[high] || span <= 0)
        {
            return (LowestCelsius + (high * StepCelsius)) * 10;
        }

        return ((LowestCelsius + (low * StepCelsius)) * 10) + ((counts[low] - reading) * StepCelsius * 10 / span);
    }
}
