using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace Pen.House.Samples;

public class UsesGenericList
{
    public int Count() => new List<int>().Count;
}

public class OwnGeneric<T>
{
    public T Value;
}

public class UsesMissingMember
{
    public string Replaced(string s) => s.Replace("a", "b");
}

public class UsesMissingType
{
    public int Half() => (int)new Half();
}

public class UsesSpan
{
    public int Length(byte[] b) => b.AsSpan().Length;
}

public class UsesGrid
{
    public int[,] Grid = new int[2, 2];
}

public class UsesStackalloc
{
    public unsafe int First()
    {
        int* p = stackalloc int[4];
        return p[0];
    }
}

public interface IHasDefault
{
    int Value() => 1;
}

public class HasStaticField
{
    public static int[] Shared = new int[3];
}

public unsafe class UsesFunctionPointer
{
    public int Call(delegate* <int> f) => f();
}

public class UsesClock
{
    public long Ticks() => DateTime.UtcNow.Ticks;
}

public class OwnGenericMethod
{
    public int Sum<T>(T[] values) => values.Length;
}

public class UsesNullable
{
    public int? Reading;
}

public class HasStaticConstructor
{
    public static int Count;

    static HasStaticConstructor()
    {
        Count = 1;
    }
}

public class UsesVolatile
{
    public volatile bool Stop;
}

public class UsesThreadStatic
{
    [ThreadStatic]
    public static int Depth;
}

[StructLayout(LayoutKind.Explicit)]
public struct HasExplicitLayout
{
    [FieldOffset(0)]
    public int Whole;

    [FieldOffset(0)]
    public byte Low;
}
