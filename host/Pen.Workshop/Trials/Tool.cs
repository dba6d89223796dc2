using System;

namespace Pen.Workshop.Trials;

/// <summary>The program that measures.</summary>
internal static class Tool
{
    /// <summary>Its version: major, minor, patch.</summary>
    public static string Version => (typeof(Tool).Assembly.GetName().Version ?? new Version(0, 0, 0)).ToString(3);
}
