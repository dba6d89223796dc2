using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Pen.Companion.Starting;

namespace Pen.Companion.Tests.Bench;

/// <summary>A page of the program.</summary>
/// <param name="Path">Its route, such as "sessions/{id}/areas".</param>
/// <param name="Policy">The policy that its model names; null where it names none.</param>
/// <param name="Anonymous">Whether it is for everybody.</param>
public sealed record PageRoute(string Path, string? Policy, bool Anonymous);

/// <summary>An address of the program that is no page.</summary>
/// <param name="Method">GET, POST …</param>
/// <param name="Path">Its route.</param>
public sealed record OtherRoute(string Method, string Path);

/// <summary>
/// What the program answers, from its own table of routes: it is put together here as it is when it starts, and not started. A page that is
/// added tomorrow is walked by the same tests.
/// </summary>
public static class AppRoutes
{
    private static readonly Lazy<Task<(IReadOnlyList<PageRoute> Pages, IReadOnlyList<OtherRoute> Others)>> All = new(ReadAsync);

    /// <summary>Pages.</summary>
    public static async Task<IReadOnlyList<PageRoute>> PagesAsync() => (await All.Value).Pages;

    /// <summary>Everything else but files.</summary>
    public static async Task<IReadOnlyList<OtherRoute>> OthersAsync() => (await All.Value).Others;

    /// <summary>A route with real things in it.</summary>
    public static string Fill(string route, StaffedPlace staff) =>
        "/"
        + string.Join(
            '/',
            route
                .Split('/')
                .Select(part =>
                    !part.StartsWith('{') ? part
                    : part.StartsWith("{serial", StringComparison.Ordinal) ? staff.Serial
                    : route.Contains("clients/", StringComparison.Ordinal) || part == "{clientId}" ? staff.ClientId
                    : part.StartsWith("{id", StringComparison.Ordinal) ? staff.SessionId
                    : "1"
                )
        );

    private static async Task<(IReadOnlyList<PageRoute>, IReadOnlyList<OtherRoute>)> ReadAsync()
    {
        string folder = Directory.CreateTempSubdirectory("pen-routes-").FullName;
        try
        {
            await using WebApplication app = CompanionApp.Build(
                new CompanionOptions
                {
                    Listen = [new Uri("http://127.0.0.1:0")],
                    Records = Path.Combine(folder, "records.db"),
                    Key = Path.Combine(folder, "key"),
                    Logs = Path.Combine(folder, "logs"),
                    Home = Path.Combine(folder, "home"),
                    SearchPorts = false,
                    Simulate = SimulateChoice.No,
                }
            );
            RouteEndpoint[] routes =
            [
                .. ((IEndpointRouteBuilder)app).DataSources.SelectMany(d => d.Endpoints).OfType<RouteEndpoint>(),
            ];
            PageLoader loader = app.Services.GetRequiredService<PageLoader>();
            var pages = new List<PageRoute>();
            foreach (RouteEndpoint route in routes)
            {
                if (route.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
                {
                    CompiledPageActionDescriptor compiled = await loader.LoadAsync(page, EndpointMetadataCollection.Empty);
                    TypeInfo model = compiled.ModelTypeInfo!;
                    pages.Add(
                        new PageRoute(
                            route.RoutePattern.RawText!.Trim('/'),
                            model.GetCustomAttribute<AuthorizeAttribute>()?.Policy,
                            model.GetCustomAttribute<AllowAnonymousAttribute>() is not null
                        )
                    );
                }
            }

            OtherRoute[] others =
            [
                .. routes
                    .Where(r => r.Metadata.GetMetadata<PageActionDescriptor>() is null)
                    .Where(r =>
                        !r.RoutePattern.RawText!.Contains('.')
                        || r.RoutePattern.RawText.EndsWith(".json", StringComparison.Ordinal)
                    )
                    .SelectMany(r =>
                        (r.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Select(m => new OtherRoute(
                            m,
                            r.RoutePattern.RawText!.Trim('/')
                        ))
                    ),
            ];
            return (pages, others);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
