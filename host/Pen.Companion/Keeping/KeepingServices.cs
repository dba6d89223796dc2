using System;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Pen.Companion.Keeping;

/// <summary>What the pages on records need beside the records.</summary>
public static class KeepingServices
{
    /// <summary>Adds it.</summary>
    public static void AddKeeping(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<UndoShelf>();
        services.AddSingleton<BackupFolder>();
        services.AddSingleton<VerifyDesk>();
        services.AddSingleton<CsvDownload>();
    }
}
