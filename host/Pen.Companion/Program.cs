using System.Threading.Tasks;
using Pen.Companion.Starting;

namespace Pen.Companion;

/// <summary>The practitioners' app: a web server on this computer, with the pens at its ports.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => CommandLine.Parse(args).InvokeAsync();
}
