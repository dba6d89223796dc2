using System;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using Pen.Companion.Security;
using Pen.Companion.Tests.Bench;

namespace Pen.Companion.Tests;

/// <summary>What the house settings take.</summary>
public sealed class HouseSettingsTests(StaffedPlace staff) : IClassFixture<StaffedPlace>
{
    [Fact]
    public async Task AFootSwitchStopsAndKeysThatAreNeededDoNot()
    {
        using HttpResponseMessage kept = await staff.Owner.SendAsync(
            "/settings",
            "/settings?handler=House",
            ("idleMinutes", "15"),
            ("stopKey", "F13")
        );
        Assert.Equal(HttpStatusCode.Found, kept.StatusCode);
        Assert.Contains(
            "data-stop-keys=\" ,Escape,F13\" data-idle-seconds=\"900\"",
            await staff.Owner.TextAsync("/"),
            StringComparison.Ordinal
        );
        foreach (string key in new[] { "Tab", "Enter", ",", "a b", "<x>", new string('F', 30) })
        {
            using HttpResponseMessage refused = await staff.Owner.SendAsync(
                "/settings",
                "/settings?handler=House",
                ("idleMinutes", "15"),
                ("stopKey", key)
            );
            Assert.Contains("cannot mean STOP", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        foreach (string minutes in new[] { "0", "121", "x", "" })
        {
            using HttpResponseMessage refused = await staff.Owner.SendAsync(
                "/settings",
                "/settings?handler=House",
                ("idleMinutes", minutes),
                ("stopKey", "")
            );
            Assert.Contains("no number of minutes", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Contains("Escape,F13", await staff.Owner.TextAsync("/"), StringComparison.Ordinal);
    }
}
