namespace Pen.Records.Reports.Plots;

/// <summary>What a plot says and how it writes numbers, in one language.</summary>
internal interface IPlotWords
{
    /// <summary>A number with decimal places.</summary>
    string Decimal(double number, int places);

    /// <summary>One sentence on a series, for whoever cannot see it: its name, its lowest and its highest value.</summary>
    string Range(string name, string lowest, string highest);
}
