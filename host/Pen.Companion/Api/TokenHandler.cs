using System;
using System.Linq;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Pen.Companion.Api;

/// <summary>Which program asks, by the token in the header "Authorization". No cookie is looked at.</summary>
internal sealed class TokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory log,
    UrlEncoder encoder,
    TokenBook tokens
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    /// <summary>Its name.</summary>
    public const string Name = "token";

    /// <inheritdoc />
    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (tokens.Find(Request.Headers.Authorization.ToString()) is not { } token)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        tokens.Use(token);
        var identity = new ClaimsIdentity(
            [
                new(ClaimTypes.NameIdentifier, token.Id),
                // A program is told from a person of the same name, wherever it stands in the records.
                new(ClaimTypes.Name, token.Name + " (API)"),
                .. token.Scopes.Select(s => new Claim(Scopes.Claim, s)),
            ],
            Name
        );
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name)));
    }

    /// <inheritdoc />
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return ApiProblem
            .Make(
                StatusCodes.Status401Unauthorized,
                "token",
                "No valid token came with the request.",
                "Send the header \"Authorization: Bearer pen_…\"; an owner makes tokens on the settings page."
            )
            .ExecuteAsync(Context);
    }

    /// <inheritdoc />
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        ApiProblem
            .Make(
                StatusCodes.Status403Forbidden,
                "scope",
                "The token does not allow this.",
                "Ask an owner for one with the scope that the description of the interface names."
            )
            .ExecuteAsync(Context);
}
