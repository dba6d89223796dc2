using System.Threading.Tasks;
using Xunit;

namespace Pen.Companion.Tests.Bench;

/// <summary>An <see cref="OpenPlace"/> of each test's own, its pages asked for and its forms sent without a browser.</summary>
public abstract class AskedWithoutABrowser : IAsyncLifetime
{
    private readonly OpenPlace open = new();

    /// <summary>What somebody sends the program.</summary>
    private protected PlainForms Forms { get; private set; } = null!;

    /// <summary>The program.</summary>
    private protected Workplace Place => open.Place;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        await open.InitializeAsync();
        Forms = await PlainForms.EnterAsync(Place);
    }

    /// <inheritdoc />
    public Task DisposeAsync()
    {
        Forms.Dispose();
        return open.DisposeAsync();
    }
}
