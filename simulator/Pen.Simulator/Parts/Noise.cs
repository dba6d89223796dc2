namespace Pen.Simulator.Parts;

/// <summary>Seeded randomness (xorshift64*): the same seed gives the same run, bit by bit.</summary>
public sealed class Noise
{
    private ulong state;

    /// <summary>Creates the generator; a seed of 0 is as good as any other.</summary>
    public Noise(ulong seed) => state = (seed * 0x9E3779B97F4A7C15UL) ^ 0xD1B54A32D192ED03UL;

    /// <summary>64 random bits.</summary>
    public ulong Bits()
    {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        return state * 0x2545F4914F6CDD1DUL;
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform() => (Bits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>
    /// About normal with mean 0 and standard deviation 1: the sum of four 16-bit uniforms, each of variance 1/12. Its tails end
    /// at ±3.46, which is what a bounded converter noise looks like.
    /// </summary>
    public double Normal()
    {
        ulong bits = Bits();
        int sum = (int)(bits & 0xFFFF) + (int)((bits >> 16) & 0xFFFF) + (int)((bits >> 32) & 0xFFFF) + (int)(bits >> 48);
        return (sum - 131070) * (1.7320508 / 65536.0);
    }
}
