using System;
using System.Linq;
using System.Threading.Tasks;

namespace Pen.Hardware.Tests.Circuits;

/// <summary>Every question that the circuits ask has an answer, and it is within its limit.</summary>
public class CircuitTests
{
    /// <summary>The circuits by name.</summary>
    public static TheoryData<string> Names => [.. Circuit.All];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task EveryResultIsThereAndWithinItsLimit(string circuit)
    {
        CircuitAnswer answer = await Circuit.AnswerAsync(circuit);
        Assert.Equal(0, answer.Exit);
        Assert.DoesNotContain("failed!", answer.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("Error", answer.Said, StringComparison.Ordinal);
        Assert.NotEmpty(CircuitLimits.Of(circuit));
        Assert.Equal(CircuitLimits.Of(circuit).Select(l => l.Name).Order(), answer.Values.Keys.Order());
        Assert.Equal([], CircuitLimits.Broken(circuit, answer).Select(name => $"{name} is {answer.Values[name]}"));
    }

    [Fact]
    public void EveryLimitBelongsToACircuitAndSaysWhy()
    {
        Assert.Equal(CircuitLimits.All.Count, Circuit.All.Sum(c => CircuitLimits.Of(c).Count));
        Assert.Equal(CircuitLimits.All.Count, CircuitLimits.All.DistinctBy(l => l.Name).Count());
        Assert.All(
            CircuitLimits.All,
            l =>
            {
                Assert.True(l.Min < l.Max, l.Name);
                Assert.NotEmpty(l.Unit);
                Assert.NotEmpty(l.Why);
            }
        );
    }
}
