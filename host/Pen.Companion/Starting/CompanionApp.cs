using System.IO;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pen.Companion.Api;
using Pen.Companion.Keeping;
using Pen.Companion.Live;
using Pen.Companion.Pens;
using Pen.Companion.People;
using Pen.Companion.Security;
using Pen.Companion.Service;
using Pen.Companion.Sessions;
using Pen.Companion.Stopping;
using Pen.Companion.Web;

namespace Pen.Companion.Starting;

/// <summary>Puts the program together.</summary>
internal static class CompanionApp
{
    /// <summary>Builds it; nothing runs yet.</summary>
    public static WebApplication Build(CompanionOptions options)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions
            {
                ApplicationName = typeof(CompanionApp).Assembly.GetName().Name,
                ContentRootPath = System.AppContext.BaseDirectory,
            }
        );
        Ground(builder, options);
        Serve(builder.Services, options);

        WebApplication app = builder.Build();
        app.UseMiddleware<SafeHeaders>();
        app.UseMiddleware<PlainErrors>();
        app.UseMiddleware<OnlyOurHosts>();
        app.UseResponseCompression();
        app.UseMiddleware<ScreenCookie>();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapStaticAssets().AllowAnonymous();
        app.MapStop();
        app.MapLive();
        app.MapLock();
        app.MapApi();
        app.MapRazorPages().WithStaticAssets();
        return app;
    }

    /// <summary>Where it listens, what it logs, and where the keys of its forms are.</summary>
    private static void Ground(WebApplicationBuilder builder, CompanionOptions options)
    {
        OwnFile.Folder(options.Home);
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ListenSafely(options);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // The keys of forms lie beside the records, in the user's own folder, which is what protects them.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // What keeps it from starting is said in words (CompanionHost); the host would add its stack.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        // It warns that it forbids to keep a page that is never kept here anyway.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error);
        builder
            .Services.AddDataProtection()
            .SetApplicationName("pen-companion")
            .PersistKeysToFileSystem(new DirectoryInfo(OwnFile.Folder(Path.Combine(options.Home, "keys"))));
    }

    /// <summary>Everything that its pages use.</summary>
    private static void Serve(IServiceCollection services, CompanionOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<SimulatedPens>();
        services.AddSingleton<PenRoster>();
        services.AddHostedService(s => s.GetRequiredService<PenRoster>());
        services.AddSingleton<StopDesk>();
        services.AddSingleton<Practice>();
        services.AddSingleton<SessionDesk>();
        services.AddPenCare();
        services.AddSingleton<Beginning>();
        services.AddHttpContextAccessor();
        services.AddScoped<Words>();
        services.AddScoped<Visit>();
        services.AddSafety();
        services.AddPeople();
        services.AddKeeping();
        services.AddApi();
        services.AddAntiforgery(a =>
        {
            a.Cookie.Name = "pen-form";
            a.Cookie.SameSite = SameSiteMode.Strict;
            a.HeaderName = "X-Form-Token";
        });
        services.AddResponseCompression();
        services
            .AddRazorPages(pages => pages.Conventions.AuthorizeFolder("/", Policies.Watch))
            .AddMvcOptions(mvc =>
            {
                mvc.Filters.Add<NameFilter>();
                mvc.Filters.Add<ProblemFilter>();
            });
    }
}
