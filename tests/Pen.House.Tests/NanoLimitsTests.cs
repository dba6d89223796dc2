using System;
using System.Collections.Generic;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Pen.House.Tests;

/// <summary>The subset check sees the limits of size too. What no sane source contains is put together here, on either side of each limit.</summary>
public sealed class NanoLimitsTests : IDisposable
{
    private readonly ModuleDefinition module = ModuleDefinition.CreateModule("Limits", ModuleKind.Dll);
    private readonly TypeDefinition type;
    private readonly MethodDefinition method;

    public NanoLimitsTests()
    {
        type = new TypeDefinition("Limits", "Sample", TypeAttributes.Public, module.TypeSystem.Object);
        module.Types.Add(type);
        method = AddMethod("Subject");
    }

    [Theory]
    [InlineData(254, false)]
    [InlineData(255, true)]
    public void Locals(int count, bool tooMany)
    {
        for (int i = 0; i < count; i++)
        {
            method.Body.Variables.Add(new VariableDefinition(module.TypeSystem.Int32));
        }

        Expect(tooMany, "255 locals or more");
    }

    [Theory]
    [InlineData(255, false)]
    [InlineData(256, true)]
    public void SwitchTargets(int count, bool tooMany)
    {
        Instruction end = method.Body.Instructions[0];
        var targets = new Instruction[count];
        Array.Fill(targets, end);
        ILProcessor il = method.Body.GetILProcessor();
        il.InsertBefore(end, il.Create(OpCodes.Ldc_I4_0));
        il.InsertBefore(end, il.Create(OpCodes.Switch, targets));
        Expect(tooMany, "switch over 255 cases");
    }

    [Theory]
    [InlineData(255, false)]
    [InlineData(256, true)]
    public void MethodsOfOneKind(int count, bool tooMany)
    {
        for (int i = type.Methods.Count; i < count; i++)
        {
            AddMethod("M" + i);
        }

        Expect(tooMany, "more than 255 methods of one kind");
    }

    [Fact]
    public void StaticArrayData()
    {
        type.Fields.Add(
            new FieldDefinition("data", FieldAttributes.Static, module.TypeSystem.Int32) { InitialValue = new byte[70_000] }
        );
        Assert.Equal(70_000, Checked().StaticDataBytes);
    }

    [Fact]
    public void StringsCountOnce()
    {
        ILProcessor il = method.Body.GetILProcessor();
        for (int i = 0; i < 3; i++)
        {
            il.InsertBefore(method.Body.Instructions[0], il.Create(OpCodes.Pop));
            il.InsertBefore(method.Body.Instructions[0], il.Create(OpCodes.Ldstr, "needle"));
        }

        Assert.Equal("needle".Length + 1, Checked().StringBytes);
    }

    /// <inheritdoc />
    public void Dispose() => module.Dispose();

    private MethodDefinition AddMethod(string name)
    {
        var added = new MethodDefinition(name, MethodAttributes.Public | MethodAttributes.Static, module.TypeSystem.Void);
        added.Body.GetILProcessor().Emit(OpCodes.Ret);
        type.Methods.Add(added);
        return added;
    }

    private void Expect(bool flagged, string what)
    {
        Assert.Equal(flagged, string.Join('\n', Checked().Faults).Contains(what, StringComparison.Ordinal));
    }

    private NanoSubset Checked()
    {
        var check = new NanoSubset(new HashSet<string>(), new HashSet<string>());
        check.Check(module);
        return check;
    }
}
