using System;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pen.Companion.Api;
using Pen.Companion.Security;

namespace Pen.Companion.People;

/// <summary>What a page or a request needs. STOP needs nothing.</summary>
public static class Policies
{
    /// <summary>To look.</summary>
    public const string Watch = "watch";

    /// <summary>To command pens and write records.</summary>
    public const string Treat = "treat";

    /// <summary>To change what holds for all.</summary>
    public const string Own = "own";

    /// <summary>To go on seeing how a pen stands: also while the screen is locked.</summary>
    public const string SeePen = "see-pen";

    /// <summary>Adds who people are and what they may do.</summary>
    public static void AddPeople(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<HouseSettings>();
        services.AddSingleton<Secrets>();
        services.AddSingleton<AccountBook>();
        services.AddSingleton<Tries>();
        services.AddSingleton<Sittings>();
        services.AddSingleton<SignInDesk>();
        services
            .AddAuthentication(PersonHandler.Name)
            .AddScheme<AuthenticationSchemeOptions, PersonHandler>(PersonHandler.Name, null)
            .AddScheme<AuthenticationSchemeOptions, TokenHandler>(TokenHandler.Name, null);
        AuthorizationBuilder policies = services
            .AddAuthorizationBuilder()
            .AddPolicy(SeePen, p => p.RequireAuthenticatedUser())
            .AddPolicy(Watch, p => Require(p, Role.Reader, Role.Practitioner, Role.Owner))
            .AddPolicy(Treat, p => Require(p, Role.Practitioner, Role.Owner))
            .AddPolicy(Own, p => Require(p, Role.Owner));
        policies.AddScopes();
    }

    /// <summary>One of these roles, at a screen that is not locked.</summary>
    private static void Require(AuthorizationPolicyBuilder policy, params Role[] roles) =>
        policy.RequireRole(Array.ConvertAll(roles, r => r.ToString())).RequireAssertion(c => c.User.IsPresent());
}
