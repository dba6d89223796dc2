using System.Threading.Tasks;

namespace Pen.Companion.Tests.Bench;

/// <summary>One program for all tests of a class, without any pen: each test brings clients of its own.</summary>
public sealed class OpenPlace : IAsyncLifetime
{
    /// <summary>The program.</summary>
    public Workplace Place { get; private set; } = null!;

    /// <inheritdoc />
    public async Task InitializeAsync() => Place = await Workplace.OpenAsync("--simulate", "no");

    /// <inheritdoc />
    public Task DisposeAsync() => Place.DisposeAsync().AsTask();
}
