using System;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.RateLimiting;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Pen.Companion.People;

namespace Pen.Companion.Api;

/// <summary>The interface for other programs, under /api/v1.</summary>
internal static class ApiSetup
{
    /// <summary>How answers are written: what is unknown is null, and never left out.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private const string Limit = "api";
    private const int Burst = 60;
    private const int PerSecond = 20;

    static ApiSetup() => Set(Json);

    /// <summary>Tokens, limits, and the description.</summary>
    public static void AddApi(this IServiceCollection services)
    {
        services.AddSingleton<TokenBook>();
        services.AddScoped<SessionRoutes.At>();
        services.ConfigureHttpJsonOptions(o => Set(o.SerializerOptions));
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.AddRateLimiter(limiter =>
        {
            limiter.AddPolicy(Limit, Partition);
            limiter.OnRejected = (context, _) =>
                new ValueTask(
                    ApiProblem
                        .Make(
                            StatusCodes.Status429TooManyRequests,
                            "too-many-requests",
                            "Too many requests came in too short a time.",
                            $"Send at most {PerSecond} a second."
                        )
                        .ExecuteAsync(context.HttpContext)
                );
        });
        services.AddOpenApi(ApiDocument.Name, ApiDocument.Describe);
    }

    /// <summary>All addresses.</summary>
    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/api/openapi.json").AllowAnonymous().RequireRateLimiting(Limit);
        RouteGroupBuilder api = routes.MapGroup("/api/v1");
        api.AddEndpointFilter<ApiProblemFilter>().RequireRateLimiting(Limit).DisableAntiforgery();
        api.MapPens();
        api.MapWork();
        api.MapRecords();
    }

    /// <summary>Name, words, and what it answers.</summary>
    public static RouteHandlerBuilder Describe<T>(
        this RouteHandlerBuilder route,
        string name,
        string summary,
        string description,
        params int[] problems
    ) => route.WithName(name).WithSummary(summary).WithDescription(description).Produces<T>(200).Problems(problems);

    /// <summary>The problems that it answers, beside those that all have.</summary>
    public static RouteHandlerBuilder Problems(this RouteHandlerBuilder route, params int[] problems)
    {
        foreach (int status in problems.Concat([401, 403, 429]).Distinct())
        {
            route.Produces<ProblemDetails>(status, "application/problem+json");
        }

        return route;
    }

    private static void Set(JsonSerializerOptions json)
    {
        json.Converters.Add(new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false));
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.RespectRequiredConstructorParameters = true;
        json.RespectNullableAnnotations = true;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.MaxDepth = 16;
    }

    /// <summary>By token; who has none shares the limit of an address.</summary>
    private static RateLimitPartition<string> Partition(HttpContext http)
    {
        TokenBook tokens = http.RequestServices.GetRequiredService<TokenBook>();
        string who = tokens.Find(http.Request.Headers.Authorization.ToString()) is { } token
            ? "token:" + token.Id
            : Tries.Key(http.Connection.RemoteIpAddress);
        return RateLimitPartition.GetTokenBucketLimiter(
            who,
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = Burst,
                TokensPerPeriod = PerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
            }
        );
    }
}
