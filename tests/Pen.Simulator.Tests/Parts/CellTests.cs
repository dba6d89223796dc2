using Pen.Simulator.Parts;

namespace Pen.Simulator.Tests.Parts;

/// <summary>The cell and its converter at their ends.</summary>
public class CellTests
{
    [Theory]
    [InlineData(4.2)]
    [InlineData(3.3)]
    public void AStalledMotorIsCarried(double openVolts)
    {
        // 6 V over winding, bridge and shunt: the most that the motor alone can ask for.
        const double amps = Cell.RailVolts / (Motor.Ohms + Motor.BridgeOhms);
        Cell cell = After(openVolts, Cell.RailVolts * amps, amps);
        Assert.Equal(Cell.RailVolts - (Cell.DroopOhms * amps), cell.Rail, 6);
    }

    [Fact]
    public void BeyondTheConvertersLimitTheRailFalls()
    {
        Cell cell = After(3.3, 15, 2.5);
        Assert.InRange(cell.Rail, 2, 4);
        Assert.InRange(3.3 - cell.TerminalVolts, 0, (Cell.LimitAmps + 0.1) * Cell.InternalOhms);
    }

    private static Cell After(double openVolts, double watts, double amps)
    {
        var cell = new Cell(openVolts);
        for (int i = 0; i < 20; i++)
        {
            cell.Step(0.0005, watts, amps);
        }

        return cell;
    }
}
