using System;
using System.Linq;
using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pen.Companion.Pens;
using Pen.Companion.Security;
using Pen.Companion.Web;

namespace Pen.Companion.People;

/// <summary>
/// Who asks for a page: whoever sits at this computer while there are no accounts; else whoever has signed in at this screen. Programs with
/// tokens have their own way in, and neither is taken for the other.
/// </summary>
internal sealed class PersonHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory log,
    UrlEncoder encoder,
    AccountBook book,
    Sittings sittings,
    HouseSettings house,
    PenRoster roster,
    TimeProvider clock
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    /// <summary>Its name.</summary>
    public const string Name = "person";

    /// <inheritdoc />
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate());

    /// <inheritdoc />
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        string to = "/sign-in?back=" + Uri.EscapeDataString(Refusing.Here(Request));
        return Refusing.SendAsync(Context, to, StatusCodes.Status401Unauthorized, "signin.needed");
    }

    /// <inheritdoc />
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        string back = Uri.EscapeDataString(Refusing.Here(Request));
        return Context.User.IsLocked()
                ? Refusing.SendAsync(Context, "/lock?back=" + back, StatusCodes.Status423Locked, "lock.is-locked")
            : Context.User.HasToChange()
                ? Refusing.SendAsync(Context, "/secret?back=" + back, StatusCodes.Status403Forbidden, "secret.must")
            : Refusing.ShowAsync(Context, StatusCodes.Status403Forbidden, "people.may-not");
    }

    private AuthenticateResult Authenticate()
    {
        if (Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        if (book.State == BookState.Empty)
        {
            // Nobody else can reach it then; should that ever fail, they are nobody.
            bool here = Context.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from);
            return here ? Success(LocalPerson.Of(Request, Name)) : AuthenticateResult.NoResult();
        }

        Sitting? sitting = sittings.Find(SittingCookie.Read(Request));
        if (book.State != BookState.Kept || sitting is null || book.Find(sitting.AccountId) is not { Disabled: false } account)
        {
            return AuthenticateResult.NoResult();
        }

        Context.Sit(sitting);
        bool locked = sitting.Look(
            clock.GetUtcNow(),
            TimeSpan.FromMinutes(house.Now.IdleMinutes),
            Request.IsByPerson(),
            IsAtWork()
        );
        var identity = new ClaimsIdentity(
            [
                new(ClaimTypes.NameIdentifier, account.Id),
                new(ClaimTypes.Name, account.Name),
                new(ClaimTypes.Role, account.Role.ToString()),
            ],
            Name
        );
        if (locked)
        {
            identity.AddClaim(new Claim(Present.Locked, Present.Locked));
        }

        if (account.MustChange)
        {
            identity.AddClaim(new Claim(Present.MustChange, Present.MustChange));
        }

        return Success(identity);
    }

    /// <summary>Whether a pen is armed from this screen. Readiness ends by itself after two minutes, so this does not keep it open for long.</summary>
    private bool IsAtWork() =>
        Context.Items[ScreenCookie.Item] is string screen
        && roster.Desks.Any(d => d.Now.IsArmed && d.Seat.Holder?.Screen == screen);

    private static AuthenticateResult Success(ClaimsIdentity identity) =>
        AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name));
}
