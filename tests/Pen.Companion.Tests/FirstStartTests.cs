using System.IO;
using System.Threading.Tasks;
using Pen.Companion.Tests.Bench;

namespace Pen.Companion.Tests;

/// <summary>The first start of all.</summary>
public sealed class FirstStartTests
{
    /// <summary>A folder that is not there has no name: what is kept must not land beside whatever the user happened to stand in.</summary>
    [Fact]
    public async Task InAHomeWithoutFoldersEverythingLandsUnderThatHome()
    {
        await using Workplace place = await Workplace.OpenInEmptyHomeAsync();
        using Seat seat = await Seat.TakeAsync(place, "anna");
        await seat.ReadAsync("/clients");

        string data = Path.Combine(place.UserHome, ".local", "share", "penfirmware");
        string settings = Path.Combine(place.UserHome, ".config", "penfirmware");
        Assert.True(File.Exists(Path.Combine(data, "records.db")), "The records are not in the user's data folder.");
        Assert.True(File.Exists(Path.Combine(settings, "records.key")), "The key is not in the user's settings folder.");
        Assert.True(Directory.Exists(Path.Combine(settings, "companion", "keys")), "The companion's home is not there.");
        Assert.Equal([place.UserHome], Directory.GetFileSystemEntries(place.Current));
    }

    /// <summary>The same for its own home where nothing else asks for the folder of settings, and so makes it in passing.</summary>
    [Fact]
    public async Task ItsOwnHomeMakesTheFolderOfSettingsByItself()
    {
        await using Workplace place = await Workplace.OpenInEmptyHomeAsync("--key", "user/key");

        string home = Path.Combine(place.UserHome, ".config", "penfirmware", "companion");
        Assert.True(Directory.Exists(Path.Combine(home, "keys")), "The companion's home is not there.");
        Assert.Equal([place.UserHome], Directory.GetFileSystemEntries(place.Current));
    }
}
