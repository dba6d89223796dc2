using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.AspNetCore.Authorization;

namespace Pen.Companion.Api;

/// <summary>What a token allows. Each stands alone; STOP is in all of them.</summary>
public static class Scopes
{
    /// <summary>To see the pens and their values.</summary>
    public const string PensRead = "pens.read";

    /// <summary>To prepare and arm a pen for a session. The trigger on the pen starts it.</summary>
    public const string PensCommand = "pens.command";

    /// <summary>To read clients and sessions, under pseudonyms.</summary>
    public const string RecordsRead = "records.read";

    /// <summary>To add clients.</summary>
    public const string RecordsWrite = "records.write";

    /// <summary>Policy of what any token may do.</summary>
    public const string Any = "token";

    internal const string Claim = "scope";

    /// <summary>All.</summary>
    public static IReadOnlyList<string> All { get; } = [PensRead, PensCommand, RecordsRead, RecordsWrite];

    /// <summary>A policy for each, by its own name. Cookies count for nothing here.</summary>
    internal static void AddScopes(this AuthorizationBuilder policies)
    {
        policies.AddPolicy(Any, p => p.AddAuthenticationSchemes(TokenHandler.Name).RequireAuthenticatedUser());
        foreach (string scope in All)
        {
            policies.AddPolicy(scope, p => p.AddAuthenticationSchemes(TokenHandler.Name).RequireClaim(Claim, scope));
        }
    }
}
