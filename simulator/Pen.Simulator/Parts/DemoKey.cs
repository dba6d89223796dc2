using System.Text;

namespace Pen.Simulator.Parts;

/// <summary>The key that simulated cartridges are made with. It is public, and so it protects nothing: never give it to a real pen.</summary>
public static class DemoKey
{
    /// <summary>The key.</summary>
    public static byte[] Bytes => Encoding.ASCII.GetBytes("SIM-PUBLIC-KEY-1");
}
