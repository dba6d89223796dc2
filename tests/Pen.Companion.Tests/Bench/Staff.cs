using System.Net;
using System.Net.Http;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace Pen.Companion.Tests.Bench;

/// <summary>People of a practice, and other programs, made by the same forms that people use.</summary>
public static partial class Staff
{
    /// <summary>Password of the owner.</summary>
    public const string OwnerSecret = "three brown kettles";

    /// <summary>PIN of the practitioner.</summary>
    public const string Pin = "271834";

    /// <summary>Password of the reader.</summary>
    public const string ReaderSecret = "nine quiet lamps";

    /// <summary>Makes the first owner, "olga"; whoever makes it is signed in by that.</summary>
    public static async Task<Caller> OwnerAsync(Workplace place)
    {
        var owner = new Caller(place);
        using HttpResponseMessage made = await owner.SendAsync(
            "/people",
            "/people?handler=Add",
            ("name", "olga"),
            ("role", "Owner"),
            ("secret", OwnerSecret),
            ("again", OwnerSecret)
        );
        Assert.Equal(HttpStatusCode.Found, made.StatusCode);
        return owner;
    }

    /// <summary>Makes an account, signs in with it, and chooses the secret that is meant.</summary>
    public static async Task<Caller> AddAsync(Workplace place, Caller owner, string name, string role, string secret)
    {
        const string first = "for the first time";
        using HttpResponseMessage added = await owner.SendAsync(
            "/people",
            "/people?handler=Add",
            ("name", name),
            ("role", role),
            ("secret", first)
        );
        Assert.Equal(HttpStatusCode.Found, added.StatusCode);
        var person = new Caller(place);
        using HttpResponseMessage signed = await person.SignInAsync(name, first);
        Assert.Equal(HttpStatusCode.Found, signed.StatusCode);
        using HttpResponseMessage changed = await person.SendAsync(
            "/secret",
            "/secret",
            ("now", first),
            ("next", secret),
            ("again", secret)
        );
        Assert.Equal(HttpStatusCode.Found, changed.StatusCode);
        return person;
    }

    /// <summary>Makes a token.</summary>
    public static async Task<string> TokenAsync(Caller owner, string name, params string[] scopes)
    {
        (string, string)[] fields = [("name", name), .. System.Array.ConvertAll(scopes, s => ("scopes", s))];
        using HttpResponseMessage made = await owner.SendAsync("/settings", "/settings?handler=Token", fields);
        string token = Fresh().Match(await made.Content.ReadAsStringAsync()).Groups[1].Value;
        Assert.StartsWith("pen_", token, System.StringComparison.Ordinal);
        return token;
    }

    /// <summary>A program that asks with a token.</summary>
    public static HttpClient With(Workplace place, string token)
    {
        HttpClient program = place.Ask();
        program.DefaultRequestHeaders.Add("Authorization", "Bearer " + token);
        return program;
    }

    [GeneratedRegex("id=\"fresh-token\">([^<]+)<")]
    private static partial Regex Fresh();
}

/// <summary>A practice with an owner, a practitioner and a reader, all signed in, and one simulated pen.</summary>
public sealed class StaffedPlace : IAsyncLifetime
{
    /// <summary>The program.</summary>
    public Workplace Place { get; private set; } = null!;

    /// <summary>Nobody.</summary>
    public Caller Nobody { get; private set; } = null!;

    /// <summary>"rosa".</summary>
    public Caller Reader { get; private set; } = null!;

    /// <summary>"paul", with a PIN.</summary>
    public Caller Practitioner { get; private set; } = null!;

    /// <summary>"olga".</summary>
    public Caller Owner { get; private set; } = null!;

    /// <summary>Serial number of the pen.</summary>
    public string Serial { get; private set; } = "";

    /// <summary>Id of a session that waits for its areas.</summary>
    public string SessionId { get; private set; } = "";

    /// <summary>Id of its client.</summary>
    public string ClientId { get; private set; } = "";

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        Place = await Workplace.OpenAsync();
        Nobody = new Caller(Place);
        Owner = await Staff.OwnerAsync(Place);
        Reader = await Staff.AddAsync(Place, Owner, "rosa", "Reader", Staff.ReaderSecret);
        Practitioner = await Staff.AddAsync(Place, Owner, "paul", "Practitioner", Staff.Pin);
        Serial = await PensAsync(Owner);
        Pen.Records.Store.Model.Session session = Place.SessionAtAreas("paul");
        (SessionId, ClientId) = (session.Id, session.ClientId);
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        foreach (Caller one in new[] { Nobody, Reader, Practitioner, Owner })
        {
            one.Dispose();
        }

        await Place.DisposeAsync();
    }

    /// <summary>Waits until the simulated pen has said who it is.</summary>
    public static async Task<string> PensAsync(Caller caller)
    {
        for (int i = 0; ; i++)
        {
            Match found = Regex.Match(await caller.TextAsync("/pens"), "SIM-[0-9]{9}");
            if (found.Success || i > 100)
            {
                return found.Value;
            }

            await Task.Delay(100);
        }
    }
}
