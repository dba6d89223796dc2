using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Pen.House.Tests;

/// <summary>
/// Reads compiled IL and names everything that nanoFramework 1.x lacks: members outside an allow-list, and language features that
/// its interpreter does not have or breaks on silently.
/// </summary>
internal sealed class NanoSubset(IReadOnlySet<string> allowed, IReadOnlySet<string> own)
{
    private const int MostMethodsOfAKind = 255;
    private const int MostLocals = 254;
    private const int MostSwitchTargets = 255;

    private readonly SortedSet<string> faults = new(StringComparer.Ordinal);
    private readonly HashSet<string> strings = new(StringComparer.Ordinal);

    /// <summary>What was found.</summary>
    public IReadOnlyCollection<string> Faults => faults;

    /// <summary>Platform members in use.</summary>
    public SortedSet<string> Used { get; } = new(StringComparer.Ordinal);

    /// <summary>Bytes of IL seen.</summary>
    public int IlBytes { get; private set; }

    /// <summary>Bytes of static array data seen; copied to RAM on the chip, and above 64 KB in an assembly it breaks silently.</summary>
    public int StaticDataBytes { get; private set; }

    /// <summary>Bytes of different strings seen; above about 64 KB in an assembly the device build fails.</summary>
    public int StringBytes { get; private set; }

    public void Check(ModuleDefinition module)
    {
        foreach (TypeDefinition type in module.GetTypes().Where(IsOurs))
        {
            CheckType(type);
        }
    }

    private static bool IsOurs(TypeDefinition type) =>
        type.FullName != "<Module>"
        && !type.Namespace.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
        && !type.Namespace.StartsWith("System.Runtime.CompilerServices", StringComparison.Ordinal);

    private void CheckType(TypeDefinition type)
    {
        Flag(type.HasGenericParameters, type.FullName, "generic type");
        Flag(type.IsExplicitLayout && type.HasFields, type.FullName, "explicit layout");
        UseType(type.BaseType, type.FullName);
        foreach (InterfaceImplementation implemented in type.Interfaces)
        {
            UseType(implemented.InterfaceType, type.FullName);
        }

        foreach (IGrouping<bool, MethodDefinition> kind in type.Methods.GroupBy(m => m.IsStatic))
        {
            Flag(kind.Count() > MostMethodsOfAKind, type.FullName, "more than 255 methods of one kind");
        }

        foreach (FieldDefinition field in type.Fields)
        {
            UseType(field.FieldType, type.FullName);
            Flag(
                field.CustomAttributes.Any(a => a.AttributeType.Name == nameof(ThreadStaticAttribute)),
                type.FullName,
                "thread-static field"
            );
            StaticDataBytes += field.InitialValue.Length;
        }

        foreach (MethodDefinition method in type.Methods)
        {
            string where = $"{type.FullName}.{method.Name}";
            Flag(method.HasGenericParameters, where, "generic method");
            Flag(method is { IsConstructor: true, IsStatic: true }, where, "static field initialiser or static constructor");
            Flag(type.IsInterface && method is { HasBody: true, IsStatic: false }, where, "default interface method");
            UseType(method.ReturnType, where);
            foreach (ParameterDefinition parameter in method.Parameters)
            {
                UseType(parameter.ParameterType, where);
            }

            if (method.HasBody)
            {
                CheckBody(method.Body, where);
            }
        }
    }

    private void CheckBody(MethodBody body, string where)
    {
        IlBytes += body.CodeSize;
        Flag(body.Variables.Count > MostLocals, where, "255 locals or more");
        foreach (VariableDefinition variable in body.Variables)
        {
            UseType(variable.VariableType, where);
        }

        foreach (ExceptionHandler handler in body.ExceptionHandlers)
        {
            UseType(handler.CatchType, where);
        }

        foreach (Instruction instruction in body.Instructions)
        {
            Flag(instruction.OpCode == OpCodes.Calli, where, "calli");
            Flag(instruction.OpCode == OpCodes.Localloc, where, "stackalloc");
            Flag(instruction.Operand is Instruction[] { Length: > MostSwitchTargets }, where, "switch over 255 cases");
            if (instruction.Operand is string text && strings.Add(text))
            {
                StringBytes += text.Length + 1;
            }

            if (instruction.Operand is TypeReference type)
            {
                UseType(type, where);
            }
            else if (instruction.Operand is MemberReference member)
            {
                UseMember(member, where);
            }
        }
    }

    private void UseMember(MemberReference member, string where)
    {
        TypeReference holder = member.DeclaringType;
        UseType(holder, where);
        Flag(member is GenericInstanceMethod, where, $"generic call {member.Name}");
        if (holder is TypeSpecification || IsOwn(holder))
        {
            return;
        }

        string key = member is MethodReference method
            ? $"{Name(holder)}::{method.Name}({string.Join(",", method.Parameters.Select(p => Name(p.ParameterType)))})"
            : $"{Name(holder)}::{member.Name}";
        Used.Add(key);
        Flag(!allowed.Contains(key), where, $"member {key}");
    }

    private void UseType(TypeReference? type, string where)
    {
        while (type is TypeSpecification specification)
        {
            Flag(type is GenericInstanceType, where, $"generic {type.FullName}");
            Flag(type is ArrayType { Rank: > 1 }, where, "multidimensional array");
            Flag(type is RequiredModifierType { ModifierType.Name: "IsVolatile" }, where, "volatile");
            if (type is GenericInstanceType)
            {
                return;
            }

            type = specification.ElementType;
        }

        if (type is null or GenericParameter || IsOwn(type))
        {
            return;
        }

        Used.Add(Name(type));
        Flag(!allowed.Contains(Name(type)), where, $"type {Name(type)}");
    }

    private bool IsOwn(TypeReference type) => type.Scope is ModuleDefinition || own.Contains(type.Scope.Name);

    private void Flag(bool wrong, string where, string what)
    {
        if (wrong)
        {
            faults.Add($"{where}: {what}");
        }
    }

    private static string Name(TypeReference type) =>
        type switch
        {
            ArrayType array => Name(array.ElementType) + "[" + new string(',', array.Rank - 1) + "]",
            ByReferenceType reference => "ref " + Name(reference.ElementType),
            RequiredModifierType modified => Name(modified.ElementType),
            PointerType pointer => Name(pointer.ElementType) + "*",
            _ => type.FullName.Replace('/', '.'),
        };
}
